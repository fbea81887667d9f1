package org.openledger.model.gguf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openledger.model.file.ModelException;

/**
 * A GGUF file of version 3 (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md), mapped into memory. Its tensors stand one after
 * the other in the order of its header, without gap or overlap but for alignment. One thread reads it.
 */
final class GgufFile implements AutoCloseable {
    private static final int MAGIC = 0x46554747;
    private static final int VERSION = 3;
    private static final int MAXIMUM_TENSORS = 100_000;
    private static final int MAXIMUM_VALUES = 100_000;
    /** Of one list; a vocabulary or its merges are the longest. */
    private static final int MAXIMUM_ELEMENTS = 4_000_000;

    private static final int MAXIMUM_DIMENSIONS = 4;
    private static final long DEFAULT_ALIGNMENT = 32;
    private static final long MAXIMUM_ALIGNMENT = 1 << 16;
    /** A length and a type; a name's length, dimensions, one size, type and offset. */
    private static final int LEAST_VALUE_BYTES = 13;

    private static final int LEAST_TENSOR_BYTES = 32;

    private final Path path;
    private final Arena arena;
    private final MemorySegment file;
    private final Map<String, Object> values;
    private final Map<String, GgufTensor> tensors;

    private GgufFile(
            Path path, Arena arena, MemorySegment file, Map<String, Object> values, Map<String, GgufTensor> tensors) {
        this.path = path;
        this.arena = arena;
        this.file = file;
        this.values = Collections.unmodifiableMap(values);
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    /**
     * Maps the file and checks its header.
     *
     * @throws ModelException when the file cannot be read, or its header contradicts itself or the file
     */
    static GgufFile open(Path path) {
        Arena arena = Arena.ofConfined();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return read(path, arena, file);
        } catch (IOException failure) {
            arena.close();
            throw new ModelException("cannot read " + path + ": " + failure.getMessage(), failure);
        } catch (ModelException refused) {
            arena.close();
            throw new ModelException(path + " is not a sound GGUF file: " + refused.getMessage(), refused);
        }
    }

    private static GgufFile read(Path path, Arena arena, MemorySegment file) {
        GgufCursor cursor = new GgufCursor(file);
        if (cursor.readInt("its first four bytes") != MAGIC) {
            throw new ModelException("it does not begin with \"GGUF\"");
        }
        int version = cursor.readInt("its version");
        if (version != VERSION) {
            throw new ModelException("it has version " + Integer.toUnsignedString(version)
                    + ", and version 3 is read; convert it again");
        }
        int tensorCount = cursor.readCount("tensors", MAXIMUM_TENSORS, LEAST_TENSOR_BYTES);
        int valueCount = cursor.readCount("values", MAXIMUM_VALUES, LEAST_VALUE_BYTES);
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < valueCount; i++) {
            String key = cursor.readText("the name of a value");
            if (values.put(key, cursor.readValue(key, MAXIMUM_ELEMENTS)) != null) {
                throw new ModelException("it has two values named " + key);
            }
        }
        return new GgufFile(
                path, arena, file, values, tensors(cursor, tensorCount, alignment(values), file.byteSize()));
    }

    private static long alignment(Map<String, Object> values) {
        Object given = values.getOrDefault("general.alignment", DEFAULT_ALIGNMENT);
        if (!(given instanceof Long alignment)
                || alignment < 1
                || alignment > MAXIMUM_ALIGNMENT
                || Long.bitCount(alignment) != 1) {
            throw new ModelException(
                    "general.alignment is " + given + ", and must be a power of two up to " + MAXIMUM_ALIGNMENT);
        }
        return alignment;
    }

    private record Claim(String name, GgufType type, long rows, long columns, boolean vector, long offset) {}

    private static Map<String, GgufTensor> tensors(GgufCursor cursor, int count, long alignment, long fileBytes) {
        Map<String, Claim> claims = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Claim claim = claim(cursor);
            if (claims.put(claim.name(), claim) != null) {
                throw new ModelException("it has two tensors named " + claim.name());
            }
        }
        long data = aligned(cursor.at(), alignment);
        long end = data;
        Map<String, GgufTensor> tensors = new LinkedHashMap<>();
        for (Claim claim : claims.values()) {
            long due = aligned(end, alignment);
            if (claim.offset() != due - data) {
                throw new ModelException("tensor " + claim.name() + " begins at byte " + claim.offset()
                        + " of the tensors where " + (due - data) + " was due: tensors overlap or leave a gap");
            }
            long bytes = bytes(claim);
            if (bytes > fileBytes - due) {
                throw new ModelException("tensor " + claim.name() + " takes " + bytes + " bytes from byte " + due
                        + " on, and the file ends at byte " + fileBytes + ": the file is truncated");
            }
            end = due + bytes;
            tensors.put(
                    claim.name(),
                    new GgufTensor(
                            claim.name(),
                            claim.type(),
                            claim.rows(),
                            Math.toIntExact(claim.columns()),
                            claim.vector(),
                            due));
        }
        if (fileBytes - end >= alignment) {
            throw new ModelException("it goes on for " + (fileBytes - end) + " bytes after its last tensor");
        }
        return tensors;
    }

    private static long aligned(long at, long alignment) {
        return (at + alignment - 1) / alignment * alignment;
    }

    private static Claim claim(GgufCursor cursor) {
        String name = cursor.readText("the name of a tensor");
        int dimensions = cursor.readInt("the dimensions of " + name);
        if (dimensions < 1 || dimensions > MAXIMUM_DIMENSIONS) {
            throw new ModelException("tensor " + name + " has " + Integer.toUnsignedString(dimensions)
                    + " dimensions, and may have 1 to " + MAXIMUM_DIMENSIONS);
        }
        long columns = positive(cursor.readSize("a size of " + name), name);
        long rows = 1;
        for (int i = 1; i < dimensions; i++) {
            long size = positive(cursor.readSize("a size of " + name), name);
            if (i > 1 && size != 1) {
                throw new ModelException("tensor " + name + " has more than two dimensions, as experts have;"
                        + " this engine computes models without");
            }
            rows *= size;
        }
        int id = cursor.readInt("the type of " + name);
        GgufType type = GgufType.of(id)
                .orElseThrow(() -> new ModelException("tensor " + name + " has the type " + Integer.toUnsignedString(id)
                        + "; read are " + GgufType.names()));
        if (columns > Integer.MAX_VALUE || columns % type.blockNumbers() != 0) {
            throw new ModelException("tensor " + name + " has rows of " + columns + " numbers, and " + type
                    + " comes in blocks of " + type.blockNumbers());
        }
        return new Claim(name, type, rows, columns, dimensions == 1, cursor.readSize("the offset of " + name));
    }

    private static long positive(long size, String name) {
        if (size == 0) {
            throw new ModelException("tensor " + name + " has no numbers");
        }
        return size;
    }

    private static long bytes(Claim claim) {
        try {
            return Math.multiplyExact(
                    claim.rows(),
                    claim.columns() / claim.type().blockNumbers() * claim.type().blockBytes());
        } catch (ArithmeticException overflow) {
            throw new ModelException("tensor " + claim.name() + " is larger than any file", overflow);
        }
    }

    Path path() {
        return path;
    }

    /** What the header says beside tensors: Boolean, Long, Double, String, or List of these. */
    Map<String, Object> values() {
        return values;
    }

    /** By name, in the order of the file. */
    Map<String, GgufTensor> tensors() {
        return tensors;
    }

    /** The numbers of one row. */
    void read(GgufTensor tensor, long row, float[] out) {
        long at = tensor.begin() + row * tensor.rowBytes();
        GgufType type = tensor.type();
        for (int to = 0; to < tensor.columns(); to += type.blockNumbers()) {
            type.read(file, at, out, to);
            at += type.blockBytes();
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
