package org.openledger.attribution.spans.file;

import java.util.PriorityQueue;

/**
 * The tree of a Huffman code (D. Huffman, 1952) over the symbols that occur, and where the bits of its inner nodes stand when
 * every node has as many as symbols occur under it. The same counts give the same tree.
 */
public final class HuffmanTree {
    static final int ROOT = 0;

    /** By symbol: its code, first step in the lowest bit. */
    private final long[] codes;

    private final byte[] codeLengths;
    /** By inner node: two children; leaves are written as the complement of their symbol. */
    private final int[] children;

    private final long[] firstBits;

    private record Part(long count, int name) implements Comparable<Part> {
        @Override
        public int compareTo(Part other) {
            int byCount = Long.compare(count, other.count);
            return byCount != 0 ? byCount : Integer.compare(name, other.name);
        }
    }

    public HuffmanTree(int[] counts) {
        codes = new long[counts.length];
        codeLengths = new byte[counts.length];
        PriorityQueue<Part> parts = new PriorityQueue<>();
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                parts.add(new Part(counts[symbol], ~symbol));
            }
        }
        int nodes = Math.max(0, parts.size() - 1);
        children = new int[2 * nodes];
        firstBits = new long[nodes + 1];
        long[] sizes = new long[nodes];
        // the last pair joined is the root, so nodes are numbered from the last to the first
        for (int node = nodes - 1; node >= 0; node--) {
            Part first = parts.remove();
            Part second = parts.remove();
            children[2 * node] = first.name();
            children[2 * node + 1] = second.name();
            sizes[node] = first.count() + second.count();
            parts.add(new Part(sizes[node], node));
        }
        for (int node = 0; node < nodes; node++) {
            firstBits[node + 1] = firstBits[node] + sizes[node];
        }
        assignCodes(nodes);
    }

    private void assignCodes(int nodes) {
        long[] codeOfNode = new long[nodes];
        byte[] depthOfNode = new byte[nodes];
        for (int node = 0; node < nodes; node++) { // a parent's number is below its children's
            for (int side = 0; side < 2; side++) {
                long code = codeOfNode[node] | (long) side << depthOfNode[node];
                byte depth = (byte) (depthOfNode[node] + 1);
                int child = children[2 * node + side];
                if (child < 0) {
                    codes[~child] = code;
                    codeLengths[~child] = depth;
                } else {
                    codeOfNode[child] = code;
                    depthOfNode[child] = depth;
                }
            }
        }
    }

    /** Inner nodes. */
    int nodes() {
        return children.length / 2;
    }

    /** Bits of all nodes. */
    public long bits() {
        return firstBits[nodes()];
    }

    long firstBit(int node) {
        return firstBits[node];
    }

    long code(int symbol) {
        return codes[symbol];
    }

    int codeLength(int symbol) {
        return codeLengths[symbol];
    }

    /** The inner node on one side of another; negative for a leaf. */
    int child(int node, int side) {
        return children[2 * node + side];
    }
}
