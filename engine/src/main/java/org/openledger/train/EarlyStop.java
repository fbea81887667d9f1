package org.openledger.train;

import java.util.List;

/**
 * Ends a run where it was best on rows that it does not learn: once so many looks in a row were no better than the best one before
 * (L. Prechelt, "Early stopping, but when?", 1998). It looks {@value #LOOKS} times in a run.
 *
 * @param heldOut the rows that are looked at
 * @param patience how many looks
 */
public record EarlyStop(List<TrainingRow> heldOut, int patience) {
    public static final int MAX_PATIENCE = 20;
    private static final int LOOKS = 20;

    public EarlyStop {
        heldOut = List.copyOf(heldOut);
        if (heldOut.isEmpty() || patience < 1 || patience > MAX_PATIENCE) {
            throw new TrainingException("a run stops early by at least one row held out, with a patience of 1 to "
                    + MAX_PATIENCE + " looks, not of " + patience);
        }
    }

    /** Steps between two looks. */
    int every(int steps) {
        return Math.max(1, steps / LOOKS);
    }

    /** The place of the lowest loss, the first of equal ones. */
    static int best(List<Double> losses) {
        int best = 0;
        for (int look = 1; look < losses.size(); look++) {
            if (losses.get(look) < losses.get(best)) {
                best = look;
            }
        }
        return best;
    }

    /** Whether the run has ended by what it cost at each look. */
    boolean reached(List<Double> losses) {
        return losses.size() > best(losses) + patience;
    }
}
