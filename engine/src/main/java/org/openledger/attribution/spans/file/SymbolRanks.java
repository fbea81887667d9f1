package org.openledger.attribution.spans.file;

import java.lang.foreign.MemorySegment;

/**
 * A sequence of symbols that tells how often a symbol stands before a place in it, in one step for each bit of the symbol's Huffman
 * code: a Huffman-shaped wavelet tree (R. Grossi, A. Gupta, J. Vitter, "High-order entropy-compressed text indexes", SODA 2003;
 * G. Navarro, "Wavelet trees for all", 2014). Each inner node of the code's tree has one bit for each symbol under it, in their
 * order: which side the symbol lies on. The bits of all nodes stand one after another.
 */
public final class SymbolRanks {
    private final BitRanks bits;
    private final HuffmanTree tree;
    /** By inner node: how many ones stand before its first bit. */
    private final int[] onesBefore;

    private SymbolRanks(BitRanks bits, HuffmanTree tree) {
        this.bits = bits;
        this.tree = tree;
        this.onesBefore = new int[tree.nodes()];
        for (int node = 0; node < onesBefore.length; node++) {
            onesBefore[node] = bits.ones(tree.firstBit(node));
        }
    }

    /** Reads {@link PlainBits}. */
    static SymbolRanks plain(MemorySegment bytes, HuffmanTree tree) {
        return new SymbolRanks(new PlainBits(bytes), tree);
    }

    /** Reads {@link PackedBits}. */
    static SymbolRanks packed(MemorySegment bytes, HuffmanTree tree) {
        return new SymbolRanks(new PackedBits(bytes, tree.bits()), tree);
    }

    /** The bits of all nodes. */
    public static long[] bitsOf(int[] sequence, HuffmanTree tree) {
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
        return bits;
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
            int lowOnes = bits.ones(firstBit + low) - onesBefore[node];
            int endOnes = bits.ones(firstBit + end) - onesBefore[node];
            int side = (int) code & 1;
            low = side == 1 ? lowOnes : low - lowOnes;
            end = side == 1 ? endOnes : end - endOnes;
            node = tree.child(node, side);
            code >>>= 1;
        }
        return (long) low << Integer.SIZE | end;
    }

    /** The symbol at a place, in the upper half, and how often it stands before; there must be two symbols at least. */
    long symbolAndRank(int place) {
        int node = HuffmanTree.ROOT;
        int at = place;
        while (node >= 0) {
            long found = bits.onesAndBit(tree.firstBit(node) + at);
            int ones = (int) (found >>> 1) - onesBefore[node];
            int side = (int) found & 1;
            at = side == 1 ? ones : at - ones;
            node = tree.child(node, side);
        }
        return (long) ~node << Integer.SIZE | at;
    }
}
