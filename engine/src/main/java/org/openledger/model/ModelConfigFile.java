package org.openledger.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.KnownFields;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.AtomicFile;
import org.openledger.tensor.ElementType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Hugging Face's {@code config.json}, older and newer spelling; what this engine does not compute is refused by name. */
final class ModelConfigFile {
    private static final double DEFAULT_NORM_EPSILON = 1e-6;
    private static final int DEFAULT_MAXIMUM_POSITIONS = 2048;
    private static final String WINDOW = "sliding_window";

    private final Path file;
    private final Family family;
    private final JsonNode root;

    private ModelConfigFile(Path file, Family family, JsonNode root) {
        this.file = file;
        this.family = family;
        this.root = root;
    }

    static ModelConfig read(Path file) {
        JsonNode root = JsonFile.readObject(file);
        Family family = Family.of(root.path("model_type").asString(""))
                .orElseThrow(() -> new ModelException(file + ": model_type is " + root.path("model_type")
                        + (hasExperts(root) ? ", a mixture of experts" : "")
                        + ", which this engine does not compute; it computes " + Family.names()));
        fields(family).check(file, root);
        ObjectNode whole = (ObjectNode) JsonFile.MAPPER.readTree(family.defaults());
        root.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
        return new ModelConfigFile(file, family, whole).config();
    }

    private static boolean hasExperts(JsonNode root) {
        return root.propertyStream().anyMatch(field -> field.getKey().contains("experts"));
    }

    private static KnownFields fields(Family family) {
        KnownFields common = new KnownFields()
                .any("model_type", "vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers")
                .any("num_attention_heads", "num_key_value_heads", "head_dim", "max_position_embeddings")
                .any("rms_norm_eps", "rope_theta", "rope_scaling", "rope_parameters", "tie_word_embeddings")
                .any("bos_token_id", "eos_token_id")
                .only("architectures", "[\"" + family.architecture() + "\"]")
                .only("hidden_act", family.geluGate() ? "gelu_pytorch_tanh" : "silu")
                .only("partial_rotary_factor", "1", "1.0")
                // of training and memory
                .any("attention_dropout", "initializer_range", "use_cache", "chunk_size_feed_forward")
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
                .any(
                        "transformers_version",
                        "_name_or_path",
                        "_model_name_or_path",
                        "name_or_path",
                        "transformers.js_config")
                .any("unsloth_fixed", "unsloth_version");
        return family.fields(common);
    }

    private ModelConfig config() {
        int heads = required("num_attention_heads");
        int hidden = required("hidden_size");
        int layers = required("num_hidden_layers");
        int headSize = optional("head_dim", hidden / Math.max(1, heads));
        int positions = optional("max_position_embeddings", DEFAULT_MAXIMUM_POSITIONS);
        RopeFields ropes = new RopeFields(file, family, root, headSize, positions);
        List<Architecture.Attention> attention = attention(layers, ropes);
        return new ModelConfig(
                required("vocab_size"),
                hidden,
                layers,
                heads,
                optional("num_key_value_heads", heads),
                headSize,
                required("intermediate_size"),
                ropes.usablePositions(),
                positive("rms_norm_eps", DEFAULT_NORM_EPSILON),
                new Architecture(
                        family,
                        attention,
                        biased(),
                        positive("embedding_multiplier", family.embeddingScaled() ? declared(Math.sqrt(hidden)) : 1),
                        positive("residual_multiplier", 1),
                        positive("attention_multiplier", 1 / Math.sqrt(positive("query_pre_attn_scalar", headSize))),
                        positive("logits_scaling", 1),
                        positive("attn_logit_softcapping", 0),
                        positive("final_logit_softcapping", 0)),
                flag("tie_word_embeddings"),
                root.path("bos_token_id").isInt()
                        ? OptionalInt.of(root.path("bos_token_id").intValue())
                        : OptionalInt.empty(),
                endTokens(file, root));
    }

    /** A number as the model was trained with it: rounded to the type that its weights are declared as. */
    private double declared(double number) {
        String type = root.path("dtype").asString(root.path("torch_dtype").asString(""));
        return switch (type) {
            case "bfloat16" -> ElementType.BF16.rounded((float) number);
            case "float16" -> ElementType.F16.rounded((float) number);
            default -> (float) number;
        };
    }

    private Set<Projection> biased() {
        Set<Projection> biased = EnumSet.noneOf(Projection.class);
        biased.addAll(family.alwaysBiased());
        if (flag("attention_bias")) {
            biased.addAll(EnumSet.of(Projection.QUERY, Projection.KEY, Projection.VALUE, Projection.OUTPUT));
        }
        if (flag("mlp_bias")) {
            biased.addAll(EnumSet.of(Projection.GATE, Projection.UP, Projection.DOWN));
        }
        return biased;
    }

    private List<Architecture.Attention> attention(int layers, RopeFields ropes) {
        List<Architecture.Attention> attention = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            boolean sliding = slides(layer, layers);
            Architecture.@Nullable Rotation rope = hasRope(layer, layers) ? ropes.of(sliding) : null;
            attention.add(new Architecture.Attention(sliding ? window() : 0, rope));
        }
        return attention;
    }

    private int window() {
        int window = optional(WINDOW, 0);
        if (window < 1) {
            throw new ModelException(
                    file + ": layers with a sliding window need a positive " + WINDOW + ", not " + root.path(WINDOW));
        }
        return window;
    }

    /** Whether a layer looks back no farther than the window: as {@code layer_types} says, or by the family's rule. */
    private boolean slides(int layer, int layers) {
        JsonNode types = root.path("layer_types");
        if (RopeFields.isThere(types)) {
            String type = ofLayer(types, "layer_types", layer, layers).asString("");
            if (!type.equals("sliding_attention") && !type.equals("full_attention")) {
                throw new ModelException(file + ": layer_types has '" + type
                        + "', which this engine does not compute; it computes full_attention and sliding_attention");
            }
            return type.equals("sliding_attention");
        }
        boolean any = RopeFields.isThere(root.path(WINDOW));
        return switch (family.windows()) {
            case NONE -> false;
            case EVERY_LAYER -> any;
            case LAST_LAYERS -> any && flag("use_sliding_window") && layer >= required("max_window_layers");
            case ALL_BUT_EACH_NTH -> (layer + 1) % Math.max(1, required("sliding_window_pattern")) != 0;
            case LAYERS_WITHOUT_ROPE -> any && flag("use_sliding_window") && !hasRope(layer, layers);
        };
    }

    private boolean hasRope(int layer, int layers) {
        if (RopeFields.isThere(root.path("no_rope_layers"))) {
            return ofLayer(root.path("no_rope_layers"), "no_rope_layers", layer, layers)
                            .asInt(-1)
                    != 0;
        }
        return !RopeFields.isThere(root.path("no_rope_layer_interval"))
                || (layer + 1) % Math.max(1, required("no_rope_layer_interval")) != 0;
    }

    private JsonNode ofLayer(JsonNode list, String name, int layer, int layers) {
        if (!list.isArray() || list.size() != layers) {
            throw new ModelException(file + ": " + name + " must say one thing for each of the " + layers + " layers");
        }
        return list.path(layer);
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
        return RopeFields.isThere(root.path(name)) ? required(name) : otherwise;
    }

    private boolean flag(String name) {
        JsonNode node = root.path(name);
        if (RopeFields.isThere(node) && !node.isBoolean()) {
            throw new ModelException(file + ": '" + name + "' must be true or false, not " + node);
        }
        return node.asBoolean(false);
    }

    private double positive(String name, double otherwise) {
        return RopeFields.isThere(root.path(name)) ? RopeFields.number(file, root, name) : otherwise;
    }

    static void write(ModelConfig config, Path file) {
        Architecture architecture = config.architecture();
        Architecture.Rotation rope =
                Objects.requireNonNull(architecture.layers().getFirst().rope());
        if (!architecture.equals(
                Architecture.llama(config.layers(), config.headSize(), rope.theta(), rope.scaling()))) {
            throw new IllegalStateException("only plain Llamas are written, not " + architecture);
        }
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
        writeRope(rope, root);
        root.put("tie_word_embeddings", config.tiedHead());
        root.put("torch_dtype", "bfloat16");
        root.put("use_cache", true);
        root.put("vocab_size", config.vocabularySize());
        AtomicFile.write(file, JsonFile.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static void writeRope(Architecture.Rotation rope, ObjectNode root) {
        root.put("rope_theta", rope.theta());
        switch (rope.scaling()) {
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
            default -> throw new IllegalStateException("only Llama's own rotary positions are written, not " + rope);
        }
    }
}
