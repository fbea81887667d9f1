package org.openledger.attribution.spans;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A sequence of symbols that tells how often a symbol stands before a place in it, in one step for each bit of the symbol's Huffman
 * code: a Huffman-shaped wavelet tree (R. Grossi, A. Gupta, J. Vitter, "High-order entropy-compressed text indexes", SODA 2003;
 * G. Navarro, "Wavelet trees for all", 2014). Each inner node of the code's tree has one bit for each symbol under it, in their
 * order: which side the symbol lies on. The bits of all nodes stand one after another in blocks of 64 bytes: how many ones came
 * before the block (32 bits), then {@value #BLOCK_BITS} bits; so a rank is one cache miss and at most eight population counts.
 */
final class SymbolRanks {
    private static final int BLOCK_BYTES = 64;
    private static final int BLOCK_BITS = 8 * BLOCK_BYTES - Integer.SIZE;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(IndexFile.BYTE_ORDER);

    private final MemorySegment bytes;
    private final HuffmanTree tree;
    /** By inner node: how many ones stand before its first bit. */
    private final int[] onesBefore;

    /** @param counts how often each symbol occurs */
    SymbolRanks(MemorySegment bytes, int[] counts) {
        this.bytes = bytes;
        this.tree = new HuffmanTree(counts);
        this.onesBefore = new int[tree.nodes()];
        for (int node = 0; node < onesBefore.length; node++) {
            onesBefore[node] = ones(tree.firstBit(node));
        }
    }

    /** Bytes of the sequence. */
    static long bytesFor(int[] counts) {
        return BLOCK_BYTES * Math.ceilDiv(new HuffmanTree(counts).bits() + 1, (long) BLOCK_BITS);
    }

    static void write(IndexFile.Writer out, int[] sequence, int[] counts) throws IOException {
        HuffmanTree tree = new HuffmanTree(counts);
        long[] bits = new long[Math.toIntExact(Math.ceilDiv(tree.bits() + 1, Long.SIZE))];
        long[] next = new long[tree.nodes()];
        for (int node = 0; node < next.length; node++) {
            next[node] = tree.firstBit(node);
        }
        for (int symbol : sequence) {
            long code = tree.code(symbol);
            int node = HuffmanTree.ROOT;
            for (int left = tree.codeLength(symbol); left > 0; left--) {
                long at = next[node]++;
                long side = code & 1;
                bits[(int) (at >>> 6)] |= side << at;
                node = tree.child(node, (int) side);
                code >>>= 1;
            }
        }
        int ones = 0;
        long blocks = Math.ceilDiv(tree.bits() + 1, (long) BLOCK_BITS);
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

    /**
     * How often {@code symbol}, which must occur, stands before each of two places: {@code low} in the upper half of the result,
     * {@code end} in the lower one. Where it does not stand between them the two halves are equal, but may be anything: most
     * failures show after a few steps.
     */
    long ranks(int symbol, int low, int end) {
        long code = tree.code(symbol);
        int node = HuffmanTree.ROOT;
        for (int left = tree.codeLength(symbol); left > 0 && low < end; left--) {
            long firstBit = tree.firstBit(node);
            int lowOnes = ones(firstBit + low) - onesBefore[node];
            int endOnes = ones(firstBit + end) - onesBefore[node];
            int side = (int) code & 1;
            low = side == 1 ? lowOnes : low - lowOnes;
            end = side == 1 ? endOnes : end - endOnes;
            node = tree.child(node, side);
            code >>>= 1;
        }
        return (long) low << Integer.SIZE | end;
    }

    /** Ones in [0, bit) of all nodes together; counted in 32 bits without a sign, of which only differences are used. */
    private int ones(long bit) {
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
}
