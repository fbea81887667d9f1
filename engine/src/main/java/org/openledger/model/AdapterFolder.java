package org.openledger.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.model.LoraBank.Factors;
import org.openledger.model.file.AdapterContents;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.KnownFields;
import org.openledger.model.file.ModelException;
import org.openledger.model.file.StatedBase;
import org.openledger.tensor.AtomicFile;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.SafeTensorsFile;
import org.openledger.tensor.SafeTensorsWriter;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** PEFT's folder format: {@code adapter_config.json} and {@code adapter_model.safetensors}. */
final class AdapterFolder {
    static final String CONFIG = StatedBase.ADAPTER_CONFIG;
    static final String WEIGHTS = "adapter_model.safetensors";
    private static final String PREFIX = "base_model.model.";

    private static final KnownFields FIELDS = new KnownFields()
            .any("peft_type", "r", "lora_alpha", "use_rslora", "use_dora", "rank_pattern", "alpha_pattern")
            .any("target_modules", "exclude_modules", "layers_to_transform", "layers_pattern")
            .only("task_type", "CAUSAL_LM", "null")
            .only("bias", "none", "all", "lora_only")
            .any("lora_bias", "modules_to_save", "trainable_token_indices")
            // Others change the base's weights before training, or need something beside the factors.
            .only("init_lora_weights", "true", "false", "gaussian", "eva", "orthogonal")
            .any("base_model_name_or_path", "revision", "peft_version", "inference_mode")
            .any("lora_dropout") // of training
            .any("eva_config") // of the first weights alone
            .any("megatron_core", "qalora_group_size"); // names and sizes for modes that are off

    private AdapterFolder() {}

    /** @param weights of the base, which a weight-decomposed adapter is measured against */
    static Adapter read(Path folder, ModelConfig base, @Nullable Decoder weights) {
        Path configFile = folder.resolve(CONFIG);
        JsonNode root = JsonFile.readObject(configFile);
        if (!root.path("peft_type").asString("").equals("LORA")) {
            throw new ModelException(configFile + ": peft_type must be \"LORA\", not " + root.path("peft_type"));
        }
        FIELDS.check(configFile, root);
        AdapterTargets targets = new AdapterTargets(configFile, root);
        boolean decomposed = targets.flag("use_dora");
        if (decomposed && targets.addsToB()) {
            throw new ModelException(configFile + ": lora_bias and use_dora are not computed together");
        }
        if (decomposed && weights == null) {
            throw new ModelException(configFile + ": use_dora needs the base's weights, which are not loaded here");
        }
        try (SafeTensorsFile file = SafeTensorsFile.open(folder.resolve(WEIGHTS))) {
            AdapterContents contents = new AdapterContents(file);
            VocabularyChange.Reader vocabulary = new VocabularyChange.Reader(
                    configFile, root, targets, contents, base, weights == null ? null : weights.weights());
            VocabularyChange head = vocabulary.read(VocabularyChange.Matrix.HEAD);
            VocabularyChange embedding = vocabulary.read(VocabularyChange.Matrix.EMBEDDING);
            boolean biased = !root.path("bias").asString("none").equals("none");
            AdapterConfig config = config(
                    configFile, root, targets, base, biased ? contents : null, embedding != null || head != null);
            List<Map<Projection, Factors>> layers = new ArrayList<>();
            for (int layer = 0; layer < base.layers(); layer++) {
                Map<Projection, Factors> factors = new EnumMap<>(Projection.class);
                for (Projection projection : config.targets(layer)) {
                    Factors plain = factors(contents, layer, projection, base, config, targets);
                    Factors measured = decomposed && weights != null && targets.adapts(projection.path(layer))
                            ? decomposed(contents, layer, projection, weights, plain, config.scale())
                            : plain;
                    factors.put(
                            projection,
                            biased ? biased(contents, configFile, layer, projection, weights, measured) : measured);
                }
                layers.add(factors);
            }
            contents.requireAllTaken(folder.resolve(WEIGHTS));
            return new Adapter(config, layers, embedding, head);
        }
    }

    /**
     * The factors of one matrix, filled up to the adapter's rank with zeros. Where the matrix has a scale of its own, B has it; where
     * it is not adapted, both are zero.
     */
    private static Factors factors(
            AdapterContents contents,
            int layer,
            Projection projection,
            ModelConfig base,
            AdapterConfig config,
            AdapterTargets targets) {
        String module = projection.path(layer);
        int inputs = projection.inputs(base);
        int outputs = projection.outputs(base);
        try (Scope _ = Scope.open()) {
            if (!targets.adapts(module)) {
                return new Factors(
                        Scope.own(Tensors.zeros(1, config.rank(), inputs)),
                        Scope.own(Tensors.zeros(1, outputs, config.rank())));
            }
            int rank = targets.rank(module);
            double scale = targets.scale(module);
            boolean asStored = scale == config.scale() && rank == config.rank();
            Tensor a = take(contents, asStored, module + ".lora_A.weight", rank, inputs)
                    .unsqueeze(0);
            Tensor b = take(contents, asStored, module + ".lora_B.weight", outputs, rank)
                    .unsqueeze(0);
            if (scale != config.scale()) {
                b = b.mul(Tensors.scalar(scale / config.scale()));
            }
            if (rank < config.rank()) {
                Tensor wideA = Tensors.zeros(1, config.rank(), inputs);
                Tensor wideB = Tensors.zeros(1, outputs, config.rank());
                wideA.narrow(1, 0, rank).copy_(a);
                wideB.narrow(2, 0, rank).copy_(b);
                a = wideA;
                b = wideB;
            }
            Tensor shift = targets.addsToB()
                    ? Scope.own(contents.take(module + ".lora_B.bias", outputs)
                            .mul(Tensors.scalar(scale))
                            .view(1, 1, outputs))
                    : null;
            return new Factors(Scope.own(a), Scope.own(b), null, shift);
        }
    }

    private static Tensor take(AdapterContents contents, boolean asStored, String name, long... shape) {
        return asStored ? contents.takeStored(name, shape) : contents.take(name, shape);
    }

    /**
     * The factors with their gain: each output's magnitude over the norm of its row of the adapted matrix, ‖W + scale·B·A‖. It never
     * changes, so it is computed once.
     */
    private static Factors decomposed(
            AdapterContents contents, int layer, Projection projection, Decoder decoder, Factors plain, double scale) {
        String name = projection.path(layer) + ".lora_magnitude_vector";
        long outputs = projection.outputs(decoder.config());
        try (Scope _ = Scope.open()) {
            Tensor magnitude = contents.take(contents.has(name) ? name : name + ".weight", outputs);
            Tensor weight = decoder.weights().block(layer).matrix(projection);
            Tensor whole = torch.matmul(
                            Factors.wide(plain.b()).select(0, 0),
                            Factors.wide(plain.a()).select(0, 0))
                    .mul(Tensors.scalar(scale))
                    .add(weight.to(torch.ScalarType.Float));
            Tensor norm = whole.square()
                    .sum(new long[] {1}, true, new ScalarTypeOptional())
                    .sqrt();
            Tensor gain = magnitude.div(norm.view(-1)).view(1, 1, outputs);
            return new Factors(plain.a(), plain.b(), Scope.own(gain), null);
        }
    }

    /** The factors with what a trained bias adds to the base's, where the file has one. */
    private static Factors biased(
            AdapterContents contents,
            Path config,
            int layer,
            Projection projection,
            @Nullable Decoder decoder,
            Factors factors) {
        String name = biasOf(contents, projection.path(layer));
        if (name == null) {
            return factors;
        }
        Tensor own =
                decoder == null ? null : decoder.weights().block(layer).biases().get(projection);
        if (own == null) {
            throw new ModelException(config + ": bias needs the base's own '" + name + "', which "
                    + (decoder == null ? "is not loaded here" : "it does not have"));
        }
        try (Scope _ = Scope.open()) {
            Tensor added = contents.take(name, own.size(0)).sub(own).view(1, 1, own.size(0));
            Tensor before = factors.shift();
            Tensor shift = Scope.own(before == null ? added : added.add(before));
            if (before != null) {
                before.close();
            }
            return new Factors(factors.a(), factors.b(), factors.gain(), shift);
        }
    }

    private static @Nullable String biasOf(AdapterContents contents, String module) {
        return Stream.of(module + ".base_layer.bias", module + ".bias")
                .filter(contents::has)
                .findFirst()
                .orElse(null);
    }

    /** The whole adapter's shape: the largest rank of a matrix, the matrices that are adapted in some layer, and those layers. */
    private static AdapterConfig config(
            Path file,
            JsonNode root,
            AdapterTargets targets,
            ModelConfig base,
            @Nullable AdapterContents biases,
            boolean changesVocabulary) {
        if (!root.path("r").isInt() || !root.path("lora_alpha").isNumber()) {
            throw new ModelException(file + ": 'r' and 'lora_alpha' must be numbers");
        }
        Set<Projection> adapted = EnumSet.noneOf(Projection.class);
        Set<Integer> layers = new TreeSet<>();
        int rank = 0;
        for (int layer = 0; layer < base.layers(); layer++) {
            for (Projection projection : base.projections()) {
                if (targets.adapts(projection.path(layer))) {
                    adapted.add(projection);
                    layers.add(layer);
                    rank = Math.max(rank, targets.rank(projection.path(layer)));
                } else if (biases != null && biasOf(biases, projection.path(layer)) != null) {
                    adapted.add(projection);
                    layers.add(layer);
                }
            }
        }
        if (adapted.isEmpty() && changesVocabulary) {
            adapted.add(base.projections().iterator().next());
        }
        if (adapted.isEmpty()) {
            throw new ModelException(file
                    + ": target_modules names none of the matrices of this base's blocks, which are "
                    + base.projections().stream().map(Projection::module).collect(Collectors.joining(", ")));
        }
        // Without factors of any matrix of a block, those of one are a single row of zeros.
        return new AdapterConfig(
                        Math.max(rank, 1),
                        root.path("lora_alpha").asDouble(),
                        targets.rankStabilised(),
                        adapted,
                        layers)
                .of(base);
    }

    static void write(Adapter adapter, Path folder) {
        adapter.requirePlain();
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        try (Scope _ = Scope.open()) {
            for (int layer = 0; layer < adapter.layers(); layer++) {
                for (Map.Entry<Projection, Factors> each :
                        adapter.factors(layer).entrySet()) {
                    Factors factors = each.getValue();
                    if (factors.gain() != null) {
                        throw new IllegalStateException("a weight-decomposed adapter is read, never written");
                    }
                    String name = PREFIX + each.getKey().path(layer);
                    tensors.put(name + ".lora_A.weight", factors.a().select(0, 0));
                    tensors.put(name + ".lora_B.weight", factors.b().select(0, 0));
                }
            }
            SafeTensorsWriter.write(folder.resolve(WEIGHTS), tensors, ElementType.F32, Map.of("format", "pt"));
        }
        AtomicFile.write(folder.resolve(CONFIG), configText(adapter.config()));
    }

    private static String configText(AdapterConfig config) {
        ObjectNode root = JsonFile.MAPPER.createObjectNode();
        root.put("base_model_name_or_path", "");
        root.put("bias", "none");
        root.put("fan_in_fan_out", false);
        root.put("inference_mode", true);
        root.put("init_lora_weights", true);
        if (!config.layers().isEmpty()) {
            ArrayNode layers = root.putArray("layers_to_transform");
            config.layers().forEach(layers::add);
        }
        if (config.alpha() == Math.rint(config.alpha())) {
            root.put("lora_alpha", (long) config.alpha());
        } else {
            root.put("lora_alpha", config.alpha());
        }
        root.put("lora_dropout", 0.0);
        root.put("peft_type", "LORA");
        root.put("r", config.rank());
        ArrayNode modules = root.putArray("target_modules");
        config.targets().forEach(each -> modules.add(each.module()));
        root.put("task_type", "CAUSAL_LM");
        root.put("use_dora", false);
        root.put("use_rslora", config.rankStabilised());
        return JsonFile.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }
}
