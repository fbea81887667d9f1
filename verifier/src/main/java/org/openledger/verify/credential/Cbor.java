package org.openledger.verify.credential;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The items of CBOR (RFC 8949) that a manifest has, each in its shortest form; members of maps stand as they are given. */
final class Cbor {
    private static final int UNSIGNED = 0;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    static final byte[] NULL = {(byte) 0xf6};

    private Cbor() {}

    static byte[] number(long value) {
        return head(UNSIGNED, value);
    }

    /** @param value below zero */
    static byte[] negative(long value) {
        return head(1, -1 - value);
    }

    static byte[] bytes(byte[] value) {
        return joined(head(BYTES, value.length), value);
    }

    static byte[] text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return joined(head(TEXT, utf8.length), utf8);
    }

    static byte[] array(List<byte[]> items) {
        return joined(head(ARRAY, items.size()), joined(items.toArray(byte[][]::new)));
    }

    /** Of items by names. */
    static byte[] map(Map<String, byte[]> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head(MAP, members.size()));
        members.forEach((name, value) -> {
            out.writeBytes(text(name));
            out.writeBytes(value);
        });
        return out.toByteArray();
    }

    /** Of two items by numbers, as headers of COSE have them. */
    static byte[] headers(long name, byte[] value, long other, byte[] otherValue) {
        return joined(head(MAP, 2), number(name), value, number(other), otherValue);
    }

    static byte[] noHeaders() {
        return head(MAP, 0);
    }

    static byte[] tagged(long tag, byte[] item) {
        return joined(head(TAG, tag), item);
    }

    private static byte[] head(int kind, long value) {
        int major = kind << 5;
        if (value < 24) {
            return new byte[] {(byte) (major | value)};
        }
        int size = value < 1 << 8 ? 1 : value < 1 << 16 ? 2 : value < 1L << 32 ? 4 : 8;
        byte[] head = new byte[1 + size];
        head[0] = (byte) (major | (24 + Integer.numberOfTrailingZeros(size)));
        for (int i = 0; i < size; i++) {
            head[size - i] = (byte) (value >>> (8 * i));
        }
        return head;
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
