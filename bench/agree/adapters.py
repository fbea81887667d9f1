"""Compares adapters with PEFT: every field of its LoraConfig with a value of its own, and the forms in which its files go round.

For each case a folder is made by PEFT, its logits are computed by PEFT and by `openledger logits`, and one line is printed:
right (largest difference of a logit), refused (the reason), or WRONG. Exit 1 where a case is wrong, or is refused without the
name of its field. Run it by bench/agree/agree.
"""

import dataclasses
import json
import os
import shutil
import subprocess
import sys
import warnings

import peft
import torch
import transformers
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file

warnings.filterwarnings("ignore")
transformers.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
torch.set_num_threads(2)

HOME = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
WORK = os.path.abspath(sys.argv[1])
TOLERANCE = 1e-3
QV = ["q_proj", "v_proj"]
ALL = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
IDS = [1] + [3 + i * 7 % 400 for i in range(40)]


SHAPE = dict(vocab_size=512, hidden_size=96, intermediate_size=200, num_hidden_layers=3, num_attention_heads=6,
             num_key_value_heads=2, head_dim=16, max_position_embeddings=512)
BASES = {
    "plain": (transformers.LlamaForCausalLM, transformers.LlamaConfig(**SHAPE)),
    # biases of query, key and value; one matrix is embedding and head
    "biased": (transformers.Qwen2ForCausalLM, transformers.Qwen2Config(**SHAPE, tie_word_embeddings=True)),
    # embeddings multiplied by a root
    "scaled": (transformers.Gemma3ForCausalLM, transformers.Gemma3TextConfig(**SHAPE, sliding_window=16)),
}


def base_folder(kind):
    return os.path.join(WORK, f"base-{kind}")


def make_bases():
    for kind, (family, shape) in BASES.items():
        torch.manual_seed(5)
        model = family(shape)
        with torch.no_grad():
            for name, weight in model.named_parameters():
                weight.copy_(1 + 0.2 * torch.randn_like(weight) if "norm" in name else 0.2 * torch.randn_like(weight))
        model.save_pretrained(base_folder(kind))


def base(kind):
    return transformers.AutoModelForCausalLM.from_pretrained(base_folder(kind), dtype=torch.float32).eval()


def train_a_little(model):
    """Random factors: an adapter as it is initialised changes nothing."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "magnitude" in name:
                weight.mul_(1.3)
            elif "lora_" in name:
                weight.copy_(0.2 * torch.randn_like(weight))
            elif weight.requires_grad:
                weight.add_(0.05 * torch.randn_like(weight))


def config_of(folder):
    with open(f"{folder}/adapter_config.json") as file:
        return json.load(file)


def change(**fields):
    def changed(folder):
        config = config_of(folder)
        config.update(fields)
        with open(f"{folder}/adapter_config.json", "w") as file:
            json.dump(config, file)
    return changed


def drop(name):
    def dropped(folder):
        config = config_of(folder)
        del config[name]
        with open(f"{folder}/adapter_config.json", "w") as file:
            json.dump(config, file)
    return dropped


def rename(to):
    def renamed(folder):
        path = f"{folder}/adapter_model.safetensors"
        save_file({to(name): each for name, each in load_file(path).items()}, path)
    return renamed


def poison(value):
    def poisoned(folder):
        path = f"{folder}/adapter_model.safetensors"
        tensors = load_file(path)
        tensors[sorted(tensors)[0]][0, 0] = value
        save_file(tensors, path)
    return poisoned


def cut(folder):
    path = f"{folder}/adapter_model.safetensors"
    size = os.path.getsize(path)
    os.truncate(path, size - 10)


class Case:
    """name: the field or form; post: what happens to PEFT's folder afterwards; refusal: what a refusal must name;
    as_before: PEFT 0.21.2 reads nothing of the folder afterwards and says so, but it is the same adapter; base: of BASES."""

    def __init__(self, name, post=None, dtype=None, refusal=None, by_peft=True, as_before=False, base="plain", **fields):
        self.base = base
        self.name, self.post, self.dtype, self.by_peft, self.as_before = name, post, dtype, by_peft, as_before
        self.refusal = refusal or name
        self.fields = {"r": 8, "lora_alpha": 16, "target_modules": QV, **fields}


CASES = [
    Case("r", r=1, lora_alpha=1, target_modules=ALL),
    Case("lora_alpha", lora_alpha=128, r=64, target_modules=ALL),
    Case("use_rslora", use_rslora=True, r=16),
    Case("target_modules", target_modules="all-linear"),
    Case("target_modules", target_modules=r".*\.layers\.[01]\..*(q_proj|v_proj)"),
    Case("target_modules", target_modules=["self_attn.q_proj", "mlp.up_proj"]),
    Case("target_modules", target_modules=["model.layers.1.self_attn.q_proj", "v_proj"], layers_to_transform=[0]),
    Case("exclude_modules", exclude_modules=r".*layers\.2.*"),
    Case("exclude_modules", exclude_modules=["layers.0.self_attn.q_proj"]),
    Case("rank_pattern", rank_pattern={"layers.0.self_attn.q_proj": 4, r"^model\.layers\.1\..*v_proj": 12}),
    Case("alpha_pattern", alpha_pattern={"layers.0.self_attn.q_proj": 64}, use_rslora=True),
    Case("rank_pattern, alpha_pattern", rank_pattern={"q_proj": 3}, alpha_pattern={"v_proj": 5}),
    Case("layers_to_transform", layers_to_transform=[0, 2]),
    Case("layers_to_transform", layers_to_transform=1, layers_pattern="layers"),
    Case("layers_pattern", layers_to_transform=[1], layers_pattern=["layers"]),
    Case("bias", bias="lora_only", base="biased"),
    Case("bias", bias="all", base="biased"),
    Case("bias", bias="all", use_dora=True, base="biased"),
    Case("bias", bias="all"),
    Case("bias", post=change(bias="some"), by_peft=False),
    Case("lora_bias", lora_bias=True),
    Case("lora_bias", lora_bias=True, bias="all", rank_pattern={"q_proj": 3}, target_modules=["q_proj", "lm_head"],
         base="biased"),
    Case("use_dora", use_dora=True),
    *(each for kind in BASES for each in [
        Case("modules_to_save", modules_to_save=["lm_head"], base=kind),
        Case("modules_to_save", modules_to_save=["embed_tokens"], base=kind),
        Case("modules_to_save", modules_to_save=["embed_tokens", "lm_head"], dtype=torch.bfloat16, base=kind),
        Case("target_modules: embed_tokens", target_modules=["q_proj", "embed_tokens"], base=kind),
        Case("target_modules: lm_head", target_modules=["q_proj", "lm_head"], base=kind),
        Case("target_modules: both", target_modules=["embed_tokens", "lm_head"], use_rslora=True, base=kind),
        Case("trainable_token_indices", trainable_token_indices=[5, 10, 7, 400], base=kind),
        Case("trainable_token_indices", trainable_token_indices={"embed_tokens": [5, 10]}, base=kind),
        Case("trainable_token_indices", trainable_token_indices={"embed_tokens": [5, 10], "lm_head": [3]}, base=kind),
        Case("trainable_token_indices", trainable_token_indices=[5, 10], target_modules=["lm_head", "q_proj"], base=kind),
        Case("trainable_token_indices", trainable_token_indices=[5, 10], modules_to_save=["lm_head"], base=kind),
    ]),
    Case("target_modules: head and embeddings", target_modules="model.embed_tokens|lm_head|.*v_proj"),
    Case("modules_to_save", modules_to_save=["norm"]),
    Case("modules_to_save", modules_to_save=["lm_head"], post=change(modules_to_save=None), refusal="lm_head", by_peft=False),
    Case("use_dora", use_dora=True, target_modules=["q_proj", "lm_head"]),
    Case("use_dora", use_dora=True, target_modules=["q_proj", "embed_tokens"]),
    Case("trainable_token_indices", trainable_token_indices=[5], post=change(trainable_token_indices=[512]), by_peft=False),
    Case("trainable_token_indices", trainable_token_indices=[5], post=change(trainable_token_indices=[5, 5]), by_peft=False),
    Case("target_parameters", target_parameters=["self_attn.k_proj.weight"]),
    Case("layer_replication", layer_replication=[[0, 3], [1, 3]]),
    Case("alora_invocation_tokens", alora_invocation_tokens=[IDS[30], IDS[31]]),
    Case("lora_dropout", lora_dropout=0.3),
    Case("fan_in_fan_out", post=change(fan_in_fan_out=True)),
    Case("inference_mode", post=change(inference_mode=False)),
    Case("base_model_name_or_path", post=change(base_model_name_or_path="somebody/another-model")),
    Case("revision", post=change(revision="main")),
    Case("peft_version", post=change(peft_version="0.1.0")),
    Case("peft_type", post=change(peft_type="IA3"), by_peft=False),
    Case("peft_type", post=drop("peft_type"), by_peft=False),
    Case("task_type", post=change(task_type="SEQ_CLS"), by_peft=False),
    Case("auto_mapping", post=change(auto_mapping={"base_model_class": "LlamaForCausalLM"}), by_peft=False),
    Case("init_lora_weights", init_lora_weights="gaussian"),
    Case("init_lora_weights", init_lora_weights="orthogonal"),
    Case("init_lora_weights", init_lora_weights="pissa", lora_alpha=8),
    Case("init_lora_weights", init_lora_weights="olora", lora_alpha=8),
    Case("init_lora_weights", post=change(init_lora_weights="eva")),
    Case("init_lora_weights", post=change(init_lora_weights="corda"), by_peft=False),
    Case("init_lora_weights", post=change(init_lora_weights="loftq"), by_peft=False),
    Case("init_lora_weights", post=change(init_lora_weights="lora_ga"), by_peft=False),
    Case("eva_config", post=change(eva_config={"rho": 2.0})),
    Case("corda_config", post=change(corda_config={"corda_method": "kpm"}), by_peft=False),
    Case("loftq_config", post=change(loftq_config={"loftq_bits": 4}), by_peft=False),
    Case("lora_ga_config", post=change(lora_ga_config={"x": 1}), by_peft=False),
    Case("arrow_config", post=change(arrow_config={"top_k": 2}), by_peft=False),
    Case("kasa_config", post=change(kasa_config={"x": 1}), by_peft=False),
    Case("monteclora_config", post=change(monteclora_config={"x": 1}), by_peft=False),
    Case("velora_config", post=change(velora_config={"x": 1}), by_peft=False),
    Case("megatron_config", post=change(megatron_config={"x": 1}), by_peft=False),
    Case("megatron_core", post=change(megatron_core="elsewhere.core")),
    Case("qalora_group_size", post=change(qalora_group_size=32)),
    Case("use_qalora", post=change(use_qalora=True), by_peft=False),
    Case("use_bdlora", post=change(use_bdlora={"x": 1}), by_peft=False),
    Case("ensure_weight_tying", post=change(ensure_weight_tying=True), by_peft=False),
    # forms of files
    Case("bfloat16", dtype=torch.bfloat16, target_modules=ALL),
    Case("float16", dtype=torch.float16, target_modules=ALL),
    Case("keys without prefix", post=rename(lambda key: key.replace("base_model.model.", "")), as_before=True),
    Case("keys with .default", post=rename(lambda key: key.replace(".weight", ".default.weight")), refusal="lora_A"),
    Case("keys of another wrapper", post=rename(lambda key: key.replace("model.model", "model.language_model.model")),
         refusal="lora_A", by_peft=False),
    Case("an unknown field", post=change(some_future_option={"kind": "x"}), refusal="some_future_option", by_peft=False),
    Case("fewer targets than the file holds", post=change(target_modules=["q_proj"]), refusal="v_proj", by_peft=False),
    Case("NaN", post=poison(float("nan")), refusal="lora_A", by_peft=False),
    Case("infinity", post=poison(float("inf")), refusal="lora_A", by_peft=False),
    Case("a cut file", post=cut, refusal="truncated", by_peft=False),
    Case("r as 8.0", post=change(r=8.0), refusal="'r'"),
    Case("lora_alpha as text", post=change(lora_alpha="32"), refusal="lora_alpha", by_peft=False),
    Case("lora_alpha of 0", post=change(lora_alpha=0), refusal="lora_alpha"),
    Case("use_rslora as text", post=change(use_rslora="true"), refusal="use_rslora", by_peft=False),
]

NOT_IN_FILES = {"runtime_config"}  # PEFT saves it in no file


def reference(case, folder):
    with torch.no_grad():
        return PeftModel.from_pretrained(base(case.base), folder).eval()(torch.tensor([IDS])).logits[0]


def ours(case, folder):
    out = os.path.join(WORK, "logits.json")
    run = subprocess.run(
        [os.path.join(HOME, "openledger"), "logits", "--base", base_folder(case.base), "--adapter", folder, "--out", out,
         "--ids", ",".join(map(str, IDS))], capture_output=True, text=True)
    if run.returncode != 0:
        return None, run.stderr.strip().splitlines()[-1] if run.stderr.strip() else "nothing said"
    with open(out) as file:
        return torch.tensor(json.load(file)["logits"]), ""


def judge(case, number):
    folder = os.path.join(WORK, f"adapter-{number}")
    torch.manual_seed(number)
    try:
        model = get_peft_model(base(case.base), LoraConfig(task_type="CAUSAL_LM", **case.fields))
        train_a_little(model)
        (model.to(case.dtype) if case.dtype else model).save_pretrained(folder)
    except Exception as failure:
        return "skipped", f"PEFT cannot make it: {type(failure).__name__}: {failure}"[:160]
    before = reference(case, folder) if case.as_before else None
    if case.post:
        case.post(folder)
    logits, reason = ours(case, folder)
    if logits is None:
        named = case.refusal.split(":")[0].split(",")[0] in reason
        return ("refused" if named else "UNNAMED"), reason.replace(WORK, "…")[-170:]
    if not case.by_peft:
        return "WRONG", "computed, and must be refused"
    try:
        difference = (logits - (reference(case, folder) if before is None else before)).abs().max().item()
    except Exception as failure:
        return "WRONG", f"computed, and PEFT does not load it: {failure}"[:160]
    return ("right" if difference <= TOLERANCE else "WRONG"), f"Δ {difference:.1e}"


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    make_bases()
    fields = {field.name for field in dataclasses.fields(LoraConfig)} - NOT_IN_FILES
    untried = sorted(fields - {name for case in CASES for name in case.name.replace(":", ",").split(", ")}
                     - {name for case in CASES for name in case.fields})
    print(f"PEFT {peft.__version__}, {len(fields)} fields of LoraConfig, {len(CASES)} cases")
    counts = {}
    for number, case in enumerate(CASES):
        verdict, detail = judge(case, number)
        counts[verdict] = counts.get(verdict, 0) + 1
        print(f"{verdict:8} {case.name:36} {case.base:7} {detail}", flush=True)
    print(", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())))
    if untried:
        print(f"no case for: {', '.join(untried)}")
    sys.exit(1 if counts.get("WRONG") or counts.get("UNNAMED") or untried else 0)


main()
