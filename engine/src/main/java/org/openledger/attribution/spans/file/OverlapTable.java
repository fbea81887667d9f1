package org.openledger.attribution.spans.file;

/**
 * Overlaps of neighbours by rank, with the searches for the nearest smaller one. Most are short, so they take few bits each; the
 * longer ones stand in a list of their own, which is asked only where the difference matters.
 */
public final class OverlapTable {
    private final int textLength;
    private final Column overlaps;
    private final int longest;
    private final Column longOverlaps;
    private final int longCount;
    private final Column minima;
    private final Blocks blocks;

    public OverlapTable(IndexFile.Mapped file, Blocks blocks) {
        this.textLength = file.header().textLength();
        int bits = file.header().overlaps().bits();
        this.overlaps = new Column(file.bytes(Section.OVERLAPS), bits);
        this.longest = (1 << bits) - 1;
        this.longOverlaps = new Column(file.bytes(Section.LONG_OVERLAPS), Integer.SIZE);
        this.longCount = file.header().overlaps().longCount();
        this.minima = new Column(file.bytes(Section.OVERLAP_MINIMA), Integer.SIZE);
        this.blocks = blocks;
    }

    /** What the suffix at a rank shares with the one before it; nothing at both ends of the array. */
    public int at(int rank) {
        if (rank == textLength) {
            return 0;
        }
        int overlap = overlaps.get(rank);
        return overlap < longest ? overlap : longAt(rank);
    }

    private int longAt(int rank) {
        int from = 0;
        int to = longCount - 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (longOverlaps.get(middle) < rank) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return longOverlaps.get(longCount + from);
    }

    private boolean isBelow(int rank, int bound) {
        int overlap = overlaps.get(rank);
        return overlap < bound && (overlap < longest || longAt(rank) < bound);
    }

    /** Largest rank up to {@code from} whose overlap is below {@code bound}; rank 0 overlaps with nothing, so there is one. */
    public int lastBelow(int from, int bound) {
        int node = from / Blocks.BLOCK;
        int found = scanBack(node * Blocks.BLOCK, from, bound);
        if (found >= 0) {
            return found;
        }
        for (int level = 0; level < blocks.levels(); level++) {
            int first = node - node % Blocks.FAN;
            int child = node - 1;
            while (child >= first && minima.get(blocks.index(level, child)) >= bound) {
                child--;
            }
            if (child >= first) {
                return descendLast(level, child, bound);
            }
            node /= Blocks.FAN;
        }
        throw new IllegalStateException("rank 0 overlaps with something");
    }

    private int descendLast(int level, int node, int bound) {
        while (level > 0) {
            int child = blocks.endChild(level, node) - 1;
            level--;
            while (minima.get(blocks.index(level, child)) >= bound) {
                child--;
            }
            node = child;
        }
        return scanBack(node * Blocks.BLOCK, Math.min(textLength, (node + 1) * Blocks.BLOCK) - 1, bound);
    }

    private int scanBack(int first, int from, int bound) {
        int rank = from;
        while (rank >= first && !isBelow(rank, bound)) {
            rank--;
        }
        return rank >= first ? rank : -1;
    }

    /** Smallest rank from {@code from} on whose overlap is below {@code bound}; the text's length if none. */
    public int firstBelow(int from, int bound) {
        if (from >= textLength) {
            return textLength;
        }
        int node = from / Blocks.BLOCK;
        int found = scanOn(from, Math.min(textLength, (node + 1) * Blocks.BLOCK), bound);
        if (found >= 0) {
            return found;
        }
        for (int level = 0; level < blocks.levels(); level++) {
            int end = Math.min(blocks.nodes(level), (node / Blocks.FAN + 1) * Blocks.FAN);
            int child = node + 1;
            while (child < end && minima.get(blocks.index(level, child)) >= bound) {
                child++;
            }
            if (child < end) {
                return descendFirst(level, child, bound);
            }
            node /= Blocks.FAN;
        }
        return textLength;
    }

    private int descendFirst(int level, int node, int bound) {
        while (level > 0) {
            int child = Blocks.firstChild(node);
            level--;
            while (minima.get(blocks.index(level, child)) >= bound) {
                child++;
            }
            node = child;
        }
        return scanOn(node * Blocks.BLOCK, Math.min(textLength, (node + 1) * Blocks.BLOCK), bound);
    }

    private int scanOn(int from, int end, int bound) {
        int rank = from;
        while (rank < end && !isBelow(rank, bound)) {
            rank++;
        }
        return rank < end ? rank : -1;
    }
}
