package org.openledger.model;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.KnownFields;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.AtomicFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Hugging Face's {@code config.json}, older and newer spelling; what this engine does not compute is refused by name. */
final class ModelConfigFile {
    private static final double DEFAULT_ROPE_THETA = 10_000;
    private static final double DEFAULT_NORM_EPSILON = 1e-6;
    private static final int DEFAULT_MAXIMUM_POSITIONS = 2048;

    private static final KnownFields FIELDS = new KnownFields()
            .any("model_type", "vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers")
            .any("num_attention_heads", "num_key_value_heads", "head_dim", "max_position_embeddings")
            .any("rms_norm_eps", "rope_theta", "rope_scaling", "rope_parameters", "tie_word_embeddings")
            .any("bos_token_id", "eos_token_id")
            .only("architectures", "[\"LlamaForCausalLM\"]")
            .only("hidden_act", "silu")
            .only("attention_bias", "false")
            .only("mlp_bias", "false")
            .only("partial_rotary_factor", "1", "1.0")
            // of training and memory
            .any("attention_dropout", "initializer_range", "use_cache", "pretraining_tp", "chunk_size_feed_forward")
            .any("dtype", "torch_dtype", "cache_implementation", "use_bfloat16", "torchscript")
            .any("attn_implementation", "_attn_implementation", "_attn_implementation_autoset")
            // of tokens beside the two that are read
            .any("pad_token_id", "unk_token_id", "sep_token_id", "cls_token_id", "decoder_start_token_id")
            .any("forced_bos_token_id", "forced_eos_token_id", "bad_words_ids", "suppress_tokens")
            .any("begin_suppress_tokens")
            // of how answers are sampled, which each request says
            .any("do_sample", "temperature", "top_k", "top_p", "typical_p", "repetition_penalty", "num_beams")
            .any("num_beam_groups", "diversity_penalty", "length_penalty", "early_stopping", "max_length")
            .any("min_length", "num_return_sequences", "no_repeat_ngram_size", "encoder_no_repeat_ngram_size")
            .any("exponential_decay_length_penalty", "remove_invalid_values")
            // of what transformers returns, and who wrote the file
            .any("return_dict", "return_dict_in_generate", "output_attentions", "output_hidden_states")
            .any("output_scores", "id2label", "label2id", "num_labels", "problem_type", "task_specific_params")
            .any("finetuning_task", "tokenizer_class", "prefix", "is_decoder", "tf_legacy_loss")
            .any("transformers_version", "_name_or_path", "name_or_path", "transformers.js_config")
            .any("is_llama_config", "unsloth_fixed", "unsloth_version");

    private static final KnownFields ROPE_FIELDS = new KnownFields()
            .any("rope_type", "type", "factor", "low_freq_factor", "high_freq_factor")
            .any("original_max_position_embeddings", "rope_theta")
            .only("partial_rotary_factor", "1", "1.0");

    private final Path file;
    private final JsonNode root;

    private ModelConfigFile(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    static ModelConfig read(Path file) {
        return new ModelConfigFile(file, JsonFile.readObject(file)).config();
    }

    private ModelConfig config() {
        if (!root.path("model_type").asString("").equals("llama")) {
            throw new ModelException(file + ": model_type must be \"llama\", which this engine computes, not "
                    + root.path("model_type"));
        }
        FIELDS.check(file, root);
        int heads = required("num_attention_heads");
        int hidden = required("hidden_size");
        JsonNode rope = ropeParameters();
        ROPE_FIELDS.check(file + ", rope", rope);
        return new ModelConfig(
                required("vocab_size"),
                hidden,
                required("num_hidden_layers"),
                heads,
                optional("num_key_value_heads", heads),
                optional("head_dim", hidden / Math.max(1, heads)),
                required("intermediate_size"),
                optional("max_position_embeddings", DEFAULT_MAXIMUM_POSITIONS),
                positive(root, "rms_norm_eps", DEFAULT_NORM_EPSILON),
                positive(rope, "rope_theta", positive(root, "rope_theta", DEFAULT_ROPE_THETA)),
                scaling(rope),
                flag("tie_word_embeddings"),
                root.path("bos_token_id").isInt()
                        ? OptionalInt.of(root.path("bos_token_id").intValue())
                        : OptionalInt.empty(),
                endTokens(file, root));
    }

    /** Newer files carry {@code rope_parameters}, older ones {@code rope_scaling} beside {@code rope_theta}. */
    private JsonNode ropeParameters() {
        JsonNode newer = root.path("rope_parameters");
        return newer.isObject() ? newer : root.path("rope_scaling");
    }

    private RopeScaling scaling(JsonNode rope) {
        String type = rope.path("rope_type").asString(rope.path("type").asString("default"));
        return switch (type) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(number(rope, "factor"));
            case "llama3" ->
                new RopeScaling.Llama3(
                        number(rope, "factor"),
                        number(rope, "low_freq_factor"),
                        number(rope, "high_freq_factor"),
                        number(rope, "original_max_position_embeddings"));
            default ->
                throw new ModelException(file + ": rope scaling '" + type
                        + "' is not computed here (default, linear and llama3 are); choose another model");
        };
    }

    /**
     * The end tokens of a {@code config.json} or {@code generation_config.json}: one id or a list.
     *
     * @throws ModelException when it is anything else
     */
    static Set<Integer> endTokens(Path file, JsonNode root) {
        JsonNode end = root.path("eos_token_id");
        List<JsonNode> ids = end.isArray() ? end.valueStream().toList() : List.of(end);
        Set<Integer> tokens = new LinkedHashSet<>();
        for (JsonNode id : ids) {
            if (id.isInt()) {
                tokens.add(id.intValue());
            } else if (!id.isNull() && !id.isMissingNode()) {
                throw new ModelException(file + ": eos_token_id must be a token's id or a list of them, not " + end);
            }
        }
        return tokens;
    }

    private int required(String name) {
        JsonNode node = root.path(name);
        if (!node.isInt()) {
            throw new ModelException(file + ": '" + name + "' must be a whole number");
        }
        return node.intValue();
    }

    private int optional(String name, int otherwise) {
        return isThere(root.path(name)) ? required(name) : otherwise;
    }

    private boolean flag(String name) {
        JsonNode node = root.path(name);
        if (isThere(node) && !node.isBoolean()) {
            throw new ModelException(file + ": '" + name + "' must be true or false, not " + node);
        }
        return node.asBoolean(false);
    }

    private static boolean isThere(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private double positive(JsonNode node, String name, double otherwise) {
        return isThere(node.path(name)) ? number(node, name) : otherwise;
    }

    private double number(JsonNode node, String name) {
        if (!node.path(name).isNumber() || node.path(name).asDouble() <= 0) {
            throw new ModelException(file + ": '" + name + "' must be a positive number");
        }
        return node.path(name).asDouble();
    }

    static void write(ModelConfig config, Path file) {
        ObjectNode root = JsonFile.MAPPER.createObjectNode();
        root.putArray("architectures").add("LlamaForCausalLM");
        root.put("attention_bias", false);
        root.put("attention_dropout", 0.0);
        config.beginToken().ifPresent(token -> root.put("bos_token_id", token));
        ArrayNode ends = root.putArray("eos_token_id");
        new TreeSet<>(config.endTokens()).forEach(ends::add);
        root.put("head_dim", config.headSize());
        root.put("hidden_act", "silu");
        root.put("hidden_size", config.hiddenSize());
        root.put("initializer_range", 0.02);
        root.put("intermediate_size", config.intermediateSize());
        root.put("max_position_embeddings", config.maximumPositions());
        root.put("mlp_bias", false);
        root.put("model_type", "llama");
        root.put("num_attention_heads", config.heads());
        root.put("num_hidden_layers", config.layers());
        root.put("num_key_value_heads", config.keyValueHeads());
        root.put("rms_norm_eps", config.normEpsilon());
        writeRope(config, root);
        root.put("tie_word_embeddings", config.tiedHead());
        root.put("torch_dtype", "bfloat16");
        root.put("use_cache", true);
        root.put("vocab_size", config.vocabularySize());
        AtomicFile.write(file, JsonFile.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static void writeRope(ModelConfig config, ObjectNode root) {
        root.put("rope_theta", config.ropeTheta());
        switch (config.ropeScaling()) {
            case RopeScaling.None() -> root.putNull("rope_scaling");
            case RopeScaling.Linear(double factor) ->
                root.putObject("rope_scaling").put("rope_type", "linear").put("factor", factor);
            case RopeScaling.Llama3(double factor, double low, double high, double original) ->
                root.putObject("rope_scaling")
                        .put("rope_type", "llama3")
                        .put("factor", factor)
                        .put("low_freq_factor", low)
                        .put("high_freq_factor", high)
                        .put("original_max_position_embeddings", (int) original);
        }
    }
}
