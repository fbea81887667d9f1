package org.openledger.model.gguf;

import java.util.ArrayList;
import java.util.List;
import org.openledger.model.Family;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a header says of a model, as {@code config.json}. */
final class GgufConfig {
    private static final String END = "tokenizer.ggml.eos_token_id";
    /** Layers of the largest Gemmas, whose queries are scaled by the width for each head and not by the head's size. */
    private static final int LARGEST_GEMMA2 = 46;

    private static final int LARGEST_GEMMA3 = 62;
    private static final double DEFAULT_THETA = 10_000;
    /** Of Llama 3.1 and later: the factors that their frequencies are divided by follow from these and from the largest. */
    private static final double LOW = 1;

    private static final double HIGH = 4;
    private static final double ORIGINAL = 8192;

    private final GgufFile file;
    private final GgufFamily kind;
    private final GgufValues values;
    private final ObjectNode root = JsonFile.MAPPER.createObjectNode();

    private GgufConfig(GgufFile file, GgufFamily kind, GgufValues values) {
        this.file = file;
        this.kind = kind;
        this.values = values;
    }

    /** @throws ModelException when something of the model is not computed, by its name */
    static ObjectNode of(GgufFile file, GgufFamily kind) {
        GgufValues values = new GgufValues(file.path().toString(), file.values());
        ObjectNode root = new GgufConfig(file, kind, values).config();
        values.refuseUnread(kind.architecture() + ".");
        return root;
    }

    private String key(String name) {
        return kind.architecture() + "." + name;
    }

    private ObjectNode config() {
        Family family = kind.family();
        int hidden = values.requiredWhole(key("embedding_length"));
        int heads = values.requiredWhole(key("attention.head_count"));
        int layers = values.requiredWhole(key("block_count"));
        if (heads == 0) {
            throw new ModelException(file.path() + ": " + key("attention.head_count") + " is 0");
        }
        int headSize = (int) values.whole(key("attention.key_length")).orElse(hidden / heads);
        if (values.whole(key("attention.value_length")).orElse(headSize) != headSize) {
            throw new ModelException(file.path() + ": keys and values of different lengths are not computed here");
        }
        root.put("model_type", family.modelType());
        root.putArray("architectures").add(family.architecture());
        root.put("hidden_size", hidden);
        root.put("num_hidden_layers", layers);
        root.put("num_attention_heads", heads);
        root.put(
                "num_key_value_heads",
                values.whole(key("attention.head_count_kv")).orElse(heads));
        root.put("head_dim", headSize);
        root.put("intermediate_size", values.requiredWhole(key("feed_forward_length")));
        root.put("max_position_embeddings", values.requiredWhole(key("context_length")));
        root.put(
                "rms_norm_eps",
                values.number(key("attention.layer_norm_rms_epsilon")).orElse(1e-6));
        root.put("vocab_size", embedding().rows());
        values.whole(key("vocab_size"));
        root.put("tie_word_embeddings", !file.tensors().containsKey(GgufNames.HEAD));
        boolean attentionBias = family != Family.QWEN2 && file.tensors().containsKey("blk.0.attn_output.bias");
        root.put("attention_bias", attentionBias);
        root.put("mlp_bias", file.tensors().containsKey("blk.0.ffn_up.bias"));
        root.put("torch_dtype", "bfloat16");
        tokens();
        rope(headSize);
        ofFamily(family, hidden, heads, layers, headSize);
        return root;
    }

    private GgufTensor embedding() {
        GgufTensor embedding = file.tensors().get(GgufNames.EMBEDDING);
        if (embedding == null) {
            throw new ModelException(file.path() + " lacks the tensor " + GgufNames.EMBEDDING);
        }
        return embedding;
    }

    private void tokens() {
        values.whole("tokenizer.ggml.bos_token_id").ifPresent(token -> root.put("bos_token_id", token));
        ArrayNode ends = root.putArray("eos_token_id");
        for (String name : List.of(END, "tokenizer.ggml.eot_token_id", "tokenizer.ggml.eom_token_id")) {
            values.whole(name).ifPresent(token -> {
                if (ends.valueStream().noneMatch(each -> each.asLong() == token)) {
                    ends.add(token);
                }
            });
        }
    }

    private void ofFamily(Family family, int hidden, int heads, int layers, int headSize) {
        switch (family) {
            case GEMMA2 -> {
                root.put("hidden_activation", "gelu_pytorch_tanh");
                root.put("sliding_window", values.requiredWhole(key("attention.sliding_window")));
                put("attn_logit_softcapping", key("attn_logit_softcapping"));
                put("final_logit_softcapping", key("final_logit_softcapping"));
                root.put("query_pre_attn_scalar", layers == LARGEST_GEMMA2 ? hidden / heads : headSize);
            }
            case GEMMA3 -> {
                root.put("hidden_activation", "gelu_pytorch_tanh");
                root.put("sliding_window", values.requiredWhole(key("attention.sliding_window")));
                values.whole(key("attention.sliding_window_pattern"))
                        .ifPresent(pattern -> root.put("sliding_window_pattern", pattern));
                put("final_logit_softcapping", key("final_logit_softcapping"));
                root.put("query_pre_attn_scalar", layers == LARGEST_GEMMA3 ? hidden / heads : headSize);
            }
            case PHI3 -> {
                long window = values.whole(key("attention.sliding_window")).orElse(0);
                if (window > 0) {
                    root.put("sliding_window", window);
                }
            }
            case GRANITE -> {
                put("attention_multiplier", key("attention.scale"));
                put("embedding_multiplier", key("embedding_scale"));
                put("residual_multiplier", key("residual_scale"));
                put("logits_scaling", key("logit_scale"));
            }
            case LLAMA, MISTRAL, QWEN2, QWEN3, SMOLLM3, OLMO2 -> {}
        }
    }

    private void put(String name, String key) {
        values.number(key).ifPresent(number -> root.put(name, number));
    }

    private void rope(int headSize) {
        double theta = values.number(key("rope.freq_base")).orElse(DEFAULT_THETA);
        ObjectNode rope = JsonFile.MAPPER.createObjectNode();
        long turned = values.whole(key("rope.dimension_count")).orElse(headSize);
        if (kind == GgufFamily.PHI3) {
            root.put("partial_rotary_factor", (double) turned / headSize);
        } else if (turned != headSize) {
            throw new ModelException(file.path() + ": " + key("rope.dimension_count") + " is " + turned
                    + " of heads of " + headSize + ", which this engine computes for phi3 alone");
        }
        scaling(rope, theta);
        if (kind != GgufFamily.GEMMA3) {
            rope.put("rope_theta", theta);
            root.set("rope_parameters", rope);
            return;
        }
        ObjectNode both = root.putObject("rope_parameters");
        rope.put("rope_theta", theta);
        both.set("full_attention", rope);
        both.putObject("sliding_attention")
                .put("rope_type", "default")
                .put("rope_theta", values.number(key("rope.freq_base_swa")).orElse(DEFAULT_THETA));
    }

    private void scaling(ObjectNode rope, double theta) {
        String type = values.text(key("rope.scaling.type")).orElse("none");
        double factor = values.number(key("rope.scaling.factor")).orElse(1);
        long original =
                values.whole(key("rope.scaling.original_context_length")).orElse(0);
        values.flag(key("rope.scaling.finetuned"), true);
        boolean factors = file.tensors().containsKey(GgufNames.SHORT_FACTORS);
        if (factors) {
            longrope(rope, original);
        } else if (file.tensors().containsKey(GgufNames.FREQUENCIES)) {
            llama3(rope, theta);
        } else if (type.equals("linear") && factor != 1) {
            rope.put("rope_type", "linear").put("factor", factor);
        } else if (type.equals("yarn")) {
            rope.put("rope_type", "yarn").put("factor", factor);
            rope.put("original_max_position_embeddings", original);
        } else if (factor == 1 && (type.equals("none") || type.equals("linear") || type.equals("longrope"))) {
            rope.put("rope_type", "default");
        } else {
            throw new ModelException(file.path() + ": rope scaling '" + type + "' is not read here (none, linear, yarn,"
                    + " and the factors of Llama 3 and Phi-3 are)");
        }
    }

    private void longrope(ObjectNode rope, long original) {
        rope.put("rope_type", "longrope");
        numbers(GgufNames.SHORT_FACTORS).forEach(rope.putArray("short_factor")::add);
        numbers(GgufNames.LONG_FACTORS).forEach(rope.putArray("long_factor")::add);
        root.put("original_max_position_embeddings", original);
        values.number(key("rope.scaling.attn_factor")).ifPresent(factor -> rope.put("attention_factor", factor));
    }

    private void llama3(ObjectNode rope, double theta) {
        List<Double> factors = numbers(GgufNames.FREQUENCIES);
        double factor = factors.getLast();
        for (int i = 0; i < factors.size(); i++) {
            double wavelength = 2 * Math.PI * Math.pow(theta, (double) i / factors.size());
            double kept = Math.clamp((ORIGINAL / wavelength - LOW) / (HIGH - LOW), 0, 1);
            double expected = 1 / ((1 - kept) / factor + kept);
            if (Math.abs(factors.get(i) - expected) > 1e-4 * expected) {
                throw new ModelException(file.path() + ": " + GgufNames.FREQUENCIES
                        + " are not those of Llama 3.1 and later, and no others are computed here");
            }
        }
        rope.put("rope_type", "llama3").put("factor", factor);
        rope.put("low_freq_factor", LOW).put("high_freq_factor", HIGH);
        rope.put("original_max_position_embeddings", (int) ORIGINAL);
    }

    private List<Double> numbers(String name) {
        GgufTensor tensor = file.tensors().get(name);
        if (tensor == null || !tensor.vector() || tensor.type() != GgufType.F32) {
            throw new ModelException(file.path() + ": the tensor " + name + " must be a vector of F32");
        }
        float[] row = new float[tensor.columns()];
        file.read(tensor, 0, row);
        List<Double> numbers = new ArrayList<>();
        for (float each : row) {
            numbers.add(Double.parseDouble(Float.toString(each)));
        }
        return numbers;
    }
}
