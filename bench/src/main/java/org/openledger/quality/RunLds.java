package org.openledger.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure.Interval;
import org.openledger.store.Refusal;
import org.openledger.train.Cancellation;
import org.openledger.train.Progress;

/**
 * How well what receipts say of a run tells what training without contributors does: of the run as it is, with every one of several
 * seeds, and with the truth in two forms. A seed's effects are held against the same seed's retrainings; how far seeds agree stands
 * beside it.
 */
public final class RunLds {
    /** What training without contributors means. */
    public enum Truth {
        /** Their rows have no weight: the same batches, the same divisor. It is what counterfactual adapters do. */
        WEIGHT_0,
        /** Their rows are not there: another order, other batches. */
        ABSENT
    }

    /** Of fewer seeds, an interval over runs means nothing. */
    public static final int LEAST_SEEDS = 3;

    /** Of fewer contributors, a fifth left out is one, which a counterfactual adapter foresees by being it. */
    public static final int LEAST_FOR_A_FIFTH = 10;

    private RunLds() {}

    /**
     * How one way to tell effects did.
     *
     * @param method what is taken for a contributor's effect
     * @param percent of the contributors that are left out
     * @param lds the mean over seeds and queries of Spearman's ρ over the sets; its interval is over both
     * @param slope of the real effects of sets on the sums of effects, through the origin, over all seeds
     */
    public record Score(String method, int percent, Truth truth, Interval lds, double slope) {}

    /**
     * How one way to tell effects did on each contributor alone, against runs in which their rows are not there.
     *
     * @param method what is taken for a contributor's effect
     * @param rho the mean over seeds and queries of Spearman's ρ over the contributors, each seed against itself
     * @param rhoOfMeans the same of the means over seeds
     * @param slopeOfMeans of the real effects on those told, through the origin
     */
    public record Alone(String method, Interval rho, Interval rhoOfMeans, double slopeOfMeans) {}

    /**
     * What came out.
     *
     * @param settings of the run, by name
     * @param contributors how many
     * @param rows that are learnt
     * @param queries that are asked
     * @param heldOut whether none of them is learnt
     * @param seeds of the runs
     * @param scores those of what receipts do first
     * @param alone against each contributor's rows being absent, by method
     * @param withoutAFifth why there is no score for a fifth of the contributors; empty where there is
     * @param acrossSeeds by level, ρ of the mean real effects of the other seeds with those of the one that is left; empty of one seed
     * @param lossBefore mean loss of a query's token under the base, in nats
     * @param lossAfter the same under the runs, their mean
     * @param runCpuSeconds processor time of a run, the mean
     * @param counterfactualRuns processor time of the runs without one contributor, a contributor, in runs
     */
    public record Result(
            SortedMap<String, String> settings,
            int contributors,
            int rows,
            int queries,
            boolean heldOut,
            List<Long> seeds,
            List<Score> scores,
            List<Alone> alone,
            Optional<String> withoutAFifth,
            List<Interval> acrossSeeds,
            double lossBefore,
            double lossAfter,
            double runCpuSeconds,
            double counterfactualRuns) {}

    /** What one seed's run has shown. */
    @SuppressWarnings("ArrayRecordComponent") // matrices of numbers, read in loops
    private record Seed(
            List<Way> ways,
            Map<Truth, List<double[][]>> real,
            double[][] realAlone,
            double lossAfter,
            double cpuSeconds,
            double counterfactuals) {
        List<double[][]> real(Truth truth) {
            return Objects.requireNonNull(real.get(truth));
        }
    }

    /** A way to tell effects, and what it says: [queries][contributors]. */
    @SuppressWarnings("ArrayRecordComponent") // one matrix, read in loops
    private record Way(String name, double[][] effects) {}

    /**
     * Trains the run of every seed, and again without each contributor and each set, in both forms.
     *
     * @param heldOut whether no query is learnt
     * @param soFar hears what came out of the seeds that are done, after each but the last
     * @throws Refusal when there are fewer than {@value #LEAST_SEEDS} seeds
     * @throws org.openledger.train.CancelledException when asked to stop
     */
    public static Result of(
            BaseModel base,
            Experiment experiment,
            boolean heldOut,
            List<Long> seeds,
            Lds.Report report,
            Consumer<Result> soFar,
            Cancellation cancellation) {
        if (seeds.size() < LEAST_SEEDS) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "a run is measured with several seeds, so that what chance did is told: ask for at least "
                            + LEAST_SEEDS);
        }
        Retraining retraining = new Retraining(base, experiment, cancellation);
        List<Seed> found = new ArrayList<>();
        for (long seed : seeds) {
            if (!found.isEmpty()) {
                soFar.accept(result(experiment, retraining, heldOut, seeds.subList(0, found.size()), found));
            }
            found.add(seed(base, retraining, seed, report, cancellation));
        }
        return result(experiment, retraining, heldOut, seeds, found);
    }

    private static Result result(
            Experiment experiment, Retraining retraining, boolean heldOut, List<Long> seeds, List<Seed> found) {
        int contributors = experiment.groups().size();
        Optional<String> withoutAFifth = contributors >= LEAST_FOR_A_FIFTH
                ? Optional.empty()
                : Optional.of("20 % of " + contributors
                        + " contributors is one, whom a counterfactual adapter foresees by being trained without them: give rows of at least "
                        + LEAST_FOR_A_FIFTH + " contributors to measure it");
        List<Integer> levels = IntStream.range(0, experiment.removals().size())
                .filter(level -> withoutAFifth.isEmpty()
                        || experiment.removals().get(level).sets().stream().allMatch(set -> set.size() > 1))
                .boxed()
                .toList();
        List<Score> scores = new ArrayList<>();
        for (int way = 0; way < found.getFirst().ways().size(); way++) {
            for (int level : levels) {
                for (Truth truth : Truth.values()) {
                    scores.add(score(experiment, found, way, level, truth));
                }
            }
        }
        return new Result(
                experiment.configuration().settings(),
                contributors,
                experiment.rows().size(),
                experiment.queries().size(),
                heldOut,
                List.copyOf(seeds),
                List.copyOf(scores),
                IntStream.range(0, found.getFirst().ways().size())
                        .mapToObj(way -> alone(found, way))
                        .toList(),
                withoutAFifth,
                found.size() < 2
                        ? List.of()
                        : levels.stream()
                                .map(level -> acrossSeeds(found, level))
                                .toList(),
                experiment.perToken(retraining.baseLosses()),
                found.stream().mapToDouble(Seed::lossAfter).average().orElseThrow(),
                found.stream().mapToDouble(Seed::cpuSeconds).average().orElseThrow(),
                found.stream().mapToDouble(Seed::counterfactuals).average().orElseThrow());
    }

    private static Seed seed(
            BaseModel base, Retraining retraining, long seed, Lds.Report report, Cancellation cancellation) {
        Experiment experiment = retraining.experiment();
        double start = CpuClock.seconds();
        try (Retraining.Trained whole =
                retraining.without(List.of(Set.of()), seed, report.stage("the run, seed " + seed))) {
            double run = CpuClock.seconds() - start;
            start = CpuClock.seconds();
            try (Retraining.Trained without = retraining.without(
                    experiment.singles(), seed, report.stage("without each contributor, seed " + seed))) {
                double counterfactuals =
                        (CpuClock.seconds() - start) / experiment.groups().size() / run;
                double[] losses = retraining.losses(whole.adapters())[0];
                return new Seed(
                        ways(
                                base,
                                experiment,
                                whole.adapters().getFirst(),
                                without.adapters(),
                                retraining,
                                cancellation),
                        Map.of(
                                Truth.WEIGHT_0, real(retraining, seed, losses, Truth.WEIGHT_0, report),
                                Truth.ABSENT, real(retraining, seed, losses, Truth.ABSENT, report)),
                        rises(
                                retraining,
                                seed,
                                losses,
                                experiment.singles(),
                                Truth.ABSENT,
                                report.stage("each contributor's rows absent, seed " + seed)),
                        experiment.perToken(losses),
                        run,
                        counterfactuals);
            }
        }
    }

    /** By level, what leaving out each set really did: [sets][queries]. */
    private static List<double[][]> real(
            Retraining retraining, long seed, double[] whole, Truth truth, Lds.Report report) {
        List<double[][]> real = new ArrayList<>();
        for (Experiment.Level level : retraining.experiment().removals()) {
            String stage = "without %d %%, %s, seed %d"
                    .formatted(level.percent(), truth == Truth.ABSENT ? "rows absent" : "weight 0", seed);
            real.add(rises(retraining, seed, whole, level.sets(), truth, report.stage(stage)));
        }
        return real;
    }

    /** What leaving out each set does to the loss of each query: [sets][queries]. */
    private static double[][] rises(
            Retraining retraining, long seed, double[] whole, List<Set<Integer>> sets, Truth truth, Progress progress) {
        try (Retraining.Trained trained = truth == Truth.ABSENT
                ? retraining.absent(sets, seed, progress)
                : retraining.without(sets, seed, progress)) {
            double[][] rises = retraining.losses(trained.adapters());
            for (double[] rise : rises) {
                Arrays.setAll(rise, q -> rise[q] - whole[q]);
            }
            return rises;
        }
    }

    /** What receipts do at this number of contributors comes first. */
    private static List<Way> ways(
            BaseModel base,
            Experiment experiment,
            Adapter whole,
            List<Adapter> without,
            Retraining retraining,
            Cancellation cancellation) {
        double[] wholeLosses = retraining.losses(List.of(whole))[0];
        double[][] withoutLosses = retraining.losses(without);
        try (RunGradients gradients = new RunGradients(base, whole, experiment)) {
            CausalMethods methods =
                    new CausalMethods(base, experiment, gradients, without, wholeLosses, withoutLosses, cancellation);
            Way all = new Way("all measured", methods.counterfactual().rises());
            Way foreseen = new Way("first order", methods.firstOrder().rises());
            if (without.size() <= CounterfactualAdapters.MOST_AT_ONCE) {
                return List.of(new Way("what receipts do: all measured", all.effects()), foreseen);
            }
            return List.of(
                    new Way(
                            "what receipts do: the largest " + CounterfactualAdapters.LARGEST + " measured",
                            methods.largestMeasured().rises()),
                    all,
                    foreseen);
        }
    }

    private static Score score(Experiment experiment, List<Seed> seeds, int way, int level, Truth truth) {
        List<Set<Integer>> sets = experiment.removals().get(level).sets();
        double[][] rhos = new double[seeds.size()][];
        double product = 0;
        double squares = 0;
        for (int i = 0; i < rhos.length; i++) {
            double[][] foreseen = Scoring.predicted(seeds.get(i).ways().get(way).effects(), sets);
            double[][] real = seeds.get(i).real(truth).get(level);
            rhos[i] = Scoring.rhos(foreseen, real);
            for (int set = 0; set < real.length; set++) {
                for (int q = 0; q < real[set].length; q++) {
                    product += foreseen[set][q] * real[set][q];
                    squares += foreseen[set][q] * foreseen[set][q];
                }
            }
        }
        return new Score(
                seeds.getFirst().ways().get(way).name(),
                experiment.removals().get(level).percent(),
                truth,
                Bootstrap.crossedMean(rhos),
                squares > 0 ? product / squares : 0);
    }

    private static Alone alone(List<Seed> seeds, int way) {
        List<Set<Integer>> singles = IntStream.range(0, seeds.getFirst().realAlone().length)
                .mapToObj(Set::of)
                .toList();
        List<double[][]> foreseen = seeds.stream()
                .map(seed -> Scoring.predicted(seed.ways().get(way).effects(), singles))
                .toList();
        double[][] rhos = new double[seeds.size()][];
        Arrays.setAll(rhos, i -> Scoring.rhos(foreseen.get(i), seeds.get(i).realAlone()));
        double[][] foreseenMean = mean(foreseen);
        double[][] realMean = mean(seeds.stream().map(Seed::realAlone).toList());
        return new Alone(
                seeds.getFirst().ways().get(way).name(),
                Bootstrap.crossedMean(rhos),
                Bootstrap.mean(Scoring.rhos(foreseenMean, realMean)),
                Scoring.slope(foreseenMean, realMean));
    }

    private static double[][] mean(List<double[][]> matrices) {
        double[][] mean = new double[matrices.getFirst().length][matrices.getFirst()[0].length];
        for (double[][] matrix : matrices) {
            for (int row = 0; row < mean.length; row++) {
                for (int column = 0; column < mean[row].length; column++) {
                    mean[row][column] += matrix[row][column] / matrices.size();
                }
            }
        }
        return mean;
    }

    /** How far the other seeds together tell what one does. */
    private static Interval acrossSeeds(List<Seed> seeds, int level) {
        List<double[][]> real =
                seeds.stream().map(seed -> seed.real(Truth.WEIGHT_0).get(level)).toList();
        double[][] rhos = new double[seeds.size()][];
        for (int left = 0; left < rhos.length; left++) {
            List<double[][]> others = new ArrayList<>(real);
            others.remove(left);
            rhos[left] = Scoring.rhos(mean(others), real.get(left));
        }
        return Bootstrap.crossedMean(rhos);
    }
}
