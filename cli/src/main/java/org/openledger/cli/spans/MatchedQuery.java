package org.openledger.cli.spans;

import java.util.List;

/**
 * A line of what {@code spans match} writes: a query, and which of its parts stand word for word in the index.
 *
 * @param query its number, from 0
 * @param tokens of its text
 * @param millis that looking it up took
 * @param spans the one that says most first
 */
record MatchedQuery(int query, int tokens, double millis, List<MatchedSpan> spans) {
    /**
     * A part of a query that stands word for word in the index.
     *
     * @param start its first token
     * @param length in tokens
     * @param startChar where it begins, in UTF-16 code units
     * @param lengthChars how long it is, in UTF-16 code units
     * @param text of it
     * @param count how often it stands in the index
     * @param bits −Σ log₂ p of its tokens, p being how frequent each is in the index
     * @param weight its bits over the number of its contributors
     * @param creditTokens tokens of the query that it explains; a token in several spans is divided by their weights
     * @param contributors who gave rows that have it
     */
    record MatchedSpan(
            int start,
            int length,
            int startChar,
            int lengthChars,
            String text,
            long count,
            double bits,
            double weight,
            double creditTokens,
            List<String> contributors) {}
}
