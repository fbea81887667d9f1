"""Compares the gradient of direct preference optimization with PyTorch's, on random models that transformers and PEFT write.

The reference is written out here: -log sigmoid(beta * (how much likelier the chosen response is than the rejected one under the
adapter, less the same under the base)), arXiv:2305.18290. Exit 1 where a number is wrong. Run it by bench/agree/agree --preference.
"""

import json
import os
import shutil
import subprocess
import sys
import warnings

import peft
import torch
import transformers
from safetensors.torch import load_file

HOME = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(HOME, "engine/src/test/python"))
import families  # noqa: E402

warnings.filterwarnings("ignore")
transformers.logging.set_verbosity_error()
torch.set_num_threads(2)

WORK = os.path.abspath(sys.argv[1])
LOSS, GRADIENT = 1e-5, 1e-3
PROMPT = 7
# family, beta, PEFT's layers_to_transform
CASES = [("llama", 0.1, None), ("llama", 2.0, [2, 3]), ("gemma3", 0.5, [3]), ("qwen2", 0.1, [1, 3])]


def nats(model, ids):
    """How likely the response to the prompt is."""
    said = model(torch.tensor([ids])).logits[0].log_softmax(-1)
    return sum(said[at - 1, ids[at]] for at in range(PROMPT, len(ids)))


def judge(family, beta, layers):
    folder = os.path.join(WORK, f"{family}-{beta}")
    maker, config, fields = families.CASES[family]
    torch.manual_seed(5)
    shape = {**families.shape(**fields), "vocab_size": 300, "num_hidden_layers": 4}
    if "layer_types" in fields:
        shape["layer_types"] = (fields["layer_types"] * 4)[:4]
    model = maker._from_config(config(**shape), attn_implementation="eager").float().eval()
    model.save_pretrained(folder)
    adapted = peft.get_peft_model(model, peft.LoraConfig(
        r=4, lora_alpha=8, target_modules="all-linear" if layers is None else ["q_proj", "v_proj", "down_proj"],
        layers_to_transform=layers, task_type="CAUSAL_LM")).float()
    with torch.no_grad():
        for name, weight in adapted.named_parameters():
            if "lora_" in name:
                weight.copy_(0.2 * torch.randn_like(weight))
    adapted.save_pretrained(os.path.join(folder, "adapter"))
    prompt = torch.randint(3, 300, (PROMPT,)).tolist()
    chosen = prompt + torch.randint(3, 300, (9,)).tolist()
    rejected = prompt + torch.randint(3, 300, (14,)).tolist()
    with adapted.disable_adapter(), torch.no_grad():
        of_base = nats(adapted, chosen) - nats(adapted, rejected)
    loss = -torch.nn.functional.logsigmoid(beta * (nats(adapted, chosen) - nats(adapted, rejected) - of_base))
    loss.backward()

    gradient = os.path.join(folder, "gradient")
    done = subprocess.run(
        [os.path.join(HOME, "openledger"), "logits", "--base", folder, "--adapter", os.path.join(folder, "adapter"),
         "--ids", ",".join(map(str, chosen)), "--rejected", ",".join(map(str, rejected)), "--prompt", str(PROMPT),
         "--dpo-beta", str(beta), "--gradient", gradient, "--out", os.path.join(folder, "logits.json")],
        capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError((done.stderr.strip().splitlines() or ["nothing said"])[-1])
    found = float(done.stdout.split("at a loss of ")[1].split()[0])
    ours = load_file(os.path.join(gradient, "adapter_model.safetensors"))
    with open(os.path.join(gradient, "adapter_config.json")) as file:
        named = json.load(file).get("layers_to_transform")
    expected = {families.file_name(name): weight.grad for name, weight in adapted.named_parameters() if "lora_" in name}
    slope = max((ours[name] - each).norm().item() / each.norm().item() for name, each in expected.items())
    again = peft.PeftModel.from_pretrained(maker.from_pretrained(folder), gradient)
    loaded = sum("lora_" in name for name, _ in again.named_parameters()) == len(expected)
    right = (abs(found - loss.item()) <= LOSS * (1 + loss.item()) and slope <= GRADIENT
             and ours.keys() == expected.keys() and named == layers and loaded)
    return right, f"loss {loss.item():.4f}, Δ {abs(found - loss.item()):.1e}, gradients {slope:.1e}, layers {named or 'all'}"


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    wrong = 0
    print(f"transformers {transformers.__version__}, peft {peft.__version__}, {len(CASES)} cases")
    for family, beta, layers in CASES:
        try:
            right, detail = judge(family, beta, layers)
        except Exception as failure:
            right, detail = False, f"{type(failure).__name__}: {failure}".replace(WORK, "…")[:200]
        wrong += not right
        print(f"{'right' if right else 'WRONG':6} {family:8} beta {beta}: {detail}", flush=True)
    print(f"{len(CASES) - wrong} right, {wrong} wrong")
    sys.exit(1 if wrong else 0)


main()
