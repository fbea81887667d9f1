package org.openledger.datanet.review;

import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Krippendorff's α of votes for and against rows, of any number of reviewers with votes missing: 1 where all agree, 0 where they agree
 * as often as chance would have it, less where they disagree more often than that. Source: K. Krippendorff, Computing Krippendorff's
 * Alpha-Reliability (2011), for nominal data and two categories.
 */
public final class Agreement {
    private Agreement() {}

    /** How many votes a row has for it and against it. */
    public record Split(long accepts, long refuses) implements Comparable<Split> {
        @Override
        public int compareTo(Split other) {
            return Comparator.comparingLong(Split::accepts)
                    .thenComparingLong(Split::refuses)
                    .compare(this, other);
        }
    }

    /**
     * α of rows with at least two votes; empty where there is none, or all votes are the same, which shows nothing.
     *
     * @param splits how many rows have each split
     */
    public static OptionalDouble alpha(Map<Split, Long> splits) {
        double observed = 0;
        double accepts = 0;
        double refuses = 0;
        for (Map.Entry<Split, Long> each : splits.entrySet()) {
            double a = each.getKey().accepts();
            double r = each.getKey().refuses();
            double rows = each.getValue();
            if (a + r >= 2) {
                observed += rows * 2 * a * r / (a + r - 1);
                accepts += rows * a;
                refuses += rows * r;
            }
        }
        double votes = accepts + refuses;
        double expected = 2 * accepts * refuses;
        return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - (votes - 1) * observed / expected);
    }

    /** How many rows have at least two votes. */
    public static long rows(Map<Split, Long> splits) {
        return splits.entrySet().stream()
                .filter(each -> each.getKey().accepts() + each.getKey().refuses() >= 2)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
