package org.openledger.model.gguf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes GGUF files, sound ones and others: every field of the header can be given another value. */
final class GgufBytes {
    private static final int ALIGNMENT = 32;
    private static final long RIGHT = -2;

    /** One tensor; offset −1 stands for the right one. */
    @SuppressWarnings("ArrayRecordComponent") // read once
    record Tensor(String name, int type, long[] sizes, byte[] bytes, long offset) {}

    int magic = 0x46554747;
    int version = 3;
    long tensorCount = RIGHT;
    long valueCount = RIGHT;
    final Map<String, byte[]> values = new LinkedHashMap<>();
    final List<Tensor> tensors = new ArrayList<>();
    byte[] tail = new byte[0];

    GgufBytes text(String key, String value) {
        return raw(key, joined(number(8, 4), text(value)));
    }

    GgufBytes whole(String key, long value) {
        return raw(key, joined(number(4, 4), number(value, 4)));
    }

    GgufBytes single(String key, float value) {
        return raw(key, joined(number(6, 4), number(Float.floatToRawIntBits(value), 4)));
    }

    GgufBytes flag(String key, boolean value) {
        return raw(key, joined(number(7, 4), number(value ? 1 : 0, 1)));
    }

    GgufBytes texts(String key, List<String> all) {
        byte[] body = new byte[0];
        for (String each : all) {
            body = joined(body, text(each));
        }
        return raw(key, joined(number(9, 4), number(8, 4), number(all.size(), 8), body));
    }

    GgufBytes singles(String key, float... all) {
        return raw(key, joined(number(9, 4), number(6, 4), number(all.length, 8), floats(all)));
    }

    GgufBytes wholes(String key, int... all) {
        ByteBuffer body = ByteBuffer.allocate(4 * all.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int each : all) {
            body.putInt(each);
        }
        return raw(key, joined(number(9, 4), number(5, 4), number(all.length, 8), body.array()));
    }

    /** A value with its type before it. */
    GgufBytes raw(String key, byte[] value) {
        values.put(key, value);
        return this;
    }

    GgufBytes tensor(String name, GgufType type, byte[] bytes, long... sizes) {
        tensors.add(new Tensor(name, type.id(), sizes, bytes, -1));
        return this;
    }

    Path write(Path file) {
        byte[] header = joined(
                number(magic, 4),
                number(version, 4),
                number(tensorCount == RIGHT ? tensors.size() : tensorCount, 8),
                number(valueCount == RIGHT ? values.size() : valueCount, 8));
        for (Map.Entry<String, byte[]> each : values.entrySet()) {
            header = joined(header, text(each.getKey()), each.getValue());
        }
        byte[] data = new byte[0];
        for (Tensor each : tensors) {
            data = padded(data);
            header = joined(header, text(each.name()), number(each.sizes().length, 4));
            for (long size : each.sizes()) {
                header = joined(header, number(size, 8));
            }
            header = joined(header, number(each.type(), 4), number(each.offset() < 0 ? data.length : each.offset(), 8));
            data = joined(data, each.bytes());
        }
        try {
            return Files.write(file, joined(padded(header), data, tail));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, (bytes.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }

    static byte[] floats(float... all) {
        ByteBuffer body = ByteBuffer.allocate(4 * all.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float each : all) {
            body.putFloat(each);
        }
        return body.array();
    }

    static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return joined(number(bytes.length, 8), bytes);
    }

    static byte[] number(long value, int bytes) {
        ByteBuffer all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return Arrays.copyOf(all.array(), bytes);
    }

    static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
