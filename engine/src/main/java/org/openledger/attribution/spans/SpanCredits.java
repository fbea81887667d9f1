package org.openledger.attribution.spans;

import java.util.Arrays;
import java.util.List;

/** What part of an answer's tokens each span explains. */
public final class SpanCredits {
    private static final double LEAST_WEIGHT = 1e-6;

    private SpanCredits() {}

    /**
     * Splits each token among the spans that cover it, by their weights; a span's credit is the sum of its parts, in tokens. All
     * credits together are the tokens that any span covers.
     *
     * @param spans from left to right
     */
    public static double[] of(List<CorpusSpan> spans, int answerTokens) {
        double[] changes = new double[answerTokens + 1];
        for (CorpusSpan span : spans) {
            changes[span.start()] += weight(span);
            changes[span.end()] -= weight(span);
        }
        double[] partOfUnitWeight = new double[answerTokens + 1]; // of all tokens before
        double covering = 0;
        int reached = 0;
        int next = 0;
        for (int i = 0; i < answerTokens; i++) {
            covering += changes[i];
            while (next < spans.size() && spans.get(next).start() <= i) {
                reached = Math.max(reached, spans.get(next++).end());
            }
            partOfUnitWeight[i + 1] = partOfUnitWeight[i] + (i < reached ? 1 / covering : 0);
        }
        double[] credits = new double[spans.size()];
        Arrays.setAll(credits, s -> {
            CorpusSpan span = spans.get(s);
            return weight(span) * (partOfUnitWeight[span.end()] - partOfUnitWeight[span.start()]);
        });
        return credits;
    }

    /** A corpus of one token repeated has no information at all; its spans still cover what they cover. */
    private static double weight(CorpusSpan span) {
        return Math.max(span.weight(), LEAST_WEIGHT);
    }
}
