package org.openledger.train.descent;

import java.util.List;

/**
 * Ends a run where it was best on rows that it does not learn: once so many looks in a row were no better than the best one before
 * (L. Prechelt, "Early stopping, but when?", 1998). It looks {@value #LOOKS} times in a run.
 *
 * @param patience how many looks
 */
public record EarlyStop(int patience) {
    public static final int MAX_PATIENCE = 20;
    private static final int LOOKS = 20;

    /** Steps between two looks. */
    public int every(int steps) {
        return Math.max(1, steps / LOOKS);
    }

    /** The place of the lowest loss, the first of equal ones. */
    public static int best(List<Double> losses) {
        int best = 0;
        for (int look = 1; look < losses.size(); look++) {
            if (losses.get(look) < losses.get(best)) {
                best = look;
            }
        }
        return best;
    }

    /** Whether the run has ended by what it cost at each look. */
    public boolean reached(List<Double> losses) {
        return losses.size() > best(losses) + patience;
    }
}
