package org.openledger.attribution.spans;

import java.util.List;

/**
 * A part of an answer that stands word for word in a corpus and cannot be made longer on either side.
 *
 * @param start offset of its first token in the answer
 * @param length tokens
 * @param count occurrences in all rows, several in one row counted each
 * @param contributors every distinct contributor in whose rows it stands, in alphabetical order
 * @param bits −Σ log₂ p of its tokens, p being how frequent each is in the rows
 */
public record CorpusSpan(int start, int length, long count, List<String> contributors, double bits) {
    public CorpusSpan {
        if (start < 0 || length < 1 || count < 1) {
            throw new IllegalArgumentException("no span: start " + start + ", length " + length + ", count " + count);
        }
        contributors = List.copyOf(contributors);
    }

    /** Offset of the first token after the span. */
    public int end() {
        return start + length;
    }

    /**
     * How much the span says about where the answer comes from: its information, shared by all who hold it, so that boilerplate,
     * which everybody has, counts little.
     */
    public double weight() {
        return bits / contributors.size();
    }
}
