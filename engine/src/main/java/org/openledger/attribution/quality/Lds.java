package org.openledger.attribution.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openledger.attribution.quality.Measure.Interval;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.train.Cancellation;
import org.openledger.train.Progress;

/**
 * Runs an {@link Experiment}: trains the run, retrains it without each contributor and without random sets of them, and compares
 * what each method says would happen with what did.
 */
public final class Lds {
    /** TRAK averages over this many runs besides the one that is measured. */
    private static final int OTHER_RUNS = 3;

    private static final long OTHER_RUNS_SEED = 1_000;

    private Lds() {}

    /**
     * How one method did.
     *
     * @param setting what was chosen on the sets kept for that; empty where there was nothing to choose
     * @param lds by level of removal, the mean over queries of Spearman's ρ between predicted and real rise of the loss
     * @param otherSeeds the same against runs with other seeds; empty when only one seed was run
     * @param leaveOneOut the mean over queries of ρ over the contributors
     * @param top1 how often the contributor named first is the one whose removal hurts most
     * @param slope of real on predicted single effects, through the origin; 1 for a method in the right unit
     * @param cpuSeconds what the method took on top of training, over all queries, with what it shares with other methods
     * @param bytes what it keeps from training to the answer
     */
    public record Score(
            String method,
            String setting,
            List<Interval> lds,
            List<Interval> otherSeeds,
            Interval leaveOneOut,
            Interval top1,
            double slope,
            double cpuSeconds,
            long bytes) {}

    /**
     * What came out.
     *
     * @param scores by method
     * @param lossBefore mean loss of a query's token under the base, in nats
     * @param lossAfter the same under the run: a run that learns nothing is easy to predict
     * @param trainingSeconds CPU time of the run itself
     * @param counterfactualRuns CPU time of the runs without one contributor, a contributor, in runs
     * @param rowGradientBytes what the gradients of all rows would take
     * @param ceiling by level, the same score of real effects of another seed; empty when only one seed was run
     */
    public record Result(
            List<Score> scores,
            double lossBefore,
            double lossAfter,
            double trainingSeconds,
            double counterfactualRuns,
            long rowGradientBytes,
            List<Interval> ceiling) {}

    /** What is told while it works. */
    public interface Report {
        Progress stage(String name);
    }

    /** What retraining has shown: the losses' rises, real, that methods should foresee. */
    @SuppressWarnings("ArrayRecordComponent") // matrices of numbers, read in loops
    private record Truth(
            Experiment experiment,
            double[][] single,
            double[][] tuning,
            List<double[][]> real,
            List<List<double[][]>> otherSeeds) {}

    /**
     * Measures all methods whose name the filter accepts.
     *
     * @param otherSeeds more seeds to retrain with, for the scores across seeds
     * @throws org.openledger.train.CancelledException when asked to stop
     */
    public static Result run(
            BaseModel base,
            Experiment experiment,
            List<Long> otherSeeds,
            Predicate<String> wanted,
            Report report,
            Cancellation cancellation) {
        int groups = experiment.groups().size();
        long seed = experiment.configuration().seed();
        List<Set<Integer>> singles =
                IntStream.range(0, groups).mapToObj(Set::of).toList();
        double start = CpuClock.seconds();
        Retraining retraining = new Retraining(base, experiment, cancellation);
        try (Retraining.Trained whole = retraining.without(List.of(Set.of()), seed, report.stage("the run"))) {
            double training = CpuClock.seconds() - start;
            start = CpuClock.seconds();
            try (Retraining.Trained without =
                    retraining.without(singles, seed, report.stage("without each contributor"))) {
                double perGroup = (CpuClock.seconds() - start) / groups / training;
                double[] wholeLosses = retraining.losses(whole.adapters())[0];
                double[][] withoutLosses = retraining.losses(without.adapters());
                Truth truth = truth(retraining, experiment, wholeLosses, withoutLosses, otherSeeds, report);
                try (RunGradients gradients =
                                new RunGradients(base, whole.adapters().getFirst(), experiment);
                        Retraining.Trained others = othersFor(retraining, wanted, seed, report)) {
                    CausalMethods causal = new CausalMethods(
                            base, experiment, gradients, without.adapters(), wholeLosses, withoutLosses, cancellation);
                    GradientMethods byGradient = new GradientMethods(base, experiment, gradients, others.adapters());
                    TextMethods byText = new TextMethods(base, experiment);
                    List<Method> methods = Stream.of(causal.all(), byGradient.all(), byText.all())
                            .flatMap(List::stream)
                            .toList();
                    return new Result(
                            scores(methods, wanted, truth, report),
                            perToken(retraining.baseLosses(), experiment),
                            perToken(wholeLosses, experiment),
                            training,
                            perGroup,
                            (long) gradients.count() * experiment.rows().size() * Float.BYTES,
                            ceiling(experiment, truth.real(), truth.otherSeeds()));
                }
            }
        }
    }

    /** TRAK's other runs. */
    private static Retraining.Trained othersFor(
            Retraining retraining, Predicate<String> wanted, long seed, Report report) {
        List<Adapter> adapters = new ArrayList<>();
        for (int i = 1; i <= OTHER_RUNS && wanted.test("TRAK"); i++) {
            Progress progress = report.stage("another run for TRAK");
            adapters.addAll(retraining
                    .without(List.of(Set.of()), seed + OTHER_RUNS_SEED + i, progress)
                    .adapters());
        }
        return new Retraining.Trained(adapters);
    }

    private static Truth truth(
            Retraining retraining,
            Experiment experiment,
            double[] wholeLosses,
            double[][] withoutLosses,
            List<Long> otherSeeds,
            Report report) {
        long seed = experiment.configuration().seed();
        double[][] single = new double[withoutLosses.length][];
        Arrays.setAll(single, group -> minus(withoutLosses[group], wholeLosses));
        Experiment.Level kept = new Experiment.Level(0, experiment.tuning());
        double[][] tuning = experiment.tuning().isEmpty()
                ? new double[0][]
                : rises(retraining, kept, seed, wholeLosses, report.stage("without sets kept for choosing settings"));
        List<double[][]> real = rises(retraining, experiment, seed, wholeLosses, report);
        List<List<double[][]>> others = new ArrayList<>();
        for (long other : otherSeeds) {
            others.add(rises(retraining, experiment, other, wholeOf(retraining, other), report));
        }
        return new Truth(experiment, single, tuning, real, others);
    }

    private static double perToken(double[] losses, Experiment experiment) {
        int tokens = experiment.queries().stream()
                .mapToInt(query -> query.ids().length - query.promptLength())
                .sum();
        return Arrays.stream(losses).sum() / tokens;
    }

    /** Of each name the variant that does best on the sets kept for choosing. */
    private static List<Score> scores(List<Method> methods, Predicate<String> wanted, Truth truth, Report report) {
        Map<String, Score> scores = new LinkedHashMap<>();
        Map<String, Double> best = new HashMap<>();
        for (Method method : methods) {
            if (!wanted.test(method.name())) {
                continue;
            }
            report.stage(method.name() + (method.setting().isEmpty() ? "" : ", " + method.setting()));
            double from = CpuClock.seconds();
            double shared = method.sharedCpuSeconds().getAsDouble();
            Method.Credit credit = method.work().get();
            double sharedNow = method.sharedCpuSeconds().getAsDouble();
            double took = CpuClock.seconds() - from - (sharedNow - shared) + sharedNow;
            double onTuning = onTuning(credit.rises(), truth);
            if (!best.containsKey(method.name()) || onTuning > best.get(method.name())) {
                best.put(method.name(), onTuning);
                scores.put(method.name(), score(method, credit, truth, took));
            }
        }
        return List.copyOf(scores.values());
    }

    private static double onTuning(double[][] rises, Truth truth) {
        if (truth.tuning().length == 0) {
            return 0;
        }
        double[][] predicted = predicted(rises, truth.experiment().tuning());
        return Arrays.stream(rhos(predicted, truth.tuning())).average().orElse(0);
    }

    private static double[] wholeOf(Retraining retraining, long seed) {
        try (Retraining.Trained whole = retraining.without(List.of(Set.of()), seed, Progress.SILENT)) {
            return retraining.losses(whole.adapters())[0];
        }
    }

    /** By level, the real rise of each query's loss without each set: [sets][queries]. */
    private static List<double[][]> rises(
            Retraining retraining, Experiment experiment, long seed, double[] whole, Report report) {
        return experiment.removals().stream()
                .map(level -> rises(
                        retraining,
                        level,
                        seed,
                        whole,
                        report.stage("without " + level.percent() + " % of the contributors, seed " + seed)))
                .toList();
    }

    private static double[][] rises(
            Retraining retraining, Experiment.Level level, long seed, double[] whole, Progress progress) {
        try (Retraining.Trained trained = retraining.without(level.sets(), seed, progress)) {
            double[][] rises = retraining.losses(trained.adapters());
            Arrays.setAll(rises, set -> minus(rises[set], whole));
            return rises;
        }
    }

    private static Score score(Method method, Method.Credit credit, Truth truth, double cpuSeconds) {
        Experiment experiment = truth.experiment();
        List<Interval> lds = new ArrayList<>();
        List<Interval> acrossSeeds = new ArrayList<>();
        for (int level = 0; level < truth.real().size(); level++) {
            double[][] predicted =
                    predicted(credit.rises(), experiment.removals().get(level).sets());
            lds.add(Bootstrap.mean(rhos(predicted, truth.real().get(level))));
            if (!truth.otherSeeds().isEmpty()) {
                acrossSeeds.add(Bootstrap.mean(acrossSeeds(predicted, level, truth.otherSeeds())));
            }
        }
        double[][] bySet = new double[experiment.groups().size()][];
        Arrays.setAll(bySet, group -> column(credit.rises(), group));
        return new Score(
                method.name(),
                method.setting(),
                lds,
                acrossSeeds,
                Bootstrap.mean(rhos(bySet, truth.single())),
                Bootstrap.mean(top1(bySet, truth.single())),
                slope(bySet, truth.single()),
                cpuSeconds,
                credit.bytes());
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
    private static List<Interval> ceiling(Experiment experiment, List<double[][]> real, List<List<double[][]>> others) {
        return others.isEmpty()
                ? List.of()
                : IntStream.range(0, experiment.removals().size())
                        .mapToObj(level -> Bootstrap.mean(acrossSeeds(real.get(level), level, others)))
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

    private static double[] column(double[][] matrix, int at) {
        return Arrays.stream(matrix).mapToDouble(row -> row[at]).toArray();
    }

    private static double[] minus(double[] first, double[] second) {
        double[] difference = new double[first.length];
        Arrays.setAll(difference, i -> first[i] - second[i]);
        return difference;
    }
}
