"""Writes src/test/resources/vectors/families/CASE.json: what transformers and PEFT compute on the tiny models of families.py.

    python make_family_vectors.py src/test/resources/vectors/families

Needs torch 2.15.0, transformers 5.24.0, peft 0.21.2. Each file has the model's config.json, the token ids, the logits of the
last positions, and for each factor of a LoRA adapter the sum of its gradient times numbers that follow from its name.
"""

import json
import os
import sys
import tempfile

import torch

import families

POSITIONS = [20, 39]
IDS = families.ids(40)


def main(out):
    os.makedirs(out, exist_ok=True)
    for case in families.CASES:
        base = families.model(case)
        with tempfile.TemporaryDirectory() as folder:
            base.config.save_pretrained(folder)
            with open(f"{folder}/config.json") as file:
                config = json.load(file)
        with torch.no_grad():
            logits = base(torch.tensor([IDS])).logits[0]
        adapted = families.adapted(base, case)
        adapted(torch.tensor([IDS]), labels=torch.tensor([IDS])).loss.backward()
        probes = {}
        for name, weight in adapted.named_parameters():
            if "lora_" in name:
                probe = families.numbers("probe " + families.file_name(name), weight.shape)
                probes[families.file_name(name)] = float(f"{(weight.grad * probe).sum().item():.6g}")
        lines = {str(at): [float(f"{each:.7g}") for each in logits[at].tolist()] for at in POSITIONS}
        with open(f"{out}/{case}.json", "w") as file:
            json.dump(dict(config=config, ids=IDS, logits=lines, gradient=probes), file, separators=(",", ":"))
            file.write("\n")
        print(case, float(logits.std()))


main(sys.argv[1])
