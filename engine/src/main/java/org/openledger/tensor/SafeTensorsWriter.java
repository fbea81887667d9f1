package org.openledger.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes safetensors files, always the same bytes for the same tensors: names in order, header padded to eight bytes. */
public final class SafeTensorsWriter {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ALIGNMENT = 8;

    private SafeTensorsWriter() {}

    /**
     * Writes all tensors as {@code type}, atomically.
     *
     * @throws TensorException when the disk refuses, or a number is not finite
     */
    public static void write(
            Path file, SortedMap<String, Tensor> tensors, ElementType type, Map<String, String> metadata) {
        tensors.forEach((name, tensor) -> {
            if (!Tensors.finite(tensor)) {
                throw new TensorException(
                        "tensor '" + name + "' holds NaN or an infinity; " + file + " was not written");
            }
        });
        SortedMap<String, Source> sources = new TreeMap<>();
        tensors.forEach((name, tensor) -> sources.put(name, new Whole(tensor, type)));
        write(file, sources, metadata);
    }

    /** A tensor that is written as it is read or computed. */
    public interface Source {
        long[] shape();

        ElementType type();

        /** Writes all its numbers in row-major order. */
        void writeTo(FileChannel channel) throws IOException;
    }

    /** A tensor in memory. */
    private record Whole(Tensor tensor, ElementType type) implements Source {
        @Override
        public long[] shape() {
            return tensor.shape();
        }

        @Override
        public void writeTo(FileChannel channel) throws IOException {
            try (Scope _ = Scope.open()) {
                Tensor dense = tensor.detach().to(type.scalarType()).cpu().contiguous();
                if (dense.numel() > 0) {
                    AtomicFile.writeFully(channel, Tensors.bytes(dense));
                }
            }
        }
    }

    /**
     * Writes all tensors, atomically.
     *
     * @throws TensorException when the disk refuses
     */
    public static void write(Path file, SortedMap<String, Source> tensors, Map<String, String> metadata) {
        byte[] header = header(tensors, metadata);
        AtomicFile.write(file, channel -> {
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            AtomicFile.writeFully(channel, length.putLong(0, header.length));
            AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
            for (Source tensor : tensors.values()) {
                tensor.writeTo(channel);
            }
        });
    }

    private static byte[] header(SortedMap<String, Source> tensors, Map<String, String> metadata) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode lines = root.putObject("__metadata__");
        new TreeMap<>(metadata).forEach(lines::put);
        long begin = 0;
        for (Map.Entry<String, Source> each : tensors.entrySet()) {
            ObjectNode entry = root.putObject(each.getKey());
            ElementType type = each.getValue().type();
            entry.put("dtype", type.name());
            ArrayNode shape = entry.putArray("shape");
            long numbers = 1;
            for (long size : each.getValue().shape()) {
                shape.add(size);
                numbers = Math.multiplyExact(numbers, size);
            }
            long end = begin + numbers * type.bytes();
            entry.putArray("data_offsets").add(begin).add(end);
            begin = end;
        }
        StringBuilder text = new StringBuilder(root.toString());
        while (text.toString().getBytes(StandardCharsets.UTF_8).length % ALIGNMENT != 0) {
            text.append(' ');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
