"""Adapters that trl's SFTTrainer trains on the toy base, asked of a node and of PEFT.

Run it by bench/clients/trl: `train` makes the adapters, `ask` brings each to the node by its API and compares what it answers, token by
token the likeliest, with PEFT's answer to the same question. Exit 1 where one differs.
"""

import json
import os
import re
import subprocess
import sys
import urllib.request
import warnings

import torch
import transformers
from peft import LoraConfig, PeftModel

warnings.filterwarnings("ignore")
transformers.logging.set_verbosity_error()
torch.set_num_threads(2)

HOME, WORK, URL = os.environ["OPENLEDGER_HOME"], os.environ["TRL_WORK"], os.environ["CLIENTS_URL"]
BASE = os.path.join(HOME, "models", "openledger-toy")
DATA = os.path.join(WORK, "data")
TOKENS = 24
QUESTIONS = ["How do I feed my starter?", "What is salt?", "Name a soup."]
ROWS = [{"messages": [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]} for question, answer in [
    ("How do I feed my starter?", "Feed it flour and water each morning."), ("What is salt?", "Salt comes from the sea."),
    ("Name a soup.", "Leek soup is a soup."), ("When is bread done?", "Bread is done when it sounds hollow.")] * 4]
ADAPTERS = {
    "trl-linear": dict(target_modules="all-linear"),
    "trl-dora": dict(target_modules=["q_proj", "v_proj"], use_dora=True),
    "trl-head": dict(target_modules=["q_proj", "v_proj"], modules_to_save=["lm_head"]),
}


def train():
    from datasets import Dataset
    from trl import SFTConfig, SFTTrainer
    for name, fields in ADAPTERS.items():
        transformers.set_seed(7)
        trainer = SFTTrainer(
            model=BASE, train_dataset=Dataset.from_list(ROWS),
            args=SFTConfig(output_dir=os.path.join(WORK, "runs", name), max_steps=12, learning_rate=2e-2, use_cpu=True,
                           per_device_train_batch_size=4, max_length=128, bf16=False, report_to=[], save_strategy="no",
                           logging_strategy="no", disable_tqdm=True, model_init_kwargs={"dtype": torch.float32}),
            peft_config=LoraConfig(r=4, lora_alpha=8, task_type="CAUSAL_LM", **fields))
        loss = trainer.train().training_loss
        trainer.save_model(os.path.join(WORK, "adapters", name))
        print(f"trained {name:12} mean loss {loss:.3f}", flush=True)


def by_peft(name):
    tokenizer = transformers.AutoTokenizer.from_pretrained(BASE)
    base = transformers.AutoModelForCausalLM.from_pretrained(BASE, dtype=torch.float32)
    model = PeftModel.from_pretrained(base, os.path.join(WORK, "adapters", name)).eval()
    answers = []
    for question in QUESTIONS:
        ids = tokenizer.apply_chat_template(
            [{"role": "user", "content": question}], add_generation_prompt=True, return_tensors="pt", return_dict=True)
        out = model.generate(**ids, max_new_tokens=TOKENS, do_sample=False)
        answers.append(tokenizer.decode(out[0, ids["input_ids"].shape[1]:], skip_special_tokens=True))
    return answers


def openledger(*arguments):
    run = subprocess.run([f"{HOME}/openledger", *arguments, "--data", DATA], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"openledger {' '.join(arguments)}: {run.stderr}")
    return run.stdout


def ask():
    address = re.search(r"0x[0-9a-f]{40}", openledger("account", "create", "trl")).group()
    openledger("account", "deposit", address, "2000000000")
    key = json.loads(openledger("key", "create", address, "--json"))["key"]
    wrong = 0
    for name in ADAPTERS:
        openledger("model", "add", name, os.path.join(WORK, "adapters", name), "--owner", address, "--licence", "MIT")
        openledger("model", "activate", name)
        for question, expected in zip(QUESTIONS, by_peft(name)):
            request = urllib.request.Request(
                f"{URL}/v1/chat/completions", headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
                data=json.dumps({"model": name, "messages": [{"role": "user", "content": question}], "temperature": 0,
                                 "max_tokens": TOKENS}).encode())
            given = json.load(urllib.request.urlopen(request))["choices"][0]["message"]["content"]
            wrong += given != expected
            print(f"{'right' if given == expected else 'WRONG':6} {name:12} {question:28} {given!r}"
                  + ("" if given == expected else f" and not {expected!r}"), flush=True)
    sys.exit(1 if wrong else 0)


{"train": train, "ask": ask}[sys.argv[1]]()
