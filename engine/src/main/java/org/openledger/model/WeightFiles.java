package org.openledger.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.SafeTensorsFile;
import org.openledger.tensor.SafeTensorsWriter;
import org.openledger.tensor.Scope;
import tools.jackson.databind.JsonNode;

/** The weights of a Hugging Face folder: {@code model.safetensors}, or shards listed by {@code model.safetensors.index.json}. */
final class WeightFiles {
    static final String SINGLE = "model.safetensors";
    /** Of rotary positions, which old files hold and config.json says too. */
    private static final String FREQUENCIES = ".rotary_emb.inv_freq";

    static final String INDEX = "model.safetensors.index.json";

    private WeightFiles() {}

    /** The names of the files that hold the weights, the index included. */
    static SortedSet<String> names(Path folder) {
        if (Files.exists(folder.resolve(SINGLE))) {
            return new TreeSet<>(List.of(SINGLE));
        }
        SortedSet<String> names = new TreeSet<>(shardOfTensor(folder).values());
        names.add(INDEX);
        return names;
    }

    /**
     * The weights of a folder. Those that stay in their files keep them open.
     *
     * @throws ModelException when a tensor is missing, has another shape, or has no place in this architecture
     */
    static DecoderWeights load(Path folder, ModelConfig config, WeightType type) {
        Map<String, SafeTensorsFile> open = new HashMap<>();
        try {
            Map<String, String> files = fileOfTensor(folder, open);
            // A head beside a tied embedding is the head, as for transformers.
            boolean tied = config.tiedHead() && !files.containsKey(DecoderWeights.HEAD);
            ModelConfig found = config.withTiedHead(tied);
            SortedMap<String, long[]> shapes = DecoderWeights.shapes(found);
            for (String name : files.keySet()) {
                if (!shapes.containsKey(name) && !name.endsWith(FREQUENCIES)) {
                    throw new ModelException(
                            folder.resolve(files.get(name)) + " holds '" + name
                                    + "', which has no place in a model of this config.json; this engine would compute without it");
                }
            }
            SortedMap<String, Tensor> tensors = new TreeMap<>();
            for (Map.Entry<String, long[]> each : shapes.entrySet()) {
                String name = each.getKey();
                String file = files.get(name);
                if (file == null) {
                    throw new ModelException(
                            folder + " lacks '" + name + "'; does config.json belong to these weights?");
                }
                SafeTensorsFile shard =
                        open.computeIfAbsent(file, one -> SafeTensorsFile.openForAll(folder.resolve(one)));
                tensors.put(name, tensor(shard, folder.resolve(file), name, each.getValue(), type));
            }
            open.forEach((file, shard) -> requireStated(folder.resolve(file), file, shard, files));
            List<SafeTensorsFile> kept = type == WeightType.BF16 ? List.copyOf(open.values()) : List.of();
            DecoderWeights weights = DecoderWeights.read(
                    found,
                    tensors,
                    kept,
                    switch (type) {
                        case F32 -> DecoderWeights.Layout.JOINED;
                        case BF16 -> DecoderWeights.Layout.STORED;
                        case INT8 -> DecoderWeights.Layout.ROUNDED;
                    });
            kept.forEach(open.values()::remove);
            return weights;
        } finally {
            open.values().forEach(SafeTensorsFile::close);
        }
    }

    private static Map<String, String> fileOfTensor(Path folder, Map<String, SafeTensorsFile> open) {
        if (!Files.exists(folder.resolve(SINGLE))) {
            return shardOfTensor(folder);
        }
        SafeTensorsFile whole = SafeTensorsFile.openForAll(folder.resolve(SINGLE));
        open.put(SINGLE, whole);
        Map<String, String> files = new HashMap<>();
        whole.names().forEach(name -> files.put(name, SINGLE));
        return files;
    }

    /** A tensor that stands in a file and, by the index, in another or nowhere, could be either. */
    private static void requireStated(Path path, String file, SafeTensorsFile shard, Map<String, String> files) {
        for (String name : shard.names()) {
            if (!file.equals(files.get(name)) && !name.endsWith(FREQUENCIES)) {
                throw new ModelException(path + " holds '" + name + "', which the index "
                        + (files.containsKey(name) ? "says is in " + files.get(name) : "does not name")
                        + "; fetch the folder again");
            }
        }
    }

    private static Tensor tensor(SafeTensorsFile file, Path path, String name, long[] expected, WeightType type) {
        if (!file.names().contains(name)) {
            throw new ModelException(path + " lacks '" + name + "'; does config.json belong to these weights?");
        }
        if (!Arrays.equals(file.shape(name), expected)) {
            throw new ModelException(path + ": '" + name + "' has the shape " + Arrays.toString(file.shape(name))
                    + ", config.json asks for " + Arrays.toString(expected));
        }
        boolean stays = expected.length == 2
                && (type == WeightType.INT8 || (type == WeightType.BF16 && !file.holds(name, ElementType.F32)));
        return Scope.own(stays ? file.map(name) : file.load(name));
    }

    private static Map<String, String> shardOfTensor(Path folder) {
        Path index = folder.resolve(INDEX);
        if (!Files.exists(index)) {
            throw new ModelException(
                    folder + " has neither " + SINGLE + " nor " + INDEX + "; convert the weights to safetensors first");
        }
        JsonNode map = JsonFile.readObject(index).path("weight_map");
        Map<String, String> shards = new HashMap<>();
        map.properties().forEach(each -> {
            String file = each.getValue().asString("");
            if (!file.endsWith(".safetensors") || file.contains("/") || file.contains("\\")) {
                throw new ModelException(index + " names '" + file + "', which is no safetensors file of this folder");
            }
            shards.put(each.getKey(), file);
        });
        return shards;
    }

    static void save(DecoderWeights weights, Path folder, ElementType type) {
        SafeTensorsWriter.write(folder.resolve(SINGLE), weights.tensors(), type, Map.of("format", "pt"));
    }
}
