package org.openledger.attribution.spans.file;

/**
 * The geometry of summaries over an array: level 0 has one node for each {@value #BLOCK} entries, every further level one node
 * for each {@value #FAN} nodes below it, up to a level of at most {@value #FAN} nodes. All levels stand one after another, so
 * that a summary of any kind is a plain array with one entry (or a fixed number) for each node.
 */
public final class Blocks {
    /** Entries under one node of level 0. Scanning one block costs about as much as one cache miss. */
    public static final int BLOCK = 32;
    /** Nodes under one node of the next level. */
    public static final int FAN = 16;

    private final int[] firstNode;
    private final int[] nodes;

    /** What is done with each node that a range of blocks is made of. */
    public interface Visitor {
        void visit(int level, int node);
    }

    public Blocks(int entries) {
        int levels = 1;
        int count = Math.ceilDiv(entries, BLOCK);
        for (int width = count; width > FAN; width = Math.ceilDiv(width, FAN)) {
            levels++;
        }
        firstNode = new int[levels + 1];
        nodes = new int[levels];
        for (int level = 0; level < levels; level++) {
            nodes[level] = count;
            firstNode[level + 1] = firstNode[level] + count;
            count = Math.ceilDiv(count, FAN);
        }
    }

    public int levels() {
        return nodes.length;
    }

    /** Nodes of one level. */
    public int nodes(int level) {
        return nodes[level];
    }

    /** Nodes of all levels. */
    public int total() {
        return firstNode[nodes.length];
    }

    /** Where a node stands among all nodes. */
    public int index(int level, int node) {
        return firstNode[level] + node;
    }

    /** First child of a node; its level must be above 0. */
    public static int firstChild(int node) {
        return node * FAN;
    }

    /** One past the last child of a node. */
    public int endChild(int level, int node) {
        return Math.min(nodes[level - 1], (node + 1) * FAN);
    }

    /** Visits the fewest nodes that together are exactly the blocks [from, to) of level 0; each once, in no set order. */
    public void cover(int from, int to, Visitor visitor) {
        for (int level = 0; from < to; level++) {
            boolean top = level + 1 == nodes.length;
            while (from < to && (top || from % FAN != 0)) {
                visitor.visit(level, from++);
            }
            while (from < to && to % FAN != 0) {
                visitor.visit(level, --to);
            }
            from /= FAN;
            to /= FAN;
        }
    }
}
