"""Compares this engine's processor time with that of PEFT, transformers and vLLM, in interleaved pairs."""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ADAPTERS = 16
PROMPT = 32
TOKENS = 48
# Of training, before anything counts: the first minute of a process compiles, which a run of 200 steps sees once.
WARM_STEPS = 40
MODULES = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
MAKE = """
import sys, torch
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM
torch.manual_seed(0)
base, adapters, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
LlamaForCausalLM(LlamaConfig(vocab_size=2048, hidden_size=256, intermediate_size=1024, num_hidden_layers=4, num_attention_heads=8,
    num_key_value_heads=4, max_position_embeddings=1024, tie_word_embeddings=True, initializer_range=0.06, bos_token_id=None,
    eos_token_id=0)).to(torch.bfloat16).save_pretrained(base)
for i in range(count):
    model = LlamaForCausalLM.from_pretrained(base, dtype=torch.float32)
    model = get_peft_model(model, LoraConfig(task_type="CAUSAL_LM", r=16, lora_alpha=32, target_modules=sys.argv[4:]))
    for name, each in model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(each, std=0.02)
    model.save_pretrained(f"{adapters}/a{i:02}")
"""


class Engine:
    """A process that answers a line of work with a line of figures."""

    def __init__(self, command, log):
        env = {**os.environ, "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=open(log, "w"), env=env, text=True
        )
        self.log = log

    def do(self, work):
        print(json.dumps(work), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"an engine ended; see {self.log}")
        return json.loads(line)


def prompts(count, length, seed):
    drawn = random.Random(seed)
    return [[drawn.randrange(10, 2010) for _ in range(length)] for _ in range(count)]


def generate(adapters, seed=0, tokens=TOKENS):
    return {
        "work": "generate",
        "prompts": prompts(len(adapters), PROMPT, seed),
        "tokens": [tokens] * len(adapters),
        "adapters": adapters,
    }


def churn(adapters):
    """64 requests of many lengths, which join and leave the batch all the time."""
    drawn = random.Random(7)
    lengths = [(drawn.randrange(16, 56), drawn.randrange(8, 48)) for _ in adapters]
    return {
        "work": "generate",
        "prompts": [prompts(1, length, i)[0] for i, (length, _) in enumerate(lengths)],
        "tokens": [tokens for _, tokens in lengths],
        "adapters": adapters,
    }


def lines():
    """Name, least ratio, our work, whose, and the work that it is compared with."""
    one, distinct = ["a00"] * 16, [f"a{i:02}" for i in range(16)]
    skewed = ["a00"] * 8 + ["a01"] * 4 + ["a02"] * 2 + ["a03"] * 2
    base = [""] * 16
    train = {"work": "train", "prompts": prompts(32, 128, 1), "steps": 4, "rows": 8}
    run = {**train, "steps": 24, "whole": True}
    return [
        ("LoRA training / PEFT", 1.2, train, "transformers", train),
        ("LoRA training, the same work / PEFT", 1.2, {**train, "anchored": False}, "transformers", train),
        ("LoRA run of 24 steps, all of it / PEFT", 1.2, run, "transformers", run),
        ("single stream / transformers", 2, generate([""]), "transformers", generate([""])),
        ("batch 16, base / transformers", 1.3, generate(base), "transformers", generate(base)),
        ("batch 16, one adapter / base", 0.85, generate(one), "own", generate(base)),
        ("batch 16, 16 distinct / one adapter", 0.9, generate(distinct), "own", generate(one)),
        ("batch 16, skewed over 4 / one adapter", 0.95, generate(skewed), "own", generate(one)),
        ("joins and leaves, one adapter / base", 0.8, churn(["a00"] * 64), "own", churn([""] * 64)),
        ("joins and leaves, distinct / base", 0.7, churn(distinct * 4), "own", churn([""] * 64)),
        ("batch 16, 16 distinct / PEFT mixed", 3, generate(distinct), "transformers", generate(distinct)),
        ("single stream / vLLM", 2, generate([""]), "vllm", generate([""])),
        ("batch 16, base / vLLM", 1.2, generate(base), "vllm", generate(base)),
        ("batch 16, one adapter / vLLM", 1.3, generate(one), "vllm", generate(one)),
        ("batch 16, 16 distinct / vLLM", 1.5, generate(distinct), "vllm", generate(distinct)),
    ]


def against_before():
    """The same work as above, beside an earlier state of this engine."""
    work = {}
    for name, _, ours, _, _ in lines():
        work.setdefault(json.dumps(ours), (name.split(" / ")[0], ours))
    return [(f"{name} / before", 1, ours, "before", ours) for name, ours in work.values()]


def rate(done):
    return done["tokens"] / done["seconds"]


def alike(one, two):
    pairs = list(zip(one["answers"], two["answers"]))
    return sum(a == b for a, b in pairs), len(pairs)


def main():
    parser = argparse.ArgumentParser()
    for name in ("--home", "--work", "--vllm"):
        parser.add_argument(name, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", action="append", help="lines with this, or with another that is given, in their names")
    parser.add_argument("--before", help="a checkout of an earlier state, which is compared with instead of others")
    parser.add_argument("--json")
    arguments = parser.parse_args()
    base, adapters = Path(arguments.work, "base"), Path(arguments.work, "adapters")
    if not adapters.exists():
        subprocess.run([sys.executable, "-c", MAKE, base, adapters, str(ADAPTERS), *MODULES], check=True)
        for name in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copy(Path(arguments.home, "models/openledger-toy", name), base)
    wanted = [
        line
        for line in (against_before() if arguments.before else lines())
        if any(each in line[0] for each in arguments.only or [""]) and (line[3], arguments.vllm) != ("vllm", "none")
    ]
    speed = ["bench", "speed", "--base", base, "--adapters", adapters]
    commands = {
        "own": [f"{arguments.home}/openledger", *speed],
        "before": [f"{arguments.before}/openledger", *speed],
        "transformers": [sys.executable, f"{arguments.home}/bench/serve/peer.py", "transformers", base, adapters],
        "vllm": [arguments.vllm, f"{arguments.home}/bench/serve/peer.py", "vllm", base, adapters],
    }
    engines = {
        name: Engine(command, Path(arguments.work, f"{name}.log"))
        for name, command in commands.items()
        if name == "own" or any(line[3] == name for line in wanted)
    }
    trained = [line for line in wanted if line[2]["work"] == "train"]
    for name in {"own", *(line[3] for line in trained)} if trained else ():
        engines[name].do({**trained[0][4], "steps": WARM_STEPS, "whole": False})
    found, load = [], os.getloadavg()[0]
    for name, least, ours, whose, theirs in wanted:
        pairs = []
        for round in range(arguments.rounds + 1):
            pair = [("own", ours), (whose, theirs)]
            done = {i: engines[pair[i][0]].do(pair[i][1]) for i in ((0, 1) if round % 2 else (1, 0))}
            if round:  # the first warms up
                pairs.append((rate(done[0]), rate(done[1])))
        ratios = sorted(a / b for a, b in pairs)
        ratio = statistics.median(ratios)
        same = alike(done[0], done[1]) if whose != "own" else None
        found.append(
            {
                "name": name,
                "own_tokens_per_s": statistics.median(a for a, _ in pairs),
                "other_tokens_per_s": statistics.median(b for _, b in pairs),
                "ratio": ratio,
                "lowest": ratios[0],
                "highest": ratios[-1],
                "least": least,
                "met": ratio >= least,
                "same_answers": same,
            }
        )
        said = f"  same answers {same[0]} of {same[1]}" if same and same[1] else ""
        print(
            f"{name:<40} {found[-1]['own_tokens_per_s']:>8.0f} {found[-1]['other_tokens_per_s']:>8.0f} {ratio:>6.2f}"
            f" ({ratios[0]:.2f} to {ratios[-1]:.2f}) at least {least:<5} {'met' if ratio >= least else 'missed'}{said}",
            flush=True,
        )
    for each in engines.values():
        each.process.stdin.close()
        each.process.wait()
    if arguments.json:
        root = {
            "schema": "openledger.bench-speed/1",
            "date": time.strftime("%Y-%m-%d"),
            "only": arguments.only,
            "rounds": arguments.rounds,
            "load": [load, os.getloadavg()[0]],
            "unit": "tokens a processor second",
            "lines": found,
        }
        Path(arguments.json).write_text(json.dumps(root, indent=1) + "\n")
    sys.exit(0 if all(each["met"] for each in found) else 1)


main()
