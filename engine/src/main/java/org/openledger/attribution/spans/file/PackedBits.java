package org.openledger.attribution.spans.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Bits in blocks of {@value #BLOCK_BITS}, each as the places of its ones, as those of its zeros, or as it is, whichever is
 * shortest (J. Kärkkäinen, D. Kempa, S. Puglisi, "Hybrid compression of bitvectors for the FM-index", DCC 2014). First the heads of
 * groups of {@value #GROUP} blocks: ones before the group (32 bits), where its blocks stand (32), and how many ones each block has
 * (8 each), which says how it is written. Then the blocks: places in a byte each, ascending; or the bits. Then padding.
 */
public final class PackedBits implements BitRanks {
    private static final int BLOCK_BYTES = 31;
    private static final int BLOCK_BITS = 8 * BLOCK_BYTES;
    private static final int GROUP = 8;
    private static final int HEAD_BYTES = 16;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);

    private final MemorySegment bytes;
    private final long blocksStart;

    /** @param count how many bits there are */
    PackedBits(MemorySegment bytes, long count) {
        this.bytes = bytes;
        this.blocksStart = HEAD_BYTES * groups(count);
    }

    private static long groups(long count) {
        return count / (GROUP * BLOCK_BITS) + 1;
    }

    private static int blockBytes(int ones) {
        return Math.min(BLOCK_BYTES, Math.min(ones, BLOCK_BITS - ones));
    }

    /** Writes the first {@code count} of {@code bits}; the rest of them must be 0. */
    public static void write(IndexFile.Writer out, long[] bits, long count) throws IOException {
        byte[] blocks = new byte[1 << 16];
        int length = 0;
        int onesBefore = 0;
        for (long group = 0; group < groups(count); group++) {
            out.number(onesBefore);
            out.number(length);
            byte[] counts = new byte[GROUP];
            for (int i = 0; i < GROUP; i++) {
                if (length + BLOCK_BYTES > blocks.length) {
                    blocks = Arrays.copyOf(blocks, 2 * blocks.length);
                }
                int ones = writeBlock(bits, (group * GROUP + i) * BLOCK_BITS, blocks, length);
                counts[i] = (byte) ones;
                onesBefore += ones;
                length += blockBytes(ones);
            }
            out.bytes(counts);
        }
        for (int at = 0; at < length; at += 1 << 16) {
            out.bytes(Arrays.copyOfRange(blocks, at, Math.min(length, at + (1 << 16))));
        }
        out.bytes(new byte[Long.BYTES]);
    }

    /** Writes one block; returns how many ones it has. */
    private static int writeBlock(long[] bits, long from, byte[] blocks, int at) {
        byte[] plain = new byte[BLOCK_BYTES];
        int ones = 0;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            long bit = from + (long) Byte.SIZE * i;
            int word = (int) (bit >>> 6);
            plain[i] = word < bits.length ? (byte) (bits[word] >>> bit) : 0;
            ones += Integer.bitCount(Byte.toUnsignedInt(plain[i]));
        }
        int length = blockBytes(ones);
        if (length == BLOCK_BYTES) {
            System.arraycopy(plain, 0, blocks, at, length);
            return ones;
        }
        int listed = ones == length ? 0 : -1;
        for (int i = 0, place = at; i < BLOCK_BYTES; i++) {
            for (int left = Byte.toUnsignedInt((byte) (plain[i] ^ listed)); left != 0; left &= left - 1) {
                blocks[place++] = (byte) (Byte.SIZE * i + Integer.numberOfTrailingZeros(left));
            }
        }
        return ones;
    }

    @Override
    public int ones(long bit) {
        return (int) (onesAndBit(bit) >>> 1);
    }

    @Override
    public long onesAndBit(long bit) {
        long block = bit / BLOCK_BITS;
        long head = HEAD_BYTES * (block / GROUP);
        int before = bytes.get(INT, head);
        long at = blocksStart + Integer.toUnsignedLong(bytes.get(INT, head + Integer.BYTES));
        long counts = bytes.get(LONG, head + Long.BYTES);
        for (int left = (int) (block % GROUP); left > 0; left--) {
            int ones = (int) counts & 0xFF;
            before += ones;
            at += blockBytes(ones);
            counts >>>= Byte.SIZE;
        }
        int place = (int) (bit - block * BLOCK_BITS);
        int ones = (int) counts & 0xFF;
        int listed = blockBytes(ones);
        if (listed == BLOCK_BYTES) {
            return plain(before, at, place);
        }
        int smaller = 0;
        while (smaller < listed && Byte.toUnsignedInt(bytes.get(JAVA_BYTE, at + smaller)) < place) {
            smaller++;
        }
        int found = smaller < listed && Byte.toUnsignedInt(bytes.get(JAVA_BYTE, at + smaller)) == place ? 1 : 0;
        return ones == listed
                ? 2 * Integer.toUnsignedLong(before + smaller) + found
                : 2 * Integer.toUnsignedLong(before + place - smaller) + 1 - found;
    }

    private long plain(int before, long at, int place) {
        int ones = before;
        int word = 0;
        for (; word < place >>> 6; word++) {
            ones += Long.bitCount(bytes.get(LONG, at + (long) Long.BYTES * word));
        }
        long last = bytes.get(LONG, at + (long) Long.BYTES * word);
        ones += Long.bitCount(last & ((1L << place) - 1));
        return 2 * Integer.toUnsignedLong(ones) + (last >>> place & 1);
    }
}
