package org.openledger.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.LoraBank.Factors;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.AtomicFile;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.SafeTensorsFile;
import org.openledger.tensor.SafeTensorsWriter;
import org.openledger.tensor.Scope;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** PEFT's folder format: {@code adapter_config.json} and {@code adapter_model.safetensors}. */
final class AdapterFolder {
    static final String CONFIG = "adapter_config.json";
    static final String WEIGHTS = "adapter_model.safetensors";
    private static final String PREFIX = "base_model.model.";

    /** Settings that change the computation, with the only value this engine computes. */
    private static final Map<String, String> PLAIN = Map.of(
            "peft_type", "LORA",
            "bias", "none",
            "use_dora", "false",
            "fan_in_fan_out", "false",
            "lora_bias", "false");

    private static final List<String> EMPTY = List.of(
            "modules_to_save",
            "layers_to_transform",
            "layers_pattern",
            "rank_pattern",
            "alpha_pattern",
            "target_parameters");

    private AdapterFolder() {}

    static Adapter read(Path folder, ModelConfig base) {
        AdapterConfig config = readConfig(folder.resolve(CONFIG));
        try (SafeTensorsFile file = SafeTensorsFile.open(folder.resolve(WEIGHTS))) {
            Set<String> unread = new HashSet<>(file.names());
            List<Map<Projection, Factors>> layers = new ArrayList<>();
            for (int layer = 0; layer < base.layers(); layer++) {
                Map<Projection, Factors> factors = new EnumMap<>(Projection.class);
                for (Projection projection : config.targets()) {
                    String name = PREFIX + projection.path(layer);
                    factors.put(
                            projection,
                            new Factors(
                                    factor(
                                            file,
                                            unread,
                                            name + ".lora_A.weight",
                                            config.rank(),
                                            projection.inputs(base)),
                                    factor(
                                            file,
                                            unread,
                                            name + ".lora_B.weight",
                                            projection.outputs(base),
                                            config.rank())));
                }
                layers.add(factors);
            }
            if (!unread.isEmpty()) {
                throw new ModelException(
                        folder.resolve(WEIGHTS) + " holds '" + unread.iterator().next()
                                + "', which the base model has no place for; is it an adapter of another base?");
            }
            return new Adapter(config, layers);
        }
    }

    private static Tensor factor(SafeTensorsFile file, Set<String> unread, String name, long rows, long columns) {
        if (!unread.remove(name)) {
            throw new ModelException("the adapter lacks '" + name + "'; is it an adapter of another base?");
        }
        long[] shape = file.shape(name);
        if (!Arrays.equals(shape, new long[] {rows, columns})) {
            throw new ModelException("the adapter's '" + name + "' has the shape " + Arrays.toString(shape)
                    + ", the base model needs [" + rows + ", " + columns + "]; is it an adapter of another base?");
        }
        try (Scope _ = Scope.open()) {
            return Scope.own(file.load(name).unsqueeze(0));
        }
    }

    private static AdapterConfig readConfig(Path file) {
        JsonNode root = JsonFile.readObject(file);
        PLAIN.forEach((name, plain) -> {
            String found = root.path(name).asString(plain);
            if (!found.equals(plain)) {
                throw new ModelException(
                        file + ": " + name + " is '" + found + "'; this engine computes '" + plain + "' only");
            }
        });
        for (String name : EMPTY) {
            JsonNode node = root.path(name);
            if (!node.isMissingNode() && !node.isNull() && !node.isEmpty()) {
                throw new ModelException(file + ": " + name + " is not computed here; save the adapter without it");
            }
        }
        if (!root.path("r").isInt() || !root.path("lora_alpha").isNumber()) {
            throw new ModelException(file + ": 'r' and 'lora_alpha' must be numbers");
        }
        return new AdapterConfig(
                root.path("r").intValue(),
                root.path("lora_alpha").asDouble(),
                root.path("use_rslora").asBoolean(false),
                targets(file, root.path("target_modules")));
    }

    private static Set<Projection> targets(Path file, JsonNode modules) {
        if (modules.isString() && modules.stringValue().equals("all-linear")) {
            return EnumSet.allOf(Projection.class);
        }
        Set<Projection> targets = EnumSet.noneOf(Projection.class);
        for (JsonNode module : modules) {
            targets.add(Projection.ofModule(module.asString(""))
                    .orElseThrow(() -> new ModelException(file + ": target module " + module
                            + " is not one of the seven matrices of a Llama block")));
        }
        if (targets.isEmpty()) {
            throw new ModelException(file + ": target_modules must list the adapted matrices by name");
        }
        return targets;
    }

    static void write(Adapter adapter, Path folder) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        try (Scope _ = Scope.open()) {
            for (int layer = 0; layer < adapter.layers(); layer++) {
                for (Projection projection : adapter.config().targets()) {
                    Factors factors = adapter.factors(layer, projection);
                    String name = PREFIX + projection.path(layer);
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
