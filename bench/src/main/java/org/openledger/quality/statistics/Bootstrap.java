package org.openledger.quality.statistics;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.openledger.tensor.Seeds;

/** 95 % percentile intervals by resampling with replacement (B. Efron, 1979). */
public final class Bootstrap {
    private static final int RESAMPLES = 1000;

    private Bootstrap() {}

    public static Measure.Interval mean(double[] values) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return ratio(values, ones);
    }

    /** The mean of a matrix of which rows and columns are resampled, each by itself: such as runs and queries. */
    public static Measure.Interval crossedMean(double[][] values) {
        int rows = values.length;
        int columns = values[0].length;
        Random random = Seeds.stream((long) rows * columns, "crossed bootstrap");
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            int[] some = IntStream.range(0, rows).map(_ -> random.nextInt(rows)).toArray();
            int[] others = IntStream.range(0, columns)
                    .map(_ -> random.nextInt(columns))
                    .toArray();
            means[i] = mean(values, some, others);
        }
        return interval(
                mean(
                        values,
                        IntStream.range(0, rows).toArray(),
                        IntStream.range(0, columns).toArray()),
                means);
    }

    private static double mean(double[][] values, int[] rows, int[] columns) {
        double sum = 0;
        for (int row : rows) {
            for (int column : columns) {
                sum += values[row][column];
            }
        }
        return sum / (rows.length * columns.length);
    }

    /** Σ numerators/Σ denominators, resampled in pairs; resamples without a denominator say nothing, and 0 stands where all do. */
    public static Measure.Interval ratio(double[] numerators, double[] denominators) {
        return of(numerators.length, chosen -> ratio(numerators, denominators, chosen));
    }

    /**
     * Of a number that follows from some of {@code values} values, given by their places; NaN says nothing.
     *
     * @return 0 where all of them say nothing
     */
    public static Measure.Interval of(int values, ToDoubleFunction<int[]> number) {
        Random random = Seeds.stream(values, "bootstrap");
        double[] numbers = new double[RESAMPLES];
        int[] chosen = new int[values];
        for (int i = 0; i < RESAMPLES; i++) {
            Arrays.setAll(chosen, j -> random.nextInt(chosen.length));
            numbers[i] = number.applyAsDouble(chosen);
        }
        Arrays.setAll(chosen, j -> j);
        return interval(number.applyAsDouble(chosen), numbers);
    }

    private static Measure.Interval interval(double whole, double[] resampled) {
        double[] sorted = Arrays.stream(resampled)
                .filter(each -> !Double.isNaN(each))
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
