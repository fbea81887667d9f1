package org.openledger.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.openledger.train.Progress;

/**
 * What retraining has shown: by how much each query's loss really rises, in nats, without contributors. Methods should foresee it.
 *
 * @param single without each contributor: [contributors][queries]
 * @param tuning without the sets kept for choosing settings: [sets][queries]
 * @param real without the measured sets, by level: [sets][queries]
 * @param otherSeeds the same as {@code real}, by other seed and level
 * @param otherSingle the same as {@code single} with the first other seed; empty when only one seed was run
 */
@SuppressWarnings("ArrayRecordComponent") // matrices of numbers, read in loops
record Truth(
        Experiment experiment,
        double[][] single,
        double[][] tuning,
        List<double[][]> real,
        List<List<double[][]>> otherSeeds,
        double[][] otherSingle) {
    /**
     * Retrains without every set of the experiment.
     *
     * @param whole each query's loss under the run
     * @param without the same without each contributor
     */
    static Truth of(
            Retraining retraining, double[] whole, double[][] without, List<Long> otherSeeds, Lds.Report report) {
        Experiment experiment = retraining.experiment();
        long seed = experiment.configuration().seed();
        double[][] single = new double[without.length][];
        Arrays.setAll(single, group -> minus(without[group], whole));
        double[][] tuning = experiment.tuning().isEmpty()
                ? new double[0][]
                : rises(
                        retraining,
                        experiment.tuning(),
                        seed,
                        whole,
                        report.stage("without sets kept for choosing settings"));
        List<double[][]> real = levels(retraining, seed, whole, report);
        List<List<double[][]>> others = new ArrayList<>();
        double[][] otherSingle = new double[0][];
        for (long other : otherSeeds) {
            double[] otherWhole = wholeOf(retraining, other);
            if (others.isEmpty()) {
                otherSingle = rises(
                        retraining,
                        experiment.singles(),
                        other,
                        otherWhole,
                        report.stage("without each contributor, seed " + other));
            }
            others.add(levels(retraining, other, otherWhole, report));
        }
        return new Truth(experiment, single, tuning, real, others, otherSingle);
    }

    private static double[] wholeOf(Retraining retraining, long seed) {
        try (Retraining.Trained whole = retraining.without(List.of(Set.of()), seed, Progress.SILENT)) {
            return retraining.losses(whole.adapters())[0];
        }
    }

    private static List<double[][]> levels(Retraining retraining, long seed, double[] whole, Lds.Report report) {
        return retraining.experiment().removals().stream()
                .map(level -> rises(
                        retraining,
                        level.sets(),
                        seed,
                        whole,
                        report.stage("without " + level.percent() + " % of the contributors, seed " + seed)))
                .toList();
    }

    private static double[][] rises(
            Retraining retraining, List<Set<Integer>> sets, long seed, double[] whole, Progress progress) {
        try (Retraining.Trained trained = retraining.without(sets, seed, progress)) {
            double[][] rises = retraining.losses(trained.adapters());
            Arrays.setAll(rises, set -> minus(rises[set], whole));
            return rises;
        }
    }

    private static double[] minus(double[] first, double[] second) {
        double[] difference = new double[first.length];
        Arrays.setAll(difference, i -> first[i] - second[i]);
        return difference;
    }
}
