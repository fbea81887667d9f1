package org.openledger.attribution.spans;

import java.util.List;

/** What part of an answer's tokens each span explains. */
public final class SpanCredits {
    private SpanCredits() {}

    /**
     * Splits each token among the spans that cover it, by their weights; a span's credit is the sum of its parts, in tokens. All
     * credits together are the tokens that any span covers.
     */
    public static double[] of(List<CorpusSpan> spans, int answerTokens) {
        double[] weights = new double[answerTokens];
        for (CorpusSpan span : spans) {
            for (int i = span.start(); i < span.end(); i++) {
                weights[i] += weight(span);
            }
        }
        double[] credits = new double[spans.size()];
        for (int s = 0; s < credits.length; s++) {
            CorpusSpan span = spans.get(s);
            for (int i = span.start(); i < span.end(); i++) {
                credits[s] += weight(span) / weights[i];
            }
        }
        return credits;
    }

    /** A corpus of one token repeated has no information at all; its spans still cover what they cover. */
    private static double weight(CorpusSpan span) {
        return Math.max(span.weight(), Double.MIN_NORMAL);
    }
}
