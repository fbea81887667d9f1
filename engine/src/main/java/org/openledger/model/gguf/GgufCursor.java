package org.openledger.model.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openledger.model.file.ModelException;

/** Reads a header from its beginning on, and nothing beyond the file's end. */
final class GgufCursor {
    /** Of one text; a chat template or licence is the longest. */
    static final int MAXIMUM_TEXT_BYTES = 1 << 24;

    private static final int TEXT = 8;
    private static final int ARRAY = 9;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final MemorySegment file;
    private long at;

    GgufCursor(MemorySegment file) {
        this.file = file;
    }

    long at() {
        return at;
    }

    /** @throws ModelException when the file ends before that */
    private long take(long bytes, String what) {
        if (bytes > file.byteSize() - at) {
            throw new ModelException(
                    "it ends at byte " + file.byteSize() + ", in the middle of " + what + ": the file is truncated");
        }
        long begin = at;
        at += bytes;
        return begin;
    }

    int readInt(String what) {
        return file.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ORDER), take(Integer.BYTES, what));
    }

    /** A number of things, each of which takes at least {@code leastBytes} of what is left of the file. */
    int readCount(String what, int most, int leastBytes) {
        long count = file.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ORDER), take(Long.BYTES, what));
        if (count < 0 || count > most || count > (file.byteSize() - at) / leastBytes) {
            throw new ModelException("it claims " + Long.toUnsignedString(count) + " for " + what
                    + "; the rest of the file has room for " + Math.min(most, (file.byteSize() - at) / leastBytes));
        }
        return (int) count;
    }

    /** A size or offset, which is not negative. */
    long readSize(String what) {
        long size = file.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ORDER), take(Long.BYTES, what));
        if (size < 0) {
            throw new ModelException(what + " is " + Long.toUnsignedString(size) + ", which is larger than any file");
        }
        return size;
    }

    String readText(String what) {
        int length = readCount("the length of " + what, MAXIMUM_TEXT_BYTES, 1);
        byte[] bytes = file.asSlice(take(length, what), length).toArray(ValueLayout.JAVA_BYTE);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new ModelException(what + " is not UTF-8", malformed);
        }
    }

    /** A value of the type whose number comes first: a Boolean, Long, Double, String or List of these. */
    Object readValue(String what, int mostElements) {
        int type = readInt("the type of " + what);
        if (type != ARRAY) {
            return readScalar(type, what);
        }
        int elementType = readInt("the type of " + what);
        int count = readCount("the elements of " + what, mostElements, leastBytes(elementType, what));
        List<Object> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(readScalar(elementType, what));
        }
        return elements;
    }

    private static int leastBytes(int type, String what) {
        return switch (type) {
            case 0, 1, 7 -> 1;
            case 2, 3 -> 2;
            case 4, 5, 6 -> 4;
            case TEXT, 10, 11, 12 -> 8;
            case ARRAY -> throw new ModelException(what + " is a list of lists, which no model needs");
            default -> throw unknown(type, what);
        };
    }

    private Object readScalar(int type, String what) {
        return switch (type) {
            case 0 -> (long) (file.get(ValueLayout.JAVA_BYTE, take(1, what)) & 0xFF);
            case 1 -> (long) file.get(ValueLayout.JAVA_BYTE, take(1, what));
            case 2 -> (long) (readShort(what) & 0xFFFF);
            case 3 -> (long) readShort(what);
            case 4 -> readInt(what) & 0xFFFF_FFFFL;
            case 5 -> (long) readInt(what);
            case 6 -> shortest(Float.intBitsToFloat(readInt(what)));
            case 7 -> readBoolean(what);
            case TEXT -> readText(what);
            case 10 -> readSize(what);
            case 11 -> readLong(what);
            case 12 -> Double.longBitsToDouble(readLong(what));
            default -> throw unknown(type, what);
        };
    }

    /** The double of the fewest digits that is this float: 1e-6, where the file's writer meant that. */
    private static double shortest(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    private boolean readBoolean(String what) {
        byte value = file.get(ValueLayout.JAVA_BYTE, take(1, what));
        if (value != 0 && value != 1) {
            throw new ModelException(what + " is " + value + ", and must be 0 or 1");
        }
        return value == 1;
    }

    private short readShort(String what) {
        return file.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ORDER), take(Short.BYTES, what));
    }

    private long readLong(String what) {
        return file.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ORDER), take(Long.BYTES, what));
    }

    private static ModelException unknown(int type, String what) {
        return new ModelException(
                what + " has the type " + Integer.toUnsignedString(type) + ", which GGUF does not know");
    }
}
