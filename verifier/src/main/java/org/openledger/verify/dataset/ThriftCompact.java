package org.openledger.verify.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The part of Thrift's compact protocol that the metadata of Parquet needs: structs of numbers, texts, lists and structs. */
final class ThriftCompact {
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int MAX_SHORT = 15;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Integer> lastField = new ArrayDeque<>();

    ThriftCompact begin() {
        lastField.push(0);
        return this;
    }

    ThriftCompact end() {
        out.write(0);
        lastField.pop();
        return this;
    }

    ThriftCompact i32(int field, int value) {
        header(field, I32);
        varint((value << 1) ^ (value >> 31));
        return this;
    }

    ThriftCompact i64(int field, long value) {
        header(field, I64);
        varint((value << 1) ^ (value >> 63));
        return this;
    }

    ThriftCompact text(int field, String value) {
        header(field, BINARY);
        return text(value);
    }

    /** An element of a list of texts. */
    ThriftCompact text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /** A field that is a struct: its fields follow, and {@link #end}. */
    ThriftCompact struct(int field) {
        header(field, STRUCT);
        return begin();
    }

    /** A field that is a list of structs: each begins and ends. */
    ThriftCompact structs(int field, int size) {
        return list(field, size, STRUCT);
    }

    /** A field that is a list of texts. */
    ThriftCompact texts(int field, int size) {
        return list(field, size, BINARY);
    }

    /** A field that is a list of numbers. */
    ThriftCompact numbers(int field, int... values) {
        list(field, values.length, I32);
        for (int value : values) {
            varint((value << 1) ^ (value >> 31));
        }
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private ThriftCompact list(int field, int size, int type) {
        header(field, LIST);
        if (size < MAX_SHORT) {
            out.write((size << 4) | type);
        } else {
            out.write((MAX_SHORT << 4) | type);
            varint(size);
        }
        return this;
    }

    /** Fields come in ascending order, so that the difference stands for the number. */
    private void header(int field, int type) {
        int before = lastField.pop();
        out.write(((field - before) << 4) | type);
        lastField.push(field);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
