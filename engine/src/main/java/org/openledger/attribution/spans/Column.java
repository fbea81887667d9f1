package org.openledger.attribution.spans;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A mapped array of non-negative numbers of 1 or 2 bytes, or of ints; little-endian, of any alignment. */
final class Column {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);

    private final MemorySegment bytes;
    private final int width;

    Column(MemorySegment bytes, int width) {
        this.bytes = bytes;
        this.width = width;
    }

    int get(int index) {
        return switch (width) {
            case 1 -> Byte.toUnsignedInt(bytes.get(JAVA_BYTE, index));
            case 2 -> Short.toUnsignedInt(bytes.get(SHORT, 2L * index));
            default -> bytes.get(INT, 4L * index);
        };
    }

    /** Bytes that hold any number up to {@code largest}. */
    static int widthFor(int largest) {
        return largest < 1 << 8 ? 1 : largest < 1 << 16 ? 2 : 4;
    }
}
