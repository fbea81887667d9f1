package org.openledger.bench.intake;

import java.util.List;
import java.util.Optional;
import org.openledger.quality.statistics.Measure.Target;

/**
 * One thing that was measured.
 *
 * @param value mostly a part of the cases, 0 to 1
 * @param cases how many there were
 * @param misses some of those that went wrong, in words
 */
public record Figure(String name, double value, Optional<Target> goal, long cases, List<String> misses) {
    private static final int SHOWN = 5;

    public Figure {
        misses = List.copyOf(misses.subList(0, Math.min(SHOWN, misses.size())));
    }

    /** The part of the cases that went right. */
    static Figure part(String name, Target goal, long cases, List<String> misses) {
        return new Figure(name, cases == 0 ? 0 : 1 - (double) misses.size() / cases, Optional.of(goal), cases, misses);
    }

    /** True without a goal. */
    public boolean reached() {
        return goal.map(bound -> bound.keptBy(value)).orElse(true);
    }
}
