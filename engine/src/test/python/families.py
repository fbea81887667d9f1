"""Tiny models of every family, with weights by a formula, so that both sides make the same model and none is committed.

Norms differ from 1 (or 0), biases from 0, windows are shorter than the texts, and several kinds of rotary positions occur.
"""

import zlib

import numpy
import torch
import transformers
from peft import LoraConfig, get_peft_model

SEVEN = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
FUSED = ["qkv_proj", "o_proj", "gate_up_proj", "down_proj"]

LLAMA3 = dict(rope_type="llama3", rope_theta=500000.0, factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
              original_max_position_embeddings=64)
YARN = dict(rope_type="yarn", rope_theta=10000.0, factor=4.0, original_max_position_embeddings=32)


def shape(**small):
    return dict(vocab_size=61, hidden_size=32, intermediate_size=48, num_hidden_layers=3, num_attention_heads=4,
                num_key_value_heads=2, max_position_embeddings=256, bos_token_id=1, eos_token_id=2, pad_token_id=0,
                tie_word_embeddings=False, **small)


def longrope(pairs):
    return dict(rope_type="longrope", rope_theta=10000.0, original_max_position_embeddings=200,
                short_factor=[1.0 + 0.1 * i for i in range(pairs)], long_factor=[2.0 + i for i in range(pairs)])


T = transformers
CASES = {
    "llama": (T.LlamaForCausalLM, T.LlamaConfig, dict(attention_bias=True, mlp_bias=True, rope_parameters=LLAMA3)),
    "llama-linear": (T.LlamaForCausalLM, T.LlamaConfig, dict(
        rope_parameters=dict(rope_type="linear", rope_theta=10000.0, factor=4.0))),
    "llama-dynamic": (T.LlamaForCausalLM, T.LlamaConfig, dict(
        rope_parameters=dict(rope_type="dynamic", rope_theta=10000.0, factor=4.0))),
    "llama-yarn": (T.LlamaForCausalLM, T.LlamaConfig, dict(rope_parameters=YARN)),
    "mistral": (T.MistralForCausalLM, T.MistralConfig, dict(sliding_window=12, head_dim=16)),
    "mistral-full": (T.MistralForCausalLM, T.MistralConfig, dict(sliding_window=None)),
    "qwen2": (T.Qwen2ForCausalLM, T.Qwen2Config, dict(
        use_sliding_window=True, sliding_window=10, max_window_layers=1)),
    "qwen2-yarn": (T.Qwen2ForCausalLM, T.Qwen2Config, dict(
        rope_parameters=dict(YARN, beta_fast=16.0, truncate=False))),
    "qwen3": (T.Qwen3ForCausalLM, T.Qwen3Config, dict(head_dim=16, attention_bias=True)),
    "gemma2": (T.Gemma2ForCausalLM, T.Gemma2Config, dict(
        head_dim=16, sliding_window=9, query_pre_attn_scalar=20, attn_logit_softcapping=5.0,
        final_logit_softcapping=4.0)),
    "gemma3": (T.Gemma3ForCausalLM, T.Gemma3TextConfig, dict(
        head_dim=16, sliding_window=7, query_pre_attn_scalar=12, final_logit_softcapping=6.0, rope_parameters=dict(
            sliding_attention=dict(rope_type="default", rope_theta=10000.0),
            full_attention=dict(rope_type="linear", rope_theta=1000000.0, factor=8.0)),
        layer_types=["sliding_attention", "full_attention", "sliding_attention"])),
    "phi3": (T.Phi3ForCausalLM, T.Phi3Config, dict(
        sliding_window=11, rope_parameters=dict(rope_type="default", rope_theta=10000.0, partial_rotary_factor=0.5))),
    "phi3-longrope": (T.Phi3ForCausalLM, T.Phi3Config, dict(
        original_max_position_embeddings=200, rope_parameters=longrope(4))),
    "smollm3": (T.SmolLM3ForCausalLM, T.SmolLM3Config, dict(
        no_rope_layer_interval=2, use_sliding_window=True, sliding_window=13)),
    "granite": (T.GraniteForCausalLM, T.GraniteConfig, dict(
        attention_bias=True, mlp_bias=True, embedding_multiplier=3.0, residual_multiplier=0.4,
        attention_multiplier=0.2, logits_scaling=1.7)),
    "olmo2": (T.Olmo2ForCausalLM, T.Olmo2Config, dict(attention_bias=True)),
}


def numbers(name, shape):
    """Numbers in [-1/2, 1/2) that follow from a tensor's name: a multiplicative congruence of its index."""
    count = int(numpy.prod(shape))
    steps = (numpy.arange(count, dtype=numpy.uint64) + 1) * 2654435761 + zlib.crc32(name.encode())
    mixed = (steps ^ (steps >> numpy.uint64(15))) * 2246822519 % 2 ** 32
    return torch.from_numpy((mixed / 2 ** 32 - 0.5).astype(numpy.float32)).reshape(shape)


def is_norm(name):
    return "norm" in name


def fill(model, adds_one):
    with torch.no_grad():
        for name, weight in model.named_parameters():
            values = numbers(name, weight.shape)
            if is_norm(name):
                weight.copy_(values + (0 if adds_one else 1))
            else:
                weight.copy_(values * (1 if weight.dim() == 2 else 0.5))


def model(case, seed_config=None):
    make, config, fields = CASES[case]
    torch.manual_seed(1)
    made = make._from_config(config(**shape(**fields)), attn_implementation="eager").float().eval()
    fill(made, case.startswith("gemma"))
    return made


def targets(case):
    return FUSED if case.startswith("phi3") else SEVEN


def adapted(base, case, rank=2):
    """The base with an adapter whose factors follow from their names as they stand in PEFT's files."""
    made = get_peft_model(base, LoraConfig(r=rank, lora_alpha=3, target_modules=targets(case), task_type="CAUSAL_LM"))
    with torch.no_grad():
        for name, weight in made.named_parameters():
            if "lora_" in name:
                weight.copy_(numbers(file_name(name), weight.shape) * 0.5)
    return made


def file_name(name):
    return name.replace(".default.weight", ".weight")


def ids(count, vocabulary=61):
    return [1] + [3 + i * i * 7 % (vocabulary - 3) for i in range(1, count)]
