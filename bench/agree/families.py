"""Compares every family of decoders with transformers and PEFT, on random folders that transformers writes.

For each case of the engine's tests (engine/src/test/python/families.py), made larger: every logit of 128 tokens, computed together
and through the cache past the window; the next 32 greedy tokens; the gradient of a LoRA adapter. Exit 1 where a number is wrong.
Run it by bench/agree/agree --families.
"""

import json
import os
import shutil
import subprocess
import sys
import warnings

import torch
import transformers
from safetensors.torch import load_file

HOME = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(HOME, "engine/src/test/python"))
import families  # noqa: E402

warnings.filterwarnings("ignore")
transformers.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
torch.set_num_threads(2)

WORK = os.path.abspath(sys.argv[1])
TOKENS, PROMPT, GREEDY = 128, 20, 32
LOGITS, GRADIENT = 1e-4, 1e-3
LARGE = dict(vocab_size=512, hidden_size=96, intermediate_size=200, num_hidden_layers=4, num_attention_heads=6)


def make(case):
    maker, config, fields = families.CASES[case]
    torch.manual_seed(3)
    shape = {**families.shape(**fields), **LARGE}
    if "layer_types" in fields:
        shape["layer_types"] = fields["layer_types"] + ["full_attention"]
    if case == "phi3-longrope":
        shape["rope_parameters"] = families.longrope(8)
    model = maker._from_config(config(**shape), attn_implementation="eager").float().eval()
    with torch.no_grad():
        for name, weight in model.named_parameters():
            centre = 0 if case.startswith("gemma") or not families.is_norm(name) else 1
            weight.copy_(centre + (0.3 if weight.dim() == 1 else 0.15) * torch.randn_like(weight))
    return model


def run(folder, ids, *more):
    out = os.path.join(WORK, "logits.json")
    command = [os.path.join(HOME, "openledger"), "logits", "--base", folder, "--out", out, "--ids", ",".join(map(str, ids))]
    done = subprocess.run([*command, *more], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError((done.stderr.strip().splitlines() or ["nothing said"])[-1])
    with open(out) as file:
        return torch.tensor(json.load(file)["logits"])


def judge(case):
    folder = os.path.join(WORK, case)
    model = make(case)
    model.save_pretrained(folder)
    ids = [1] + torch.randint(3, LARGE["vocab_size"], (TOKENS - 1,)).tolist()
    with torch.no_grad():
        theirs = model(torch.tensor([ids])).logits[0]
        answer = model.generate(torch.tensor([ids]), attention_mask=torch.ones(1, TOKENS, dtype=torch.long),
                                max_new_tokens=GREEDY, do_sample=False, eos_token_id=None, pad_token_id=0)[0].tolist()
    whole = (run(folder, ids) - theirs).abs().max().item()
    continued = run(folder, answer[:-1], "--prompt", str(PROMPT))
    cached = (continued[:TOKENS] - theirs).abs().max().item()
    greedy = continued[TOKENS - 1:].argmax(-1).tolist() == answer[TOKENS:]

    adapted = families.adapted(model, case, rank=4)
    adapter, gradient = os.path.join(folder, "adapter"), os.path.join(folder, "gradient")
    adapted.save_pretrained(adapter)
    adapted(torch.tensor([ids]), labels=torch.tensor([ids])).loss.backward()
    run(folder, ids, "--adapter", adapter, "--gradient", gradient)
    ours = load_file(os.path.join(gradient, "adapter_model.safetensors"))
    expected = {families.file_name(name): weight.grad for name, weight in adapted.named_parameters() if "lora_" in name}
    slope = max((ours[name] - each).norm().item() / each.norm().item() for name, each in expected.items())
    right = whole <= LOGITS and cached <= LOGITS and greedy and slope <= GRADIENT and ours.keys() == expected.keys()
    return right, (f"logits Δ {whole:.1e}, cached {cached:.1e}, greedy {'equal' if greedy else 'DIFFER'}, "
                   f"gradients {slope:.1e}, logits' deviation {theirs.std().item():.1f}")


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    wrong = 0
    print(f"transformers {transformers.__version__}, {len(families.CASES)} cases, {TOKENS} tokens")
    for case in families.CASES:
        try:
            right, detail = judge(case)
        except Exception as failure:
            right, detail = False, f"{type(failure).__name__}: {failure}".replace(WORK, "…")[:200]
        wrong += not right
        print(f"{'right' if right else 'WRONG':6} {case:14} {detail}", flush=True)
    print(f"{len(families.CASES) - wrong} right, {wrong} wrong")
    sys.exit(1 if wrong else 0)


main()
