package org.openledger.quality.statistics;

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
        public static Interval exactly(double value) {
            return new Interval(value, value, value);
        }
    }

    /** Where a value should lie; either bound may be infinite. */
    public record Target(double least, double most) {
        public static Target atMost(double bound) {
            return new Target(Double.NEGATIVE_INFINITY, bound);
        }

        public static Target atLeast(double bound) {
            return new Target(bound, Double.POSITIVE_INFINITY);
        }

        /** Whether a value keeps it; what only rounding makes too large or small still does. */
        public boolean keptBy(double value) {
            return value <= most + 1e-9 && value >= least - 1e-9;
        }

        @Override
        public String toString() {
            if (Double.isInfinite(least)) {
                return "≤ " + most;
            }
            return Double.isInfinite(most) ? "≥ " + least : least + " to " + most;
        }
    }

    /** Whether the target is reached; true without one. */
    public boolean reached() {
        return target.map(bound -> bound.keptBy(value.value())).orElse(true);
    }
}
