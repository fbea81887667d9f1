package org.openledger.attribution.spans.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A mapped array of non-negative numbers of a fixed number of bits, one right after another from the lowest bit of the first byte
 * on; {@value #PADDING_BYTES} bytes follow the last one. Whole bytes are read as such.
 */
public final class Column {
    /** Room after the last number, so that each can be read as part of a long. */
    static final int PADDING_BYTES = 7;

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);

    private final MemorySegment bytes;
    private final int bits;
    private final int mask;

    public Column(MemorySegment bytes, int bits) {
        this.bytes = bytes;
        this.bits = bits;
        this.mask = (int) ((1L << bits) - 1);
    }

    public int get(int index) {
        return switch (bits) {
            case 8 -> Byte.toUnsignedInt(bytes.get(JAVA_BYTE, index));
            case 16 -> Short.toUnsignedInt(bytes.get(SHORT, 2L * index));
            case 32 -> bytes.get(INT, 4L * index);
            default -> {
                long bit = (long) bits * index;
                yield (int) (bytes.get(LONG, bit >>> 3) >>> (bit & 7)) & mask;
            }
        };
    }

    /** Bits that hold any number up to {@code largest}. */
    public static int bitsFor(int largest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
    }

    /** Bytes of a column. */
    static long bytesFor(int bits, long numbers) {
        return Math.ceilDiv(bits * numbers, (long) Byte.SIZE) + PADDING_BYTES;
    }
}
