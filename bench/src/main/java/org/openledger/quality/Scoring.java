package org.openledger.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.Correlation;
import org.openledger.quality.statistics.Measure.Interval;

/** How well credits tell what retraining has shown. Credits are [queries][contributors], rises [sets][queries]. */
record Scoring(Truth truth) {
    /** By level, each query's ρ over the sets between what the credit says and what the run's own seed has shown. */
    List<double[]> rhos(double[][] credit) {
        return levels(credit, (predicted, level) -> rhos(predicted, truth.real().get(level)));
    }

    /** The same against other seeds, their mean; empty when only one seed was run. */
    List<double[]> rhosAcrossSeeds(double[][] credit) {
        return truth.otherSeeds().isEmpty() ? List.of() : levels(credit, this::acrossSeeds);
    }

    /** What real effects of this seed tell of other seeds' effects: no method can be expected to do better. */
    List<Interval> ceiling() {
        return truth.otherSeeds().isEmpty()
                ? List.of()
                : IntStream.range(0, truth.real().size())
                        .mapToObj(
                                level -> Bootstrap.mean(acrossSeeds(truth.real().get(level), level)))
                        .toList();
    }

    /** The mean ρ on the sets kept for choosing settings; 0 without any. */
    double onTuning(double[][] credit) {
        if (truth.tuning().length == 0) {
            return 0;
        }
        double[][] predicted = predicted(credit, truth.experiment().tuning());
        return Arrays.stream(rhos(predicted, truth.tuning())).average().orElse(0);
    }

    Interval leaveOneOut(double[][] credit) {
        return Bootstrap.mean(rhos(byContributor(credit), truth.single()));
    }

    /** How often the contributor with most credit is the one whose removal hurts most. */
    Interval top1(double[][] credit) {
        double[][] predicted = byContributor(credit);
        double[] hits = new double[credit.length];
        Arrays.setAll(hits, q -> largest(column(predicted, q)) == largest(column(truth.single(), q)) ? 1 : 0);
        return Bootstrap.mean(hits);
    }

    /** Of real on predicted single effects, through the origin; 1 for credit in the right unit. */
    double slope(double[][] credit) {
        return slope(byContributor(credit), truth.single());
    }

    /** Of real on predicted numbers, through the origin; both [sets][queries]. */
    static double slope(double[][] predicted, double[][] real) {
        double product = 0;
        double squares = 0;
        for (int set = 0; set < predicted.length; set++) {
            for (int q = 0; q < predicted[set].length; q++) {
                product += predicted[set][q] * real[set][q];
                squares += predicted[set][q] * predicted[set][q];
            }
        }
        return squares > 0 ? product / squares : 0;
    }

    private interface AtLevel {
        double[] of(double[][] predicted, int level);
    }

    private List<double[]> levels(double[][] credit, AtLevel measure) {
        List<double[]> levels = new ArrayList<>();
        for (int level = 0; level < truth.real().size(); level++) {
            List<Set<Integer>> sets = truth.experiment().removals().get(level).sets();
            levels.add(measure.of(predicted(credit, sets), level));
        }
        return levels;
    }

    private double[] acrossSeeds(double[][] predicted, int level) {
        double[] mean = new double[predicted[0].length];
        for (List<double[][]> other : truth.otherSeeds()) {
            double[] rhos = rhos(predicted, other.get(level));
            for (int q = 0; q < mean.length; q++) {
                mean[q] += rhos[q] / truth.otherSeeds().size();
            }
        }
        return mean;
    }

    /** What credit that adds up says of sets: [sets][queries]. */
    static double[][] predicted(double[][] credit, List<Set<Integer>> sets) {
        double[][] predicted = new double[sets.size()][credit.length];
        for (int set = 0; set < predicted.length; set++) {
            for (int q = 0; q < credit.length; q++) {
                for (int group : sets.get(set)) {
                    predicted[set][q] += credit[q][group];
                }
            }
        }
        return predicted;
    }

    private static double[][] byContributor(double[][] credit) {
        double[][] by = new double[credit[0].length][];
        Arrays.setAll(by, group -> column(credit, group));
        return by;
    }

    /** For each query, ρ over the sets; both [sets][queries]. */
    static double[] rhos(double[][] predicted, double[][] real) {
        double[] rhos = new double[real[0].length];
        Arrays.setAll(rhos, q -> Correlation.spearman(column(predicted, q), column(real, q)));
        return rhos;
    }

    private static int largest(double[] values) {
        return IntStream.range(0, values.length)
                .reduce((best, i) -> values[i] > values[best] ? i : best)
                .orElse(0);
    }

    private static double[] column(double[][] matrix, int at) {
        return Arrays.stream(matrix).mapToDouble(row -> row[at]).toArray();
    }
}
