package org.openledger.model;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.openledger.model.file.JsonFile;
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
        requireText("model_type", "llama");
        requireText("hidden_act", "silu");
        refuseTrue("attention_bias");
        refuseTrue("mlp_bias");
        int heads = required("num_attention_heads");
        int hidden = required("hidden_size");
        JsonNode rope = ropeParameters();
        return new ModelConfig(
                required("vocab_size"),
                hidden,
                required("num_hidden_layers"),
                heads,
                optional("num_key_value_heads", heads),
                optional("head_dim", hidden / Math.max(1, heads)),
                required("intermediate_size"),
                optional("max_position_embeddings", DEFAULT_MAXIMUM_POSITIONS),
                root.path("rms_norm_eps").asDouble(DEFAULT_NORM_EPSILON),
                rope.path("rope_theta").asDouble(root.path("rope_theta").asDouble(DEFAULT_ROPE_THETA)),
                scaling(rope),
                root.path("tie_word_embeddings").asBoolean(false),
                root.path("bos_token_id").isInt()
                        ? OptionalInt.of(root.path("bos_token_id").intValue())
                        : OptionalInt.empty(),
                endTokens());
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

    private Set<Integer> endTokens() {
        JsonNode end = root.path("eos_token_id");
        Set<Integer> tokens = new LinkedHashSet<>();
        if (end.isInt()) {
            tokens.add(end.intValue());
        }
        end.forEach(each -> tokens.add(each.asInt()));
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
        return root.path(name).isInt() ? root.path(name).intValue() : otherwise;
    }

    private double number(JsonNode node, String name) {
        if (!node.path(name).isNumber() || node.path(name).asDouble() <= 0) {
            throw new ModelException(file + ": rope parameter '" + name + "' must be a positive number");
        }
        return node.path(name).asDouble();
    }

    private void requireText(String name, String expected) {
        String found = root.path(name).asString(expected);
        if (!found.equals(expected)) {
            throw new ModelException(
                    file + ": " + name + " is '" + found + "'; this engine computes '" + expected + "'");
        }
    }

    private void refuseTrue(String name) {
        if (root.path(name).asBoolean(false)) {
            throw new ModelException(file + ": " + name + " is not computed here; choose a model without it");
        }
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
