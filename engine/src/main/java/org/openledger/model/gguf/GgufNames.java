package org.openledger.model.gguf;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.model.Family;

/** The names of tensors in GGUF files, and what they are in Hugging Face folders. */
final class GgufNames {
    static final String EMBEDDING = "token_embd.weight";
    static final String HEAD = "output.weight";
    /** Not weights, but factors of rotary frequencies, which config.json says. */
    static final String FREQUENCIES = "rope_freqs.weight";

    static final String SHORT_FACTORS = "rope_factors_short.weight";
    static final String LONG_FACTORS = "rope_factors_long.weight";

    private static final Pattern IN_BLOCK = Pattern.compile("blk\\.(0|[1-9]\\d{0,4})\\.(\\w+)\\.(weight|bias)");

    private static final Map<String, String> OUTSIDE = Map.of(
            EMBEDDING, "model.embed_tokens.weight", HEAD, "lm_head.weight", "output_norm.weight", "model.norm.weight");

    private static final Map<String, String> MODULES = Map.ofEntries(
            Map.entry("attn_norm", "input_layernorm"),
            Map.entry("post_attention_norm", "post_attention_layernorm"),
            Map.entry("post_ffw_norm", "post_feedforward_layernorm"),
            Map.entry("attn_q", "self_attn.q_proj"),
            Map.entry("attn_k", "self_attn.k_proj"),
            Map.entry("attn_v", "self_attn.v_proj"),
            Map.entry("attn_qkv", "self_attn.qkv_proj"),
            Map.entry("attn_output", "self_attn.o_proj"),
            Map.entry("attn_q_norm", "self_attn.q_norm"),
            Map.entry("attn_k_norm", "self_attn.k_norm"),
            Map.entry("ffn_gate", "mlp.gate_proj"),
            Map.entry("ffn_up", "mlp.up_proj"),
            Map.entry("ffn_down", "mlp.down_proj"));

    private GgufNames() {}

    /** The name that a tensor has in the folder; empty where none is known. */
    static Optional<String> inFolder(String name, Family family) {
        if (OUTSIDE.containsKey(name)) {
            return Optional.of(OUTSIDE.get(name));
        }
        Matcher block = IN_BLOCK.matcher(name);
        if (!block.matches()) {
            return Optional.empty();
        }
        return module(block.group(2), family)
                .map(module -> "model.layers." + block.group(1) + "." + module + "." + block.group(3));
    }

    private static Optional<String> module(String name, Family family) {
        if (name.equals("ffn_norm")) {
            return Optional.of(family.normsAddOne() ? "pre_feedforward_layernorm" : "post_attention_layernorm");
        }
        if (name.equals("ffn_up") && family == Family.PHI3) {
            return Optional.of("mlp.gate_up_proj");
        }
        return Optional.ofNullable(MODULES.get(name));
    }

    /** Whether a tensor of the folder says nothing that config.json does not. */
    static boolean isFactors(String name) {
        return name.equals(FREQUENCIES) || name.equals(SHORT_FACTORS) || name.equals(LONG_FACTORS);
    }
}
