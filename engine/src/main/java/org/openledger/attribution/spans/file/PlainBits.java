package org.openledger.attribution.spans.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Bits in blocks of 64 bytes: how many ones came before the block (32 bits), then {@value #BLOCK_BITS} bits; so a rank is one cache
 * miss and at most eight population counts.
 */
public final class PlainBits implements BitRanks {
    private static final int BLOCK_BYTES = 64;
    private static final int BLOCK_BITS = 8 * BLOCK_BYTES - Integer.SIZE;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);

    private final MemorySegment bytes;

    PlainBits(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** Writes the first {@code count} of {@code bits}; the rest of them must be 0. */
    public static void write(IndexFile.Writer out, long[] bits, long count) throws IOException {
        int ones = 0;
        long blocks = Math.ceilDiv(count + 1, (long) BLOCK_BITS);
        for (long block = 0; block < blocks; block++) {
            out.number(ones);
            for (int word = 0; word < BLOCK_BITS / Integer.SIZE; word++) {
                long at = block * BLOCK_BITS + (long) word * Integer.SIZE;
                int half = at >>> 6 < bits.length ? (int) (bits[(int) (at >>> 6)] >>> (at & Integer.SIZE)) : 0;
                out.number(half);
                ones += Integer.bitCount(half);
            }
        }
    }

    @Override
    public int ones(long bit) {
        long block = bit / BLOCK_BITS;
        long base = block * BLOCK_BYTES;
        int end = Integer.SIZE + (int) (bit - block * BLOCK_BITS);
        int ones = bytes.get(INT, base);
        long first = bytes.get(LONG, base) >>> Integer.SIZE << Integer.SIZE;
        if (end < Long.SIZE) {
            return ones + Long.bitCount(first & ((1L << end) - 1));
        }
        ones += Long.bitCount(first);
        int word = 1;
        for (; word < end >>> 6; word++) {
            ones += Long.bitCount(bytes.get(LONG, base + 8L * word));
        }
        int rest = end & 63;
        return rest == 0 ? ones : ones + Long.bitCount(bytes.get(LONG, base + 8L * word) & ((1L << rest) - 1));
    }

    @Override
    public long onesAndBit(long bit) {
        int ones = ones(bit);
        return 2 * Integer.toUnsignedLong(ones) + (ones(bit + 1) - ones);
    }
}
