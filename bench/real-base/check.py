"""Compares a real base with transformers, from the same folder: check.py FOLDER.

The weights are computed with in float32 on both sides. Each prompt is continued by 32 greedy tokens by transformers; this engine
computes the same tokens through its cache, and must choose each of them. A choice counts as equal where both sides' first two lie
closer together than numbers of either side may differ. Exit 1 where something differs.
"""

import json
import os
import subprocess
import sys
import tempfile

import torch
import transformers

transformers.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
HOME = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
FOLDER = os.path.abspath(sys.argv[1])
LOGITS, GREEDY, TOP = 1e-2, 32, 8
PROMPTS = [
    "The capital of France is", "Water boils at a temperature of", "Once upon a time, there was", "def fibonacci(n):\n",
    "The three primary colours are", "To make bread you need", "In 1969, the first human", "My favourite season is",
    "El perro come", "Die Hauptstadt von Deutschland ist", "1, 2, 3, 4,", "Q: What is the opposite of hot?\nA:",
    "The mitochondria is", "She opened the door and", "Cabbage is fermented with", "日本の首都は", "<html>\n  <head>",
    "  two  spaces, and a\ttab", "Roses are red, violets", "The quick brown fox",
]


def ours(ids, prompt):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "logits.json")
        subprocess.run([os.path.join(HOME, "openledger"), "logits", "--base", FOLDER, "--ids", ",".join(map(str, ids)),
                        "--prompt", str(prompt), "--top", str(TOP), "--out", out], check=True, capture_output=True)
        with open(out) as file:
            return json.load(file)["top"]


def main():
    torch.set_num_threads(2)
    tokenizer = transformers.AutoTokenizer.from_pretrained(FOLDER)
    # As declared, and then widened: factors of the computation are rounded as the weights are.
    model = transformers.AutoModelForCausalLM.from_pretrained(FOLDER, dtype=torch.bfloat16).float().eval()
    wrong, largest = 0, 0
    for prompt in PROMPTS:
        ids = tokenizer(prompt).input_ids
        once = ids[0] == tokenizer.bos_token_id and tokenizer.bos_token_id not in ids[1:]
        with torch.no_grad():
            answer = model.generate(torch.tensor([ids]), attention_mask=torch.ones(1, len(ids), dtype=torch.long),
                                    max_new_tokens=GREEDY, do_sample=False, eos_token_id=None, pad_token_id=0)[0].tolist()
            theirs = model(torch.tensor([answer[:-1]])).logits[0]
        top = ours(answer[:-1], len(ids))
        difference = max(abs(theirs[at, token].item() - logit) for at, line in enumerate(top) for token, logit in line)
        differ = [at for at in range(len(ids) - 1, len(top)) if top[at][0][0] != answer[at + 1]
                  and top[at][0][1] - top[at][1][1] > 2 * difference]
        right = once and not differ and difference <= LOGITS
        wrong += not right
        largest = max(largest, difference)
        print(f"{'right' if right else 'WRONG':6} Δ {difference:.1e} {tokenizer.decode(answer)!r}"[:150], flush=True)
    print(f"{len(PROMPTS) - wrong} right, {wrong} wrong; largest difference of a logit {largest:.1e}")
    sys.exit(1 if wrong else 0)


main()
