package org.openledger.attribution.spans;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
    private final RowTable rows;

    Occurrences(IndexFile.Mapped file, Blocks blocks, RowTable rows) {
        this.suffixes = new Column(file.bytes(Section.SUFFIXES), Integer.BYTES);
        this.earliestRows = new Column(file.bytes(Section.EARLIEST_ROWS), Integer.BYTES);
        this.previousMinima = new Column(file.bytes(Section.PREVIOUS_MINIMA), Integer.BYTES);
        this.blocks = blocks;
        this.rows = rows;
    }

    /** The row of the suffix at a rank. */
    int rowOfRank(int rank) {
        return rows.rowAt(suffixes.get(rank));
    }

    Span describe(int start, int length, int low, int high) {
        EarliestRows earliest = new EarliestRows();
        SortedMap<Integer, Integer> rowOfContributor = new TreeMap<>();
        int firstWhole = Math.ceilDiv(low, Blocks.BLOCK);
        int endWhole = (high + 1) / Blocks.BLOCK;
        if (firstWhole >= endWhole) {
            scan(low, high + 1, earliest, rowOfContributor);
        } else {
            scan(low, firstWhole * Blocks.BLOCK, earliest, rowOfContributor);
            scan(endWhole * Blocks.BLOCK, high + 1, earliest, rowOfContributor);
            blocks.cover(firstWhole, endWhole, (level, node) -> {
                earliest.addAll(earliestRows, blocks.index(level, node) * SpanIndex.MAX_LEAVES);
                visitNewContributors(level, node, low, rowOfContributor);
            });
        }
        return new Span(start, length, high - low + 1, earliest(earliest), holders(rowOfContributor));
    }

    private void scan(int from, int to, EarliestRows earliest, SortedMap<Integer, Integer> rowOfContributor) {
        for (int rank = from; rank < to; rank++) {
            int row = rowOfRank(rank);
            earliest.add(row);
            rowOfContributor.merge(rows.contributorOf(row), row, Math::min);
        }
    }

    private void visitNewContributors(int level, int node, int low, SortedMap<Integer, Integer> rowOfContributor) {
        if (previousMinima.get(blocks.index(level, node)) >= low) {
            return;
        }
        if (level == 0) {
            for (int rank = node * Blocks.BLOCK; rank < (node + 1) * Blocks.BLOCK; rank++) {
                int row = rowOfRank(rank);
                rowOfContributor.merge(rows.contributorOf(row), row, Math::min);
            }
            return;
        }
        for (int child = Blocks.firstChild(node); child < blocks.endChild(level, node); child++) {
            visitNewContributors(level - 1, child, low, rowOfContributor);
        }
    }

    private List<Span.Row> earliest(EarliestRows earliest) {
        List<Span.Row> found = new ArrayList<>(earliest.size());
        for (int i = 0; i < earliest.size(); i++) {
            found.add(row(earliest.get(i)));
        }
        return found;
    }

    private List<Span.Holder> holders(SortedMap<Integer, Integer> rowOfContributor) {
        List<Span.Holder> holders = new ArrayList<>(rowOfContributor.size());
        rowOfContributor.forEach((contributor, row) ->
                holders.add(new Span.Holder(rows.contributors().get(contributor), row(row))));
        return holders;
    }

    private Span.Row row(int number) {
        return new Span.Row(number, rows.leaf(number));
    }
}
