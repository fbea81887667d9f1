package org.openledger.attribution.spans.file;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Who holds a span, given the interval of ranks that begin with it, without touching every occurrence. The idea of
 * S. Muthukrishnan, "Efficient algorithms for document retrieval problems", SODA 2002: a rank whose previous rank by the same
 * contributor lies before the interval is that contributor's first in it, so only blocks with such a rank are looked into, at
 * most one for each contributor.
 */
public final class Holders {
    private final IntUnaryOperator holderOfRank;
    private final Column previousMinima;
    private final Blocks blocks;
    private final int contributors;

    public Holders(IntUnaryOperator holderOfRank, IndexFile.Mapped file, Blocks blocks) {
        this.holderOfRank = holderOfRank;
        this.previousMinima = new Column(file.bytes(Section.PREVIOUS_MINIMA), Integer.SIZE);
        this.blocks = blocks;
        this.contributors = file.header().contributors();
    }

    /** Room for listing the holders of many spans, one after another. */
    public Listing listing() {
        return new Listing();
    }

    public final class Listing {
        /** By contributor, the number of the last span that was found to be theirs. */
        private final int[] seenIn = new int[contributors];

        private int span;
        private int[] found = new int[16];
        private int count;

        /** The distinct contributors of the ranks low to high, in no set order. */
        public int[] of(int low, int high) {
            span++;
            count = 0;
            int firstWhole = Math.ceilDiv(low, Blocks.BLOCK);
            int endWhole = (high + 1) / Blocks.BLOCK;
            if (firstWhole >= endWhole) {
                scan(low, high + 1);
            } else {
                scan(low, firstWhole * Blocks.BLOCK);
                scan(endWhole * Blocks.BLOCK, high + 1);
                blocks.cover(firstWhole, endWhole, (level, node) -> visitNew(level, node, low));
            }
            return Arrays.copyOf(found, count);
        }

        private void scan(int from, int to) {
            for (int rank = from; rank < to; rank++) {
                int holder = holderOfRank.applyAsInt(rank);
                if (seenIn[holder] != span) {
                    seenIn[holder] = span;
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    found[count++] = holder;
                }
            }
        }

        private void visitNew(int level, int node, int low) {
            boolean allFound = count == contributors;
            if (allFound || previousMinima.get(blocks.index(level, node)) >= low) {
                return;
            }
            if (level == 0) {
                scan(node * Blocks.BLOCK, (node + 1) * Blocks.BLOCK);
                return;
            }
            for (int child = Blocks.firstChild(node); child < blocks.endChild(level, node); child++) {
                visitNew(level - 1, child, low);
            }
        }
    }
}
