package org.openledger.quality.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Correlations of two lists of equal length. */
public final class Correlation {
    private Correlation() {}

    /** Spearman's ρ; equal values share their mean rank. 0 where one list is constant. */
    public static double spearman(double[] first, double[] second) {
        return pearson(ranks(first), ranks(second));
    }

    static double pearson(double[] first, double[] second) {
        double meanFirst = Arrays.stream(first).average().orElse(0);
        double meanSecond = Arrays.stream(second).average().orElse(0);
        double product = 0;
        double squaresFirst = 0;
        double squaresSecond = 0;
        for (int i = 0; i < first.length; i++) {
            product += (first[i] - meanFirst) * (second[i] - meanSecond);
            squaresFirst += (first[i] - meanFirst) * (first[i] - meanFirst);
            squaresSecond += (second[i] - meanSecond) * (second[i] - meanSecond);
        }
        double scale = Math.sqrt(squaresFirst * squaresSecond);
        return scale > 0 ? product / scale : 0;
    }

    private static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}
