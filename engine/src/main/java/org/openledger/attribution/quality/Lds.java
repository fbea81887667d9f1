package org.openledger.attribution.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.openledger.model.BaseModel;
import org.openledger.tensor.Seeds;
import org.openledger.train.Cancellation;
import org.openledger.train.Progress;

/**
 * Runs an {@link Experiment}: trains the run, retrains it without each contributor and without random sets of them, and compares
 * what each method says would happen with what did.
 */
public final class Lds {
    private static final int RESAMPLES = 1000;

    private Lds() {}

    /**
     * A mean over the queries with its 95 % interval, by the bootstrap over the queries.
     */
    public record Mean(double value, double low, double high) {}

    /**
     * How one method did.
     *
     * @param lds by level of removal, the mean over queries of Spearman's ρ between predicted and real rise of the loss
     * @param otherSeeds the same against runs with other seeds; empty when only one seed was run
     * @param leaveOneOut the mean over queries of ρ over the contributors
     * @param top1 how often the contributor named first is the one whose removal hurts most
     * @param slope of real on predicted single effects, through the origin; 1 for a method in the right unit
     * @param cpuSeconds what the method took on top of training, over all queries
     */
    public record Score(
            String method,
            List<Mean> lds,
            List<Mean> otherSeeds,
            Mean leaveOneOut,
            Mean top1,
            double slope,
            double cpuSeconds) {}

    /**
     * What came out.
     *
     * @param scores by method
     * @param trainingSeconds CPU time of the run itself
     * @param counterfactualRuns CPU time of the runs without one contributor, a contributor, in runs
     * @param ceiling by level, the same score of real effects of another seed; empty when only one seed was run
     */
    public record Result(List<Score> scores, double trainingSeconds, double counterfactualRuns, List<Mean> ceiling) {}

    /** What is told while it works. */
    public interface Report {
        Progress stage(String name);
    }

    /** @param otherSeeds more seeds to retrain with, for the scores across seeds */
    public static Result run(
            BaseModel base, Experiment experiment, List<Long> otherSeeds, Report report, Cancellation cancellation) {
        int groups = experiment.groups().size();
        long seed = experiment.configuration().seed();
        List<Set<Integer>> singles =
                IntStream.range(0, groups).mapToObj(Set::of).toList();
        double start = cpuSeconds();
        Retraining retraining = new Retraining(base, experiment, cancellation);
        try (Retraining.Trained whole = retraining.without(List.of(Set.of()), seed, report.stage("the run"))) {
            double training = cpuSeconds() - start;
            start = cpuSeconds();
            try (Retraining.Trained without =
                    retraining.without(singles, seed, report.stage("without each contributor"))) {
                double perGroup = (cpuSeconds() - start) / groups / training;
                double[] wholeLosses = retraining.losses(whole.adapters())[0];
                double[][] withoutLosses = retraining.losses(without.adapters());
                List<double[][]> real = rises(retraining, experiment, seed, wholeLosses, report);
                List<List<double[][]>> others = new ArrayList<>();
                for (long other : otherSeeds) {
                    others.add(rises(retraining, experiment, other, wholeOf(retraining, other), report));
                }
                double[][] single = new double[groups][];
                Arrays.setAll(single, group -> minus(withoutLosses[group], wholeLosses));
                List<Score> scores = new ArrayList<>();
                Methods methods = new Methods(base, experiment, whole.adapters().getFirst());
                for (Method method : methods.all(wholeLosses, withoutLosses, without.adapters())) {
                    report.stage(method.name());
                    double from = cpuSeconds();
                    double[][] credit = method.credit();
                    double took = cpuSeconds() - from;
                    scores.add(score(method.name(), experiment, credit, single, real, others, took));
                }
                return new Result(scores, training, perGroup, ceiling(experiment, real, others));
            }
        }
    }

    private static double[] wholeOf(Retraining retraining, long seed) {
        try (Retraining.Trained whole = retraining.without(List.of(Set.of()), seed, Progress.SILENT)) {
            return retraining.losses(whole.adapters())[0];
        }
    }

    /** By level, the real rise of each query's loss without each set: [sets][queries]. */
    private static List<double[][]> rises(
            Retraining retraining, Experiment experiment, long seed, double[] whole, Report report) {
        List<double[][]> byLevel = new ArrayList<>();
        for (Experiment.Level level : experiment.removals()) {
            Progress progress = report.stage("without " + level.percent() + " % of the contributors, seed " + seed);
            try (Retraining.Trained trained = retraining.without(level.sets(), seed, progress)) {
                double[][] rises = retraining.losses(trained.adapters());
                Arrays.setAll(rises, set -> minus(rises[set], whole));
                byLevel.add(rises);
            }
        }
        return byLevel;
    }

    private static Score score(
            String name,
            Experiment experiment,
            double[][] credit,
            double[][] single,
            List<double[][]> real,
            List<List<double[][]>> others,
            double cpuSeconds) {
        List<Mean> lds = new ArrayList<>();
        List<Mean> acrossSeeds = new ArrayList<>();
        for (int level = 0; level < real.size(); level++) {
            double[][] predicted =
                    predicted(credit, experiment.removals().get(level).sets());
            lds.add(mean(rhos(predicted, real.get(level))));
            if (!others.isEmpty()) {
                acrossSeeds.add(mean(acrossSeeds(predicted, level, others)));
            }
        }
        double[][] bySet = new double[experiment.groups().size()][];
        Arrays.setAll(bySet, group -> column(credit, group));
        return new Score(
                name,
                lds,
                acrossSeeds,
                mean(rhos(bySet, single)),
                mean(top1(bySet, single)),
                slope(bySet, single),
                cpuSeconds);
    }

    private static double[] acrossSeeds(double[][] predicted, int level, List<List<double[][]>> others) {
        double[] sum = new double[predicted[0].length];
        for (List<double[][]> other : others) {
            double[] rhos = rhos(predicted, other.get(level));
            for (int q = 0; q < sum.length; q++) {
                sum[q] += rhos[q] / others.size();
            }
        }
        return sum;
    }

    /** What real effects of this seed tell of other seeds' effects: no method can be expected to do better. */
    private static List<Mean> ceiling(Experiment experiment, List<double[][]> real, List<List<double[][]>> others) {
        return others.isEmpty()
                ? List.of()
                : IntStream.range(0, experiment.removals().size())
                        .mapToObj(level -> mean(acrossSeeds(real.get(level), level, others)))
                        .toList();
    }

    private static double[][] predicted(double[][] credit, List<Set<Integer>> sets) {
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

    /** For each query, ρ over the sets; both [sets][queries]. */
    private static double[] rhos(double[][] predicted, double[][] real) {
        double[] rhos = new double[real[0].length];
        Arrays.setAll(rhos, q -> Correlation.spearman(column(predicted, q), column(real, q)));
        return rhos;
    }

    private static double[] top1(double[][] predicted, double[][] real) {
        double[] hits = new double[real[0].length];
        Arrays.setAll(hits, q -> largest(column(predicted, q)) == largest(column(real, q)) ? 1 : 0);
        return hits;
    }

    private static int largest(double[] values) {
        return IntStream.range(0, values.length)
                .reduce((best, i) -> values[i] > values[best] ? i : best)
                .orElse(0);
    }

    private static double slope(double[][] predicted, double[][] real) {
        double product = 0;
        double squares = 0;
        for (int group = 0; group < real.length; group++) {
            for (int q = 0; q < real[group].length; q++) {
                product += predicted[group][q] * real[group][q];
                squares += predicted[group][q] * predicted[group][q];
            }
        }
        return squares > 0 ? product / squares : 0;
    }

    private static Mean mean(double[] values) {
        Random random = Seeds.stream(values.length, "bootstrap");
        double[] means = new double[RESAMPLES];
        Arrays.setAll(
                means,
                i -> IntStream.range(0, values.length)
                        .mapToDouble(j -> values[random.nextInt(values.length)])
                        .average()
                        .orElse(0));
        Arrays.sort(means);
        return new Mean(
                Arrays.stream(values).average().orElse(0),
                means[(int) (0.025 * RESAMPLES)],
                means[(int) (0.975 * RESAMPLES)]);
    }

    private static double[] column(double[][] matrix, int at) {
        return Arrays.stream(matrix).mapToDouble(row -> row[at]).toArray();
    }

    private static double[] minus(double[] first, double[] second) {
        double[] difference = new double[first.length];
        Arrays.setAll(difference, i -> first[i] - second[i]);
        return difference;
    }

    /** CPU time of the whole process, native threads included, in seconds. */
    private static double cpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(duration -> duration.toNanos() / 1e9)
                .orElse(0.0);
    }
}
