package org.openledger.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure.Interval;
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

    /** What the trails of a receipt are called together. */
    private static final String COMBINED = "combined";

    /** What a receipt shows: causes, quotations, and the two ways in which sources are found. */
    private static final Set<String> TRAILS = Set.of("counterfactual", "spans", "BM25", "embedding cosine");

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
     * How the trails weigh when they are put together as well as can be.
     *
     * @param fittedTo what they were to tell
     * @param weights nats for one unit of each method's credit
     * @param best the single method that did best on the sets kept for choosing
     * @param gain by level, the mean over queries of what the combination's ρ is above that method's
     * @param gainOtherSeeds the same against runs with other seeds; empty when only one seed was run
     */
    public record Weights(
            String fittedTo,
            Map<String, Double> weights,
            String best,
            List<Interval> gain,
            List<Interval> gainOtherSeeds) {}

    /**
     * What came out.
     *
     * @param scores by method
     * @param combined how the trails weigh together; empty where one of them was not measured
     * @param lossBefore mean loss of a query's token under the base, in nats
     * @param lossAfter the same under the run: a run that learns nothing is easy to predict
     * @param trainingSeconds CPU time of the run itself
     * @param counterfactualRuns CPU time of the runs without one contributor, a contributor, in runs
     * @param rowGradientBytes what the gradients of all rows would take
     * @param ceiling by level, the same score of real effects of another seed; empty when only one seed was run
     */
    public record Result(
            List<Score> scores,
            Optional<Weights> combined,
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
        double start = CpuClock.seconds();
        Retraining retraining = new Retraining(base, experiment, cancellation);
        try (Retraining.Trained whole = retraining.without(List.of(Set.of()), seed, report.stage("the run"))) {
            double training = CpuClock.seconds() - start;
            start = CpuClock.seconds();
            try (Retraining.Trained without =
                    retraining.without(experiment.singles(), seed, report.stage("without each contributor"))) {
                double perGroup = (CpuClock.seconds() - start) / groups / training;
                double[] wholeLosses = retraining.losses(whole.adapters())[0];
                double[][] withoutLosses = retraining.losses(without.adapters());
                Scoring scoring = new Scoring(Truth.of(retraining, wholeLosses, withoutLosses, otherSeeds, report));
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
                    List<Scored> best = best(methods, wanted, scoring, report);
                    Optional<Combined> combined = wanted.test(COMBINED) ? combined(best, scoring) : Optional.empty();
                    List<Score> scores = new ArrayList<>(
                            combined.stream().map(Combined::score).toList());
                    best.forEach(each -> scores.add(each.score()));
                    return new Result(
                            List.copyOf(scores),
                            combined.map(Combined::weights),
                            experiment.perToken(retraining.baseLosses()),
                            experiment.perToken(wholeLosses),
                            training,
                            perGroup,
                            (long) gradients.count() * experiment.rows().size() * Float.BYTES,
                            scoring.ceiling());
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

    /** A method, as its best variant did. */
    private record Scored(Score score, Method.Credit credit, double onTuning) {}

    /** Of each name the variant that does best on the sets kept for choosing. */
    private static List<Scored> best(List<Method> methods, Predicate<String> wanted, Scoring scoring, Report report) {
        Map<String, Scored> best = new LinkedHashMap<>();
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
            double onTuning = scoring.onTuning(credit.rises());
            Scored before = best.get(method.name());
            if (before == null || onTuning > before.onTuning()) {
                Score score = score(method.name(), method.setting(), credit, took, scoring);
                best.put(method.name(), new Scored(score, credit, onTuning));
            }
        }
        return List.copyOf(best.values());
    }

    private static Score score(
            String method, String setting, Method.Credit credit, double cpuSeconds, Scoring scoring) {
        return new Score(
                method,
                setting,
                scoring.rhos(credit.rises()).stream().map(Bootstrap::mean).toList(),
                scoring.rhosAcrossSeeds(credit.rises()).stream()
                        .map(Bootstrap::mean)
                        .toList(),
                scoring.leaveOneOut(credit.rises()),
                scoring.top1(credit.rises()),
                scoring.slope(credit.rises()),
                cpuSeconds,
                credit.bytes());
    }

    private record Combined(Score score, Weights weights) {}

    /** The trails of a receipt as one; none where one of them was not asked for, or there is nothing to fit to. */
    private static Optional<Combined> combined(List<Scored> methods, Scoring scoring) {
        List<Scored> trails = methods.stream()
                .filter(each -> TRAILS.contains(each.score().method()))
                .toList();
        Truth truth = scoring.truth();
        boolean acrossSeeds = truth.otherSingle().length > 0;
        if (trails.size() < TRAILS.size() || (!acrossSeeds && truth.tuning().length == 0)) {
            return Optional.empty();
        }
        List<double[][]> credits =
                trails.stream().map(trail -> trail.credit().rises()).toList();
        double from = CpuClock.seconds();
        Combination combination = acrossSeeds
                ? Combination.fit(credits, truth.experiment().singles(), truth.otherSingle())
                : Combination.fit(credits, truth.experiment().tuning(), truth.tuning());
        Method.Credit credit = new Method.Credit(
                combination.of(credits),
                trails.stream().mapToLong(trail -> trail.credit().bytes()).sum());
        Scored best = trails.stream()
                .max(Comparator.comparingDouble(Scored::onTuning))
                .orElseThrow();
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < trails.size(); i++) {
            weights.put(trails.get(i).score().method(), combination.weights()[i]);
        }
        return Optional.of(new Combined(
                score(COMBINED, "", credit, CpuClock.seconds() - from, scoring),
                new Weights(
                        acrossSeeds ? "leaving each contributor out with another seed" : "the sets kept for choosing",
                        weights,
                        best.score().method(),
                        gains(
                                scoring.rhos(credit.rises()),
                                scoring.rhos(best.credit().rises())),
                        gains(
                                scoring.rhosAcrossSeeds(credit.rises()),
                                scoring.rhosAcrossSeeds(best.credit().rises())))));
    }

    /** By level, the mean over queries of what one method's ρ is above another's. */
    private static List<Interval> gains(List<double[]> of, List<double[]> over) {
        List<Interval> gains = new ArrayList<>();
        for (int level = 0; level < of.size(); level++) {
            double[] gain = of.get(level).clone();
            for (int q = 0; q < gain.length; q++) {
                gain[q] -= over.get(level)[q];
            }
            gains.add(Bootstrap.mean(gain));
        }
        return gains;
    }
}
