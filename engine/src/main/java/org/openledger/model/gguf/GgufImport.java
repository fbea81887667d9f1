package org.openledger.model.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.model.DecoderWeights;
import org.openledger.model.Family;
import org.openledger.model.ModelConfig;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.AtomicFile;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.SafeTensorsWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A GGUF file made a Hugging Face folder: config.json, tokenizer.json, tokenizer_config.json, model.safetensors. */
public final class GgufImport {
    private static final int NORM_OFFSET = 1;

    private GgufImport() {}

    /**
     * What was made.
     *
     * @param name of the model, as the file says
     * @param family which family it is of
     * @param tensors how many it has
     * @param licence as the file says; empty where it says none
     */
    public record Imported(String name, Family family, int tensors, String licence) {}

    /**
     * Writes the folder. Matrices become {@code type}, norms and biases stay F32. The weights are written last, so that a folder with
     * weights is whole.
     *
     * @throws ModelException when the file is not sound, or holds something that this engine does not compute; nothing is then written
     */
    public static Imported run(Path gguf, Path out, ElementType type) {
        try (GgufFile file = GgufFile.open(gguf)) {
            GgufFamily kind = kind(file);
            ObjectNode config = GgufConfig.of(file, kind);
            GgufTokenizer.Files tokenizer = GgufTokenizer.of(file);
            SortedMap<String, SafeTensorsWriter.Source> sources = sources(file, kind, type);
            Path configFile = out.resolve("config.json");
            write(configFile, config);
            try {
                check(file, ModelConfig.read(configFile), sources);
            } catch (ModelException refused) {
                delete(configFile);
                throw refused;
            }
            AtomicFile.write(
                    out.resolve("tokenizer.json"), tokenizer.tokenizer().toString() + "\n");
            write(out.resolve("tokenizer_config.json"), tokenizer.configuration());
            SafeTensorsWriter.write(out.resolve("model.safetensors"), sources, Map.of("format", "pt"));
            Map<String, Object> values = file.values();
            return new Imported(
                    String.valueOf(values.getOrDefault("general.name", gguf.getFileName())),
                    kind.family(),
                    sources.size(),
                    String.valueOf(values.getOrDefault("general.license", "")));
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new ModelException("cannot remove " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static GgufFamily kind(GgufFile file) {
        Object parts = file.values().getOrDefault("split.count", 1L);
        if (!parts.equals(1L) && !parts.equals(0L)) {
            throw new ModelException(file.path() + " is one of " + parts + " parts; join them first");
        }
        String architecture = String.valueOf(file.values().get("general.architecture"));
        return GgufFamily.of(architecture)
                .orElseThrow(() -> new ModelException(file.path() + ": general.architecture is '" + architecture
                        + "', which is not read here; read are " + GgufFamily.names()));
    }

    /** Each tensor of the folder, read row by row from the file. */
    private static SortedMap<String, SafeTensorsWriter.Source> sources(
            GgufFile file, GgufFamily kind, ElementType type) {
        SortedMap<String, SafeTensorsWriter.Source> sources = new TreeMap<>();
        for (GgufTensor tensor : file.tensors().values()) {
            if (GgufNames.isFactors(tensor.name())) {
                continue;
            }
            String name = GgufNames.inFolder(tensor.name(), kind.family())
                    .orElseThrow(() -> new ModelException(file.path() + " holds the tensor '" + tensor.name()
                            + "', which has no place in a model of this kind; this engine would compute without it"));
            boolean norm = tensor.name().endsWith("norm.weight");
            sources.put(
                    name,
                    new Rows(
                            file,
                            tensor,
                            pairing(file, kind, tensor.name()),
                            norm && kind.family().normsAddOne() ? NORM_OFFSET : 0,
                            tensor.vector() ? ElementType.F32 : type));
        }
        return sources;
    }

    /** Over how many heads the rows of a tensor are interleaved; 0 where they are not. */
    private static int pairing(GgufFile file, GgufFamily kind, String name) {
        boolean query = name.contains(".attn_q.");
        if (!kind.interleaved() || !(query || name.contains(".attn_k."))) {
            return 0;
        }
        String prefix = kind.architecture() + ".attention.head_count";
        Object heads = file.values().get(prefix);
        Object number = query ? heads : file.values().getOrDefault(prefix + "_kv", heads);
        return number instanceof Long count && count > 0 && count < Integer.MAX_VALUE ? count.intValue() : 1;
    }

    private static void check(GgufFile file, ModelConfig config, SortedMap<String, SafeTensorsWriter.Source> sources) {
        SortedMap<String, long[]> shapes = DecoderWeights.shapes(config);
        shapes.forEach((name, shape) -> {
            SafeTensorsWriter.Source source = sources.get(name);
            if (source == null) {
                throw new ModelException(file.path() + " lacks the tensor that becomes '" + name + "'");
            }
            if (!Arrays.equals(source.shape(), shape)) {
                throw new ModelException(file.path() + ": '" + name + "' has the shape "
                        + Arrays.toString(source.shape()) + ", and the header asks for "
                        + Arrays.toString(shape));
            }
        });
        for (String name : sources.keySet()) {
            if (!shapes.containsKey(name)) {
                throw new ModelException(file.path() + " holds '" + name
                        + "', which has no place in such a model; this engine would compute without it");
            }
        }
    }

    private static void write(Path file, JsonNode root) {
        AtomicFile.write(file, JsonFile.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    /**
     * A tensor's rows, one after the other.
     *
     * @param heads over which rows are interleaved
     * @param less what each number is made less by
     */
    private record Rows(GgufFile file, GgufTensor tensor, int heads, int less, ElementType type)
            implements SafeTensorsWriter.Source {
        @Override
        public long[] shape() {
            return tensor.shape();
        }

        @Override
        public void writeTo(FileChannel channel) throws IOException {
            if (tensor.vector() && heads > 0) {
                writeVector(channel);
                return;
            }
            float[] row = new float[tensor.columns()];
            ByteBuffer bytes = ByteBuffer.allocate(row.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (long i = 0; i < tensor.rows(); i++) {
                file.read(tensor, source(i, tensor.rows()), row);
                write(row, bytes, channel);
            }
        }

        private void writeVector(FileChannel channel) throws IOException {
            float[] found = new float[tensor.columns()];
            file.read(tensor, 0, found);
            float[] ordered = new float[found.length];
            for (int i = 0; i < found.length; i++) {
                ordered[i] = found[(int) source(i, found.length)];
            }
            write(ordered, ByteBuffer.allocate(found.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN), channel);
        }

        private long source(long row, long rows) {
            if (heads == 0) {
                return row;
            }
            long ofHead = rows / heads;
            long inHead = row % ofHead;
            long half = ofHead / 2;
            return row - inHead + inHead % half * 2 + inHead / half;
        }

        private void write(float[] row, ByteBuffer bytes, FileChannel channel) throws IOException {
            bytes.clear();
            for (float each : row) {
                float number = less == 0 ? each : each - less;
                if (!Float.isFinite(number)) {
                    throw new ModelException(file.path() + ": tensor " + tensor.name()
                            + " holds NaN or an infinity, with which nothing can be computed");
                }
                type.put(bytes, number);
            }
            bytes.flip();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
