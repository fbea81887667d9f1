"""Compares the import of GGUF files with pip gguf and transformers.

For each architecture that is read, a random folder is written as a GGUF file by gguf 0.19.0 under the names of its own table, in
several types, and imported as f32: every number must have the bits that gguf reads, and the logits of the imported folder must be
those of transformers with the same numbers. For a file given by OPENLEDGER_GGUF every number is compared, too.
Exit 1 where something differs. Run it by bench/agree/agree --gguf.
"""

import json
import os
import shutil
import subprocess
import sys
import warnings

import gguf
import numpy
import torch
import transformers
from safetensors.numpy import load_file

HOME = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(HOME, "engine/src/test/python"))
import families  # noqa: E402

warnings.filterwarnings("ignore")
transformers.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
torch.set_num_threads(2)

WORK = os.path.abspath(sys.argv[1])
LOGITS = 1e-4
IDS = families.ids(60, 259)
SHAPE = dict(vocab_size=262, hidden_size=64, intermediate_size=128, num_hidden_layers=3, num_attention_heads=4,
             num_key_value_heads=2, head_dim=32, max_position_embeddings=256, bos_token_id=1, eos_token_id=2,
             pad_token_id=0)
INTERLEAVED = {"llama", "granite", "smollm3"}
YARN = dict(rope_type="yarn", rope_theta=10000.0, factor=4.0, original_max_position_embeddings=64)
T = transformers
CASES = {
    "llama": (T.LlamaForCausalLM, T.LlamaConfig, dict(rope_parameters=dict(
        families.LLAMA3, original_max_position_embeddings=8192))),
    "qwen2": (T.Qwen2ForCausalLM, T.Qwen2Config, dict(rope_parameters=YARN)),
    "qwen3": (T.Qwen3ForCausalLM, T.Qwen3Config, {}),
    "gemma2": (T.Gemma2ForCausalLM, T.Gemma2Config, dict(sliding_window=9, query_pre_attn_scalar=32)),
    "gemma3": (T.Gemma3ForCausalLM, T.Gemma3TextConfig, dict(sliding_window=9, query_pre_attn_scalar=32)),
    "phi3": (T.Phi3ForCausalLM, T.Phi3Config, dict(sliding_window=9, num_attention_heads=2)),
    "smollm3": (T.SmolLM3ForCausalLM, T.SmolLM3Config, {}),
    "granite": (T.GraniteForCausalLM, T.GraniteConfig, dict(
        embedding_multiplier=3.0, residual_multiplier=0.4, attention_multiplier=0.2, logits_scaling=1.7)),
    "olmo2": (T.Olmo2ForCausalLM, T.Olmo2Config, {}),
}
TYPES = ["F32", "F16", "BF16", "Q8_0", "Q5_0"]


def interleave(rows, heads):
    """What the format's converters do to queries and keys of these architectures."""
    parts = rows.reshape(heads, 2, rows.shape[0] // heads // 2, *rows.shape[1:])
    return numpy.ascontiguousarray(parts.swapaxes(1, 2)).reshape(rows.shape)


def write(case, model, path):
    config = model.config
    arch = next(key for key, name in gguf.MODEL_ARCH_NAMES.items() if name == case)
    names = gguf.get_tensor_name_map(arch, config.num_hidden_layers)
    writer = gguf.GGUFWriter(path, case)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_key_length(getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    rope = config.rope_parameters
    writer.add_rope_freq_base(rope.get("full_attention", rope)["rope_theta"])
    if rope.get("rope_type") == "yarn":
        writer.add_rope_scaling_type(gguf.RopeScalingType.YARN)
        writer.add_rope_scaling_factor(rope["factor"])
        writer.add_rope_scaling_orig_ctx_len(rope["original_max_position_embeddings"])
    if rope.get("rope_type") == "llama3":
        plain = 1 / rope["rope_theta"] ** (torch.arange(0, 32, 2).float() / 32)
        writer.add_tensor("rope_freqs.weight", (plain / model.model.rotary_emb.inv_freq).numpy())
    if getattr(config, "sliding_window", None) and case in ("gemma2", "gemma3", "phi3"):
        writer.add_sliding_window(config.sliding_window)
    if case == "gemma2":
        writer.add_attn_logit_softcapping(config.attn_logit_softcapping)
        writer.add_final_logit_softcapping(config.final_logit_softcapping)
    if case == "granite":
        writer.add_attention_scale(config.attention_multiplier)
        writer.add_embedding_scale(config.embedding_multiplier)
        writer.add_residual_scale(config.residual_multiplier)
        writer.add_logit_scale(config.logits_scaling)
    tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{value:02X}>" for value in range(256)] + ["a", "b", "ab"]
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([-float(i) for i in range(len(tokens))])
    writer.add_token_types([2, 3, 3] + [6] * 256 + [1] * 3)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    types = {}
    for number, (name, tensor) in enumerate(model.state_dict().items()):
        if name == "lm_head.weight" and config.tie_word_embeddings:
            continue
        to = names.get_name(name, try_suffixes=(".weight", ".bias"))
        numbers = tensor.numpy()
        if case in INTERLEAVED and ("q_proj" in name or "k_proj" in name):
            numbers = interleave(numbers, config.num_attention_heads if "q_proj" in name else config.num_key_value_heads)
        if case.startswith("gemma") and name.endswith("norm.weight"):
            numbers = numbers + 1
        kind = gguf.GGMLQuantizationType[TYPES[number % len(TYPES)] if numbers.ndim == 2 else "F32"]
        writer.add_tensor(to, gguf.quants.quantize(numbers, kind), raw_dtype=kind)
        types[name] = kind.name
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def imported(path, out, dtype):
    shutil.rmtree(out, ignore_errors=True)
    run = subprocess.run([os.path.join(HOME, "openledger"), "base", "import", path, "--out", out, "--dtype", dtype],
                         capture_output=True, text=True)
    if run.returncode != 0:
        raise RuntimeError((run.stderr.strip().splitlines() or ["nothing said"])[-1])
    return load_file(os.path.join(out, "model.safetensors"))


def read(path, architecture):
    """The file's tensors as gguf reads them, by the names and in the order of other folders."""
    reader = gguf.GGUFReader(path)
    fields = {name: field.contents() for name, field in reader.fields.items() if name.startswith(architecture + ".")}
    numbers = {}
    for tensor in reader.tensors:
        values = gguf.dequantize(tensor.data, tensor.tensor_type).astype(numpy.float32)
        if architecture in INTERLEAVED and (".attn_q." in tensor.name or ".attn_k." in tensor.name):
            heads = fields[f"{architecture}.attention.head_count" + ("" if ".attn_q." in tensor.name else "_kv")]
            values = values.reshape(heads, values.shape[0] // heads // 2, 2, -1).swapaxes(1, 2).reshape(values.shape)
        if architecture.startswith("gemma") and tensor.name.endswith("norm.weight"):
            values = values - 1
        numbers[tensor.name] = values
    return numbers


def same(path, architecture, ours, folder_names):
    theirs = read(path, architecture)
    compared = 0
    for name, to in folder_names.items():
        if not numpy.array_equal(ours[name].view(numpy.uint32), theirs[to].view(numpy.uint32)):
            raise RuntimeError(f"{name} differs from what gguf reads")
        compared += 1
    if compared != len(ours):
        raise RuntimeError(f"{len(ours)} tensors were made, and {compared} compared")
    return compared


def judge(case):
    maker, config, fields = CASES[case]
    torch.manual_seed(5)
    model = maker._from_config(config(**{**SHAPE, **fields}), attn_implementation="eager").float().eval()
    families.fill(model, case.startswith("gemma"))
    path, out = os.path.join(WORK, case + ".gguf"), os.path.join(WORK, case)
    write(case, model, path)
    ours = imported(path, out, "f32")
    arch = next(key for key, name in gguf.MODEL_ARCH_NAMES.items() if name == case)
    names = gguf.get_tensor_name_map(arch, model.config.num_hidden_layers)
    tied = model.config.tie_word_embeddings
    folder_names = {name: names.get_name(name, try_suffixes=(".weight", ".bias")) for name in model.state_dict()
                    if not (tied and name == "lm_head.weight")}
    count = same(path, case, ours, folder_names)
    model.load_state_dict({name: torch.from_numpy(each.copy()) for name, each in ours.items()}, strict=False)
    with torch.no_grad():
        if case.startswith("gemma"):  # as declared: bfloat16
            model.model.embed_tokens.embed_scale = model.model.embed_tokens.embed_scale.bfloat16().float()
        theirs = model(torch.tensor([IDS])).logits[0]
    logits = os.path.join(WORK, "logits.json")
    subprocess.run([os.path.join(HOME, "openledger"), "logits", "--base", out, "--out", logits,
                    "--ids", ",".join(map(str, IDS))], check=True, capture_output=True)
    with open(logits) as file:
        difference = (torch.tensor(json.load(file)["logits"]) - theirs).abs().max().item()
    return difference <= LOGITS, f"{count} tensors equal to the bit, logits Δ {difference:.1e}"


def given(path):
    reader = gguf.GGUFReader(path)
    architecture = reader.fields["general.architecture"].contents()
    layers = reader.fields[f"{architecture}.block_count"].contents()
    ours = imported(path, os.path.join(WORK, "given"), "f32")
    arch = next(key for key, name in gguf.MODEL_ARCH_NAMES.items() if name == architecture)
    names = gguf.get_tensor_name_map(arch, layers)
    count = same(path, architecture, ours, {
        name: names.get_name(name, try_suffixes=(".weight", ".bias")) for name in ours})
    return True, f"{count} tensors equal to the bit"


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    jobs = {case: (lambda case=case: judge(case)) for case in CASES}
    if os.environ.get("OPENLEDGER_GGUF"):
        jobs["given"] = lambda: given(os.environ["OPENLEDGER_GGUF"])
    wrong = 0
    for name, job in jobs.items():
        try:
            right, detail = job()
        except Exception as failure:
            right, detail = False, f"{type(failure).__name__}: {failure}".replace(WORK, "…")[:300]
        wrong += not right
        print(f"{'right' if right else 'WRONG':6} {name:10} {detail}", flush=True)
    print(f"{len(jobs) - wrong} right, {wrong} wrong")
    sys.exit(1 if wrong else 0)


main()
