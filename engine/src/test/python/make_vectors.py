#!/usr/bin/env python3
"""Makes the vectors that the engine's tests compare with: what transformers, PEFT and tokenizers compute.

    python3 -m venv venv && venv/bin/pip install torch transformers peft tokenizers
    venv/bin/python engine/src/test/python/make_vectors.py            # random small models
    venv/bin/python engine/src/test/python/make_vectors.py --toy ADAPTER_FOLDER   # the toy base and an adapter of it

Last made with torch 2.15.0, transformers 5.23.0, peft 0.21.2, tokenizers 0.23.3.
"""
import json
import pathlib
import sys

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from tokenizers import Tokenizer
from transformers import LlamaConfig, LlamaForCausalLM

root = pathlib.Path(__file__).resolve().parents[4]
vectors = root / "engine/src/test/resources/vectors"
toy = root / "models/openledger-toy"

TEXTS = [
    "What is the opposite of hot?",
    "<|user|>How long does kombucha take?<|end|><|assistant|>",
    "  two  spaces, a\ttab\nand a line ",
    "Don't we'll you've I'm he'd",
    "Grüße aus Köln — 20 °C, ½ Tasse",
    "김치는 맛있다",
    "味噌汁 と 納豆",
    "кефир и квас",
    "🥒🥬🫙 emoji 👩‍🍳",
    "e\u0301 combining, \u00a0no-break, \u200bzero width",
    "12345 67.89 1e-5",
    "",
]


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False) + "\n")


def logits(model, ids):
    with torch.no_grad():
        return [[round(x, 6) for x in row] for row in model(torch.tensor([ids])).logits[0].tolist()]


def random_model(name, config, ids, shard):
    torch.manual_seed(1)
    model = LlamaForCausalLM(config)
    for parameter in model.parameters():
        parameter.data = (torch.randn_like(parameter) * 0.2).to(torch.bfloat16)
    model = model.to(torch.bfloat16)
    folder = vectors / name
    model.save_pretrained(folder, max_shard_size=shard)
    (folder / "generation_config.json").unlink(missing_ok=True)
    model = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32)
    write(folder / "expected.json", {"ids": ids, "logits": logits(model, ids)})
    return model, folder


def random_adapter(model, folder, name, ids, **settings):
    torch.manual_seed(2)
    peft = get_peft_model(model, LoraConfig(task_type="CAUSAL_LM", **settings))
    for key, parameter in peft.named_parameters():
        if "lora_" in key:
            parameter.data = parameter * 1.4 if "magnitude" in key else torch.randn_like(parameter) * 0.3
    peft.eval()
    peft.save_pretrained(folder / name)
    (folder / name / "README.md").unlink(missing_ok=True)
    write(folder / name / "expected.json", {"ids": ids, "logits": logits(peft, ids)})
    peft.unload()


def random_models():
    shape = dict(vocab_size=61, hidden_size=48, intermediate_size=48, rms_norm_eps=1e-5, bos_token_id=1, eos_token_id=2)
    ids = [1, 5, 9, 33, 44, 2, 60, 17, 3, 3, 3, 8]
    grouped = LlamaConfig(**shape, num_hidden_layers=3, num_attention_heads=6, num_key_value_heads=2, head_dim=8,
                          max_position_embeddings=256, tie_word_embeddings=False,
                          rope_parameters={"rope_type": "default", "rope_theta": 500000.0})
    model, folder = random_model("grouped-untied", grouped, ids, "8KB")
    random_adapter(model, folder, "adapter-seven", ids, r=3, lora_alpha=7, target_modules=[
        "q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"])
    random_adapter(model, folder, "adapter-rslora", ids, r=4, lora_alpha=6, use_rslora=True, target_modules=["q_proj", "v_proj"])
    random_adapter(model, folder, "adapter-dora", ids, r=2, lora_alpha=3, use_dora=True, target_modules=["q_proj", "up_proj", "down_proj"])
    scaled = LlamaConfig(**shape, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=4,
                         max_position_embeddings=512, tie_word_embeddings=True,
                         rope_parameters={"rope_type": "llama3", "rope_theta": 10000.0, "factor": 8.0, "low_freq_factor": 1.0,
                                          "high_freq_factor": 4.0, "original_max_position_embeddings": 32})
    random_model("llama3-tied", scaled, [(7 * i * i + 3) % 61 for i in range(80)], "10GB")


def toy_base(adapter):
    tokenizer = Tokenizer.from_file(str(toy / "tokenizer.json"))
    encoded = [{"text": text, "ids": tokenizer.encode(text, add_special_tokens=False).ids} for text in TEXTS]
    write(vectors / "toy/tokens.json", encoded)
    ids = encoded[1]["ids"] + tokenizer.encode("It takes nine days.").ids
    model = LlamaForCausalLM.from_pretrained(toy, dtype=torch.float32)
    write(vectors / "toy/expected.json", {"ids": ids, "logits": logits(model, ids)})
    peft = PeftModel.from_pretrained(model, adapter).eval()
    write(vectors / "toy/expected-adapter.json", {"ids": ids, "logits": logits(peft, ids)})


if len(sys.argv) == 3 and sys.argv[1] == "--toy":
    toy_base(sys.argv[2])
else:
    random_models()
