package org.openledger.attribution.quality;

import java.util.Arrays;
import java.util.Random;
import org.openledger.tensor.Seeds;

/** 95 % percentile intervals by resampling with replacement (B. Efron, 1979). */
final class Bootstrap {
    private static final int RESAMPLES = 1000;

    private Bootstrap() {}

    static Measure.Interval mean(double[] values) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return ratio(values, ones);
    }

    /** Σ numerators/Σ denominators, resampled in pairs; resamples without a denominator say nothing, and 0 stands where all do. */
    static Measure.Interval ratio(double[] numerators, double[] denominators) {
        Random random = Seeds.stream(numerators.length, "bootstrap");
        double[] ratios = new double[RESAMPLES];
        int[] chosen = new int[numerators.length];
        for (int i = 0; i < RESAMPLES; i++) {
            Arrays.setAll(chosen, j -> random.nextInt(chosen.length));
            ratios[i] = ratio(numerators, denominators, chosen);
        }
        Arrays.setAll(chosen, j -> j);
        double whole = ratio(numerators, denominators, chosen);
        double[] sorted = Arrays.stream(ratios)
                .filter(ratio -> !Double.isNaN(ratio))
                .sorted()
                .toArray();
        return Double.isNaN(whole)
                ? new Measure.Interval(0, 0, 0)
                : new Measure.Interval(
                        whole, sorted[(int) (0.025 * sorted.length)], sorted[(int) (0.975 * sorted.length)]);
    }

    /** NaN where there is nothing to divide by. */
    private static double ratio(double[] numerators, double[] denominators, int[] chosen) {
        double above = 0;
        double below = 0;
        for (int j : chosen) {
            above += numerators[j];
            below += denominators[j];
        }
        return below == 0 ? Double.NaN : above / below;
    }
}
