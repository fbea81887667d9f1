"""Sets each field of each family's config.json to other values, and compares logits with transformers, or reads the refusal.

Fields are those that transformers itself writes for the family, those that its older releases wrote, and what is set is what such files
hold or what a person may write. A case is right where every logit of 48 tokens agrees with what transformers makes of the same folder,
or where the refusal names the field. It is also right to refuse what transformers refuses. With a number as second argument, that many
random combinations of the fields are tried too. Exit 1 where a number is wrong. Run it by bench/agree/agree --configurations.
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import warnings

import torch
import transformers

HOME = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(HOME, "engine/src/test/python"))
import families  # noqa: E402

warnings.filterwarnings("ignore")
transformers.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
torch.set_num_threads(1)

WORK = os.path.abspath(sys.argv[1])
MIXTURES = int(sys.argv[2]) if len(sys.argv) > 2 else 40
TOKENS, LOGITS = 48, 1e-4
FAMILIES = ["llama", "mistral", "qwen2", "qwen3", "gemma2", "gemma3", "phi3", "smollm3", "granite", "olmo2"]
ABSENT = object()

ROPES = [
    {"rope_type": "linear", "rope_theta": 10000.0, "factor": 2.0},
    {"rope_type": "dynamic", "rope_theta": 10000.0, "factor": 2.0},
    {"rope_type": "yarn", "rope_theta": 10000.0, "factor": 4.0, "original_max_position_embeddings": 16},
    {"rope_type": "yarn", "rope_theta": 10000.0, "factor": 4.0, "original_max_position_embeddings": 16, "mscale": 0.7,
     "mscale_all_dim": 0.9},
    {"rope_type": "yarn", "rope_theta": 10000.0, "factor": 4.0, "original_max_position_embeddings": 16,
     "attention_factor": 1.3, "beta_fast": 8.0, "beta_slow": 2.0},
    {"rope_type": "llama3", "rope_theta": 5e5, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
     "original_max_position_embeddings": 32},
    {"rope_type": "default", "rope_theta": 5e5},
    {"rope_type": "default", "rope_theta": 10000.0, "partial_rotary_factor": 0.5},
    {"rope_type": "mystery", "rope_theta": 10000.0},
]
OLD_ROPES = [
    {"type": "linear", "factor": 2.0},
    {"type": "dynamic", "factor": 2.0},
    {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 16},
    {"type": "yarn", "factor": 4.0, "original_max_position_embeddings": 16},
    {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 32},
]
# What each field is set to, by its name; what is not here is set by its type.
VALUES = {
    "hidden_act": ["gelu", "relu", "gelu_pytorch_tanh", "silu"],
    "hidden_activation": ["gelu", "gelu_pytorch_tanh", "silu", None],
    "rope_parameters": ROPES,
    "rope_scaling": OLD_ROPES,
    "rope_theta": [50000.0, 1000000],
    "sliding_window": [5, None, 4096],
    "max_window_layers": [0, 1, 3],
    "use_sliding_window": [True, False],
    "layer_types": [["full_attention"] * 3, ["sliding_attention"] * 3, ["full_attention", "sliding_attention", "full_attention"],
                    ["chunked_attention"] * 3],
    "no_rope_layers": [[1, 1, 1], [0, 1, 0], [1, 0]],
    "no_rope_layer_interval": [1, 2],
    "tie_word_embeddings": [True, False],
    "query_pre_attn_scalar": [7, 20],
    "attn_logit_softcapping": [3.0, None],
    "final_logit_softcapping": [3.0, None],
    "use_bidirectional_attention": [True, False, None],
    "_sliding_window_pattern": [2, 3],
    "sliding_window_pattern": [2, 3],
    "rope_local_base_freq": [500.0],
    "partial_rotary_factor": [0.5],
    "pretraining_tp": [1, 2],
    "max_position_embeddings": [64, 4096],
    "original_max_position_embeddings": [16, 4096],
    "head_dim": [None, 8, 24],
    "num_key_value_heads": [None, 4, 1],
    "eos_token_id": [[2, 3], None],
    "quantization_config": [{"quant_method": "bitsandbytes", "load_in_4bit": True}],
    "dtype": ["bfloat16", "float16"],
    "torch_dtype": ["bfloat16"],
    "architectures": [["LlamaForSequenceClassification"], None],
    "model_type": ["llava", "mixtral"],
    "num_local_experts": [4],
    "clip_qkv": [1.0],
    "a_field_of_tomorrow": [True],
}
OLDER = ["rope_theta", "rope_scaling", "torch_dtype", "head_dim", "partial_rotary_factor", "sliding_window_pattern", "rope_local_base_freq",
         "quantization_config", "num_local_experts", "clip_qkv", "a_field_of_tomorrow", "no_rope_layers", "no_rope_layer_interval",
         "layer_types", "sliding_window", "use_sliding_window", "max_window_layers", "attention_bias", "mlp_bias",
         "pretraining_tp", "original_max_position_embeddings"]
# Tried with one family, since reading them is every family's.
COMMON = ("initializer_range", "use_cache", "attention_dropout", "transformers_version", "output_hidden_states", "return_dict", "dtype",
          "chunk_size_feed_forward", "is_encoder_decoder", "id2label", "label2id", "problem_type", "_name_or_path", "output_attentions",
          "pad_token_id", "bos_token_id", "eos_token_id", "torch_dtype", "architectures", "quantization_config", "num_local_experts",
          "a_field_of_tomorrow", "model_type")
SHAPES = ("vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads")


def values(name, held):
    if name in VALUES:
        return VALUES[name]
    if isinstance(held, bool):
        return [not held]
    if isinstance(held, int):
        return [held + 1]
    if isinstance(held, float):
        return [held * 1.5 + 0.01]
    return ["other"] if isinstance(held, str) else []


def base(family):
    """A folder of the family as transformers writes it, with its tensors; returns its config as JSON holds it."""
    maker, config, _ = families.CASES[family]
    torch.manual_seed(4)
    small = families.shape(head_dim=16) if family in ("qwen3", "gemma2", "gemma3") else families.shape()
    if family in ("gemma2", "gemma3"):
        small["tie_word_embeddings"] = True
    if family in ("mistral", "gemma2", "gemma3"):
        small["sliding_window"] = 7
    return maker, config, small


def write(folder, family, changes):
    """Random tensors for whatever transformers makes of the changed file, or None where it makes nothing of it."""
    maker, config, small = base(family)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    held = config(**small).to_dict()
    held["architectures"] = [maker.__name__]
    whole = {key: each for key, each in held.items() if each is not None or key in ("sliding_window", "pad_token_id")}
    if "rope_scaling" in changes or "rope_theta" in changes:
        whole.pop("rope_parameters", None)
    if "torch_dtype" in changes:
        whole.pop("dtype", None)
    for key, each in changes.items():
        if each is ABSENT:
            whole.pop(key, None)
        else:
            whole[key] = each
    if ("sliding_window_pattern" in changes or "_sliding_window_pattern" in changes or "no_rope_layer_interval" in changes
            or "no_rope_layers" in changes or "max_window_layers" in changes or "use_sliding_window" in changes):
        if "layer_types" not in changes:
            whole.pop("layer_types", None)
        if "no_rope_layer_interval" in changes and "no_rope_layers" not in changes:
            whole.pop("no_rope_layers", None)
    with open(os.path.join(folder, "config.json"), "w") as file:
        json.dump(whole, file)
    try:
        read = config.from_pretrained(folder)
        model = maker._from_config(read, attn_implementation="eager").float().eval()
        with torch.no_grad():
            for name, weight in model.named_parameters():
                centre = 0 if family.startswith("gemma") or not families.is_norm(name) else 1
                weight.copy_(centre + (0.3 if weight.dim() == 1 else 0.2) * torch.randn_like(weight))
        model.save_pretrained(folder)
        with open(os.path.join(folder, "config.json"), "w") as file:
            json.dump(whole, file)
        again = maker.from_pretrained(folder, attn_implementation="eager", dtype=torch.float32).eval()
        ids = [1] + torch.randint(3, 60, (TOKENS - 1,)).tolist()
        with torch.no_grad():
            return ids, again(torch.tensor([ids])).logits[0], None
    except Exception as failure:
        if not os.path.exists(os.path.join(folder, "model.safetensors")):
            plain = maker._from_config(config(**small)).float()
            plain.save_pretrained(folder)
            with open(os.path.join(folder, "config.json"), "w") as file:
                json.dump(whole, file)
        return [1, 5, 9], None, f"{type(failure).__name__}"


def judge(folder, family, changes):
    ids, theirs, failure = write(folder, family, changes)
    out = os.path.join(WORK, "logits.json")
    command = [os.path.join(HOME, "openledger"), "logits", "--base", folder, "--out", out, "--ids", ",".join(map(str, ids))]
    done = subprocess.run(command, capture_output=True, text=True)
    said = (done.stderr.strip().splitlines() or ["nothing said"])[-1].replace(folder, "…")
    if done.returncode != 0:
        with open(os.path.join(folder, "config.json")) as file:
            fields = json.load(file)
        written = json.dumps(changes)
        named = theirs is None or any(key in said for key in fields) or any(word in written for word in re.findall(r"'(\w+)'", said))
        return "refused" if named else "UNNAMED", said[:160]
    if theirs is None:
        return "taken", f"transformers fails here: {failure}"
    with open(out) as file:
        ours = torch.tensor(json.load(file)["logits"])
    delta = (ours - theirs).abs().max().item()
    return ("right" if delta <= LOGITS else "WRONG"), f"Δ {delta:.1e} of {theirs.std().item():.1f}"


def cases():
    for family in FAMILIES:
        _, config, small = base(family)
        fields = {key: each for key, each in config(**small).to_dict().items() if key not in SHAPES}
        for key in OLDER:
            fields.setdefault(key, None)
        for key, held in fields.items():
            if key in COMMON and family != FAMILIES[0]:
                continue
            for value in values(key, held):
                if json.dumps(value) != json.dumps(held):
                    yield family, {key: value}
    draw = random.Random(7)
    for _ in range(MIXTURES):
        family = draw.choice(FAMILIES)
        _, config, small = base(family)
        held = config(**small).to_dict()
        computed = [key for key in VALUES if (key in held or key in OLDER) and key not in (
            "quantization_config", "num_local_experts", "clip_qkv", "a_field_of_tomorrow", "architectures", "model_type", "pretraining_tp")]
        keys = draw.sample(computed, min(len(computed), draw.randint(2, 5)))
        if "rope_parameters" in keys:
            keys = [key for key in keys if key not in ("rope_scaling", "rope_theta")]
        yield family, {key: draw.choice(VALUES[key]) for key in keys}


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    counts = {}
    for family, changes in cases():
        verdict, detail = judge(os.path.join(WORK, "base"), family, changes)
        counts[verdict] = counts.get(verdict, 0) + 1
        if verdict not in ("right", "refused") or "--all" in sys.argv or len(changes) > 1:
            print(f"{verdict:8} {family:8} {json.dumps(changes)} {detail}", flush=True)
    print(", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())))
    sys.exit(1 if counts.get("WRONG") or counts.get("UNNAMED") else 0)


main()
