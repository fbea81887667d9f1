package org.openledger.attribution.spans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openledger.attribution.spans.file.Blocks;
import org.openledger.attribution.spans.file.Column;
import org.openledger.attribution.spans.file.IndexFile;
import org.openledger.attribution.spans.file.RowExtents;
import org.openledger.attribution.spans.file.Section;

/**
 * Who holds a span, given the interval of ranks that begin with it, without touching every occurrence: the edges of the
 * interval are scanned, whole blocks inside it answer from their summaries.
 *
 * <p>Earliest rows: the union of the nodes' five earliest. Contributors: the idea of S. Muthukrishnan, "Efficient algorithms
 * for document retrieval problems", SODA 2002: a rank whose previous rank by the same contributor lies before the interval is
 * that contributor's first in it, so only blocks with such a rank are looked into, at most one for each contributor.
 */
final class Occurrences {
    private final Column suffixes;
    private final Column earliestRows;
    private final Column previousMinima;
    private final Blocks blocks;
    private final RowExtents rows;

    Occurrences(IndexFile.Mapped file, Blocks blocks, RowExtents rows) {
        this.suffixes = new Column(file.bytes(Section.SUFFIXES), Integer.SIZE);
        this.earliestRows = new Column(file.bytes(Section.EARLIEST_ROWS), Integer.SIZE);
        this.previousMinima = new Column(file.bytes(Section.PREVIOUS_MINIMA), Integer.SIZE);
        this.blocks = blocks;
        this.rows = rows;
    }

    /** The row of the suffix at a rank. */
    int rowOfRank(int rank) {
        return rows.rowAt(suffixes.get(rank));
    }

    /** Room for describing many spans, one after another. */
    Listing listing() {
        return new Listing();
    }

    final class Listing {
        private final EarliestRows earliest = new EarliestRows();
        /** By contributor, the earliest row seen in the present span, or none. */
        private final int[] rowOfContributor = new int[rows.contributors().size()];

        private int[] seen = new int[16];
        private int seenCount;

        private Listing() {
            Arrays.fill(rowOfContributor, SpanIndexBuilder.NONE);
        }

        Span describe(int start, int length, int low, int high) {
            int firstWhole = Math.ceilDiv(low, Blocks.BLOCK);
            int endWhole = (high + 1) / Blocks.BLOCK;
            if (firstWhole >= endWhole) {
                scan(low, high + 1);
            } else {
                scan(low, firstWhole * Blocks.BLOCK);
                scan(endWhole * Blocks.BLOCK, high + 1);
                blocks.cover(firstWhole, endWhole, (level, node) -> {
                    earliest.addAll(earliestRows, blocks.index(level, node) * SpanIndex.MAX_LEAVES);
                    visitNewContributors(level, node, low);
                });
            }
            return new Span(start, length, high - low + 1, takeRows(), takeHolders());
        }

        private void scan(int from, int to) {
            for (int rank = from; rank < to; rank++) {
                int row = rowOfRank(rank);
                earliest.add(row);
                addHolder(row);
            }
        }

        private void visitNewContributors(int level, int node, int low) {
            if (previousMinima.get(blocks.index(level, node)) >= low) {
                return;
            }
            if (level == 0) {
                for (int rank = node * Blocks.BLOCK; rank < (node + 1) * Blocks.BLOCK; rank++) {
                    addHolder(rowOfRank(rank));
                }
                return;
            }
            for (int child = Blocks.firstChild(node); child < blocks.endChild(level, node); child++) {
                visitNewContributors(level - 1, child, low);
            }
        }

        private void addHolder(int row) {
            int contributor = rows.contributorOf(row);
            int known = rowOfContributor[contributor];
            if (known == SpanIndexBuilder.NONE) {
                if (seenCount == seen.length) {
                    seen = Arrays.copyOf(seen, 2 * seenCount);
                }
                seen[seenCount++] = contributor;
            }
            if (known == SpanIndexBuilder.NONE || row < known) {
                rowOfContributor[contributor] = row;
            }
        }

        private List<Span.Row> takeRows() {
            List<Span.Row> found = new ArrayList<>(earliest.size());
            for (int i = 0; i < earliest.size(); i++) {
                found.add(row(earliest.get(i)));
            }
            earliest.clear();
            return found;
        }

        private List<Span.Holder> takeHolders() {
            Arrays.sort(seen, 0, seenCount);
            List<Span.Holder> holders = new ArrayList<>(seenCount);
            for (int i = 0; i < seenCount; i++) {
                int contributor = seen[i];
                holders.add(new Span.Holder(rows.contributors().get(contributor), row(rowOfContributor[contributor])));
                rowOfContributor[contributor] = SpanIndexBuilder.NONE;
            }
            seenCount = 0;
            return holders;
        }

        private Span.Row row(int number) {
            return new Span.Row(number, rows.leaf(number));
        }
    }
}
