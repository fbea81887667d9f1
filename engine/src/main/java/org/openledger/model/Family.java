package org.openledger.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.model.file.KnownFields;

/**
 * The families of decoders that this engine computes, each by what differs from Llama. What differs from model to model of one family
 * stands in its {@link Architecture}.
 */
public enum Family {
    /** Also SmolLM and SmolLM2, which are Llamas. */
    LLAMA("llama", "LlamaForCausalLM", Norms.BEFORE, QueryKeyNorm.NONE, Windows.NONE, "{}") {
        @Override
        KnownFields fields(KnownFields common) {
            return common.any("attention_bias", "mlp_bias", "is_llama_config", "pretraining_tp");
        }
    },
    MISTRAL("mistral", "MistralForCausalLM", Norms.BEFORE, QueryKeyNorm.NONE, Windows.EVERY_LAYER, """
            {"num_key_value_heads": 8, "max_position_embeddings": 131072, "sliding_window": 4096}""") {
        @Override
        KnownFields fields(KnownFields common) {
            return common.any("sliding_window");
        }
    },
    QWEN2("qwen2", "Qwen2ForCausalLM", Norms.BEFORE, QueryKeyNorm.NONE, Windows.LAST_LAYERS, """
            {"num_key_value_heads": 32, "max_position_embeddings": 32768, "sliding_window": 4096,
             "max_window_layers": 28}""") {
        @Override
        KnownFields fields(KnownFields common) {
            return common.any("use_sliding_window", "sliding_window", "max_window_layers", "layer_types");
        }

        @Override
        Set<Projection> alwaysBiased() {
            return EnumSet.of(Projection.QUERY, Projection.KEY, Projection.VALUE);
        }
    },
    QWEN3("qwen3", "Qwen3ForCausalLM", Norms.BEFORE, QueryKeyNorm.OF_HEADS, Windows.LAST_LAYERS, """
            {"num_key_value_heads": 32, "head_dim": 128, "max_position_embeddings": 32768, "sliding_window": 4096,
             "max_window_layers": 28}""") {
        @Override
        KnownFields fields(KnownFields common) {
            return common.any("attention_bias", "use_sliding_window", "sliding_window")
                    .any("max_window_layers", "layer_types");
        }
    },
    GEMMA2("gemma2", "Gemma2ForCausalLM", Norms.AROUND, QueryKeyNorm.NONE, Windows.ALL_BUT_EACH_NTH, """
            {"num_key_value_heads": 4, "head_dim": 256, "max_position_embeddings": 8192, "sliding_window": 4096,
             "sliding_window_pattern": 2, "query_pre_attn_scalar": 256, "tie_word_embeddings": true,
             "final_logit_softcapping": 30.0, "attn_logit_softcapping": 50.0}""") {
        @Override
        KnownFields fields(KnownFields common) {
            return common.any("attention_bias", "sliding_window", "layer_types", "query_pre_attn_scalar")
                    .any("final_logit_softcapping", "attn_logit_softcapping")
                    .only("sliding_window_pattern", "2")
                    .only("hidden_activation", "gelu_pytorch_tanh", "null");
        }
    },
    GEMMA3("gemma3_text", "Gemma3ForCausalLM", Norms.AROUND, QueryKeyNorm.OF_HEADS, Windows.ALL_BUT_EACH_NTH, """
            {"num_key_value_heads": 4, "head_dim": 256, "max_position_embeddings": 131072, "sliding_window": 4096,
             "sliding_window_pattern": 6, "query_pre_attn_scalar": 256, "tie_word_embeddings": true,
             "rope_theta": 1000000.0, "rope_local_base_freq": 10000.0}""") {
        @Override
        KnownFields fields(KnownFields common) {
            return common.any("attention_bias", "sliding_window", "layer_types", "query_pre_attn_scalar")
                    .any("final_logit_softcapping", "sliding_window_pattern", "_sliding_window_pattern")
                    .any("rope_local_base_freq")
                    .only("hidden_activation", "gelu_pytorch_tanh", "null");
        }
    },
    PHI3("phi3", "Phi3ForCausalLM", Norms.BEFORE, QueryKeyNorm.NONE, Windows.EVERY_LAYER, """
            {"max_position_embeddings": 4096, "original_max_position_embeddings": 4096, "rms_norm_eps": 1e-5}""") {
        @Override
        KnownFields fields(KnownFields common) {
            return common.any("sliding_window", "original_max_position_embeddings", "partial_rotary_factor")
                    .any("resid_pdrop", "embd_pdrop") // of training
                    .only("interpolate_factor", "1")
                    .only("full_attn_mod", "1")
                    // These files name their own code, which is the library's of the same name.
                    .only(
                            "auto_map",
                            "{\"AutoConfig\":\"configuration_phi3.Phi3Config\",\"AutoModelForCausalLM\":\"modeling_phi3.Phi3ForCausalLM\"}",
                            "{\"AutoConfig\":\"configuration_phi3.Phi3Config\",\"AutoModelForCausalLM\":\"modeling_phi3.Phi3ForCausalLM\",\"AutoTokenizer\":\"Xenova/gpt-4o\"}");
        }
    },
    SMOLLM3("smollm3", "SmolLM3ForCausalLM", Norms.BEFORE, QueryKeyNorm.NONE, Windows.LAYERS_WITHOUT_ROPE, """
            {"num_key_value_heads": 4, "max_position_embeddings": 32768, "rope_theta": 2000000.0,
             "no_rope_layer_interval": 4, "tie_word_embeddings": true}""") {
        @Override
        KnownFields fields(KnownFields common) {
            return common.any("attention_bias", "mlp_bias", "use_sliding_window", "sliding_window", "max_window_layers")
                    .any("layer_types", "no_rope_layers", "no_rope_layer_interval", "pretraining_tp");
        }
    },
    GRANITE("granite", "GraniteForCausalLM", Norms.BEFORE, QueryKeyNorm.NONE, Windows.NONE, """
            {"attention_multiplier": 1.0}""") {
        @Override
        KnownFields fields(KnownFields common) {
            return common.any("attention_bias", "mlp_bias", "embedding_multiplier", "residual_multiplier")
                    .any("attention_multiplier", "logits_scaling");
        }
    },
    OLMO2("olmo2", "Olmo2ForCausalLM", Norms.AFTER, QueryKeyNorm.OF_ALL, Windows.NONE, """
            {"rms_norm_eps": 1e-5}""") {
        @Override
        KnownFields fields(KnownFields common) {
            return common.any("attention_bias");
        }
    };

    /** Where a block has norms, under the names of its files: before and after attention, before and after the feed-forward. */
    enum Norms {
        BEFORE("input_layernorm", null, "post_attention_layernorm", null),
        AFTER(null, "post_attention_layernorm", null, "post_feedforward_layernorm"),
        AROUND(
                "input_layernorm",
                "post_attention_layernorm",
                "pre_feedforward_layernorm",
                "post_feedforward_layernorm");

        final @Nullable String beforeAttention;
        final @Nullable String afterAttention;
        final @Nullable String beforeFeedForward;
        final @Nullable String afterFeedForward;

        Norms(
                @Nullable String beforeAttention,
                @Nullable String afterAttention,
                @Nullable String beforeFeedForward,
                @Nullable String afterFeedForward) {
            this.beforeAttention = beforeAttention;
            this.afterAttention = afterAttention;
            this.beforeFeedForward = beforeFeedForward;
            this.afterFeedForward = afterFeedForward;
        }

        /** Those that a block has. */
        List<String> modules() {
            return Stream.of(beforeAttention, afterAttention, beforeFeedForward, afterFeedForward)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** Which norm queries and keys have: none, one over each head, or one over all heads together. */
    enum QueryKeyNorm {
        NONE,
        OF_HEADS,
        OF_ALL
    }

    /** Which layers look back no farther than the window, where {@code layer_types} does not say it. */
    enum Windows {
        NONE,
        /** All, where there is a window. */
        EVERY_LAYER,
        /** Those from {@code max_window_layers} on, where {@code use_sliding_window}. */
        LAST_LAYERS,
        /** All but each {@code sliding_window_pattern}-th. */
        ALL_BUT_EACH_NTH,
        /** Those without rotary positions, where {@code use_sliding_window}. */
        LAYERS_WITHOUT_ROPE
    }

    private final String modelType;
    private final String architecture;
    private final Norms norms;
    private final QueryKeyNorm queryKeyNorm;
    private final Windows windows;
    private final String defaults;

    Family(
            String modelType,
            String architecture,
            Norms norms,
            QueryKeyNorm queryKeyNorm,
            Windows windows,
            String defaults) {
        this.modelType = modelType;
        this.architecture = architecture;
        this.norms = norms;
        this.queryKeyNorm = queryKeyNorm;
        this.windows = windows;
        this.defaults = defaults;
    }

    /** The family of a {@code model_type}. */
    public static Optional<Family> of(String modelType) {
        return Arrays.stream(values())
                .filter(each -> each.modelType.equals(modelType))
                .findFirst();
    }

    /** All that are computed, to be told to people. */
    static String names() {
        return Arrays.stream(values()).map(Family::modelType).collect(Collectors.joining(", "));
    }

    /** {@code model_type} of its config.json. */
    public String modelType() {
        return modelType;
    }

    /** The one of {@code architectures} in its config.json. */
    public String architecture() {
        return architecture;
    }

    Norms norms() {
        return norms;
    }

    QueryKeyNorm queryKeyNorm() {
        return queryKeyNorm;
    }

    Windows windows() {
        return windows;
    }

    /** What transformers takes where config.json lacks a field and Llama's default is another: a JSON object. */
    String defaults() {
        return defaults;
    }

    /** The fields of config.json that this family has beside those that all have. */
    abstract KnownFields fields(KnownFields common);

    /** The matrices that have a bias in every model of the family. */
    Set<Projection> alwaysBiased() {
        return Set.of();
    }

    /** Whether norms multiply by 1 + w, so that a w of zeros changes nothing. */
    public boolean normsAddOne() {
        return norms == Norms.AROUND;
    }

    /** Whether the embedding is multiplied by the root of its width. */
    boolean embeddingScaled() {
        return norms == Norms.AROUND;
    }

    /** The activation of the gate: GELU by its approximation with tanh, or SiLU. */
    boolean geluGate() {
        return norms == Norms.AROUND;
    }

    /** The matrices of a block: seven, or four where query, key and value are one, and so are gate and up. */
    public Set<Projection> projections() {
        return this == PHI3 ? Projection.FUSED : Projection.SEPARATE;
    }
}
