package org.openledger.attribution.spans;

import java.util.List;

/**
 * A part of an answer that stands word for word in the training rows and cannot be made longer on either side.
 *
 * @param start offset of its first token in the answer
 * @param length tokens
 * @param count occurrences in all rows, several in one row counted each
 * @param rows the distinct rows it stands in, at most {@link SpanIndex#MAX_LEAVES}, earliest row first
 * @param holders every distinct contributor in whose rows it stands, the one whose first row is earliest first
 */
public record Span(int start, int length, int count, List<Row> rows, List<Holder> holders) {

    /** A row by its number in the index and its leaf. */
    public record Row(int number, String leaf) {}

    /** A contributor who holds the span, and one row of theirs that shows it. */
    public record Holder(String contributor, Row row) {}

    public Span {
        if (start < 0 || length < 1 || count < 1) {
            throw new IllegalArgumentException("no span: start " + start + ", length " + length + ", count " + count);
        }
        rows = List.copyOf(rows);
        holders = List.copyOf(holders);
    }

    /** Offset of the first token after the span. */
    public int end() {
        return start + length;
    }

    /** The leaves of {@link #rows}. */
    public List<String> leaves() {
        return rows.stream().map(Row::leaf).toList();
    }

    /** The distinct contributors, in the order of {@link #holders}. */
    public List<String> contributors() {
        return holders.stream().map(Holder::contributor).toList();
    }
}
