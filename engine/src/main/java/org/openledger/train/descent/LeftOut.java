package org.openledger.train.descent;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The groups whose rows weigh less than those of others in one adapter's training; what a step's loss is divided by stays.
 *
 * @param groups by number
 * @param weight of their rows: 0 where they are left out wholly, less than 1
 */
public record LeftOut(Set<Integer> groups, double weight) {
    /** All rows weigh the same. */
    public static final LeftOut NOBODY = wholly(Set.of());

    public LeftOut {
        groups = Set.copyOf(groups);
        if (!(weight >= 0 && weight < 1)) {
            throw new IllegalArgumentException(
                    "rows that are left out weigh at least 0 and less than 1, not " + weight);
        }
    }

    public static LeftOut wholly(Set<Integer> groups) {
        return new LeftOut(groups, 0);
    }

    /** What the rows of a group weigh. */
    public double weightOf(int group) {
        return groups.contains(group) ? weight : 1;
    }

    /** As it is written down. */
    @Override
    public String toString() {
        String of = groups.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        return weight == 0 ? of : of + " × " + weight;
    }
}
