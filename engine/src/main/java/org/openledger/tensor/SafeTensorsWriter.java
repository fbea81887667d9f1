package org.openledger.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
        byte[] header = header(tensors, type, metadata);
        AtomicFile.write(file, channel -> {
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            AtomicFile.writeFully(channel, length.putLong(0, header.length));
            AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
            for (Tensor tensor : tensors.values()) {
                try (Scope _ = Scope.open()) {
                    Tensor dense = tensor.detach().to(type.scalarType()).contiguous();
                    if (dense.numel() > 0) {
                        AtomicFile.writeFully(channel, Tensors.bytes(dense));
                    }
                }
            }
        });
    }

    private static byte[] header(SortedMap<String, Tensor> tensors, ElementType type, Map<String, String> metadata) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode lines = root.putObject("__metadata__");
        new TreeMap<>(metadata).forEach(lines::put);
        long begin = 0;
        for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
            ObjectNode entry = root.putObject(each.getKey());
            entry.put("dtype", type.name());
            ArrayNode shape = entry.putArray("shape");
            for (long size : each.getValue().shape()) {
                shape.add(size);
            }
            long end = begin + each.getValue().numel() * type.bytes();
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
