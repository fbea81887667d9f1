package org.openledger.attribution.quality;

import java.util.Optional;

/**
 * One thing that was measured.
 *
 * @param name of what, as a person reads it
 * @param value with its 95 % interval, by the bootstrap over answers
 * @param target what it should be
 * @param cpuSeconds what it took
 * @param bytes of the counterfactual adapters it took
 */
public record Measure(String name, Interval value, Optional<Target> target, double cpuSeconds, long bytes) {
    /** A value between two ends. */
    public record Interval(double value, double low, double high) {
        /** Of what was not resampled. */
        static Interval exactly(double value) {
            return new Interval(value, value, value);
        }
    }

    /** A bound from above or below. */
    public record Target(boolean atMost, double bound) {
        public static Target atMost(double bound) {
            return new Target(true, bound);
        }

        public static Target atLeast(double bound) {
            return new Target(false, bound);
        }

        /** Whether a value keeps it; what only rounding makes too large still does. */
        public boolean keptBy(double value) {
            return atMost ? value <= bound + 1e-9 : value >= bound - 1e-9;
        }

        @Override
        public String toString() {
            return (atMost ? "≤ " : "≥ ") + bound;
        }
    }

    /** Whether the target is reached; true without one. */
    public boolean reached() {
        return target.map(bound -> bound.keptBy(value.value())).orElse(true);
    }
}
