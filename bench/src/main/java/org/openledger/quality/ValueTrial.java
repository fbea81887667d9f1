package org.openledger.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.quality.statistics.Correlation;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraRun;
import org.openledger.train.Progress;
import org.openledger.train.RowGradients;
import org.openledger.train.RunAdjoint;
import org.openledger.train.RunValues;

/**
 * Compares what a run's rows are said to have done for the loss on held-out rows with what that loss is when contributors are really
 * left out: the {@link Experiment} of {@link Lds}, with the mean loss of all its queries in place of the loss of each.
 */
public final class ValueTrial {
    private ValueTrial() {}

    /**
     * How one way to value rows did in one run.
     *
     * @param leaveOneOut Spearman's ρ over the contributors between value and real rise of the loss without each
     * @param sets the same by level, over sets of contributors
     * @param slope of real on foreseen rises without each contributor, through the origin
     * @param sum of all values
     * @param runs CPU time in runs
     * @param ofGroups the value of each contributor's rows, in nats a held-out token
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers to be written out
    public record Score(
            String method,
            double leaveOneOut,
            List<Double> sets,
            double slope,
            double sum,
            double runs,
            double[] ofGroups) {}

    /**
     * What came out.
     *
     * @param groups contributors, in the order of the values
     * @param lossBefore mean loss of a held-out token under the base, in nats
     * @param lossAfter the same under the run
     * @param ofAnchors what the texts did on which the adapter is held to the base, by the in-run values
     * @param rises how much the loss really rose without each contributor, in nats a token
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers to be written out
    public record Result(
            List<String> groups,
            List<Score> scores,
            double lossBefore,
            double lossAfter,
            double ofAnchors,
            double trainingSeconds,
            double[] rises) {}

    /** @throws org.openledger.train.CancelledException when asked to stop */
    public static Result run(BaseModel base, Experiment experiment, Lds.Report report, Cancellation cancellation) {
        long seed = experiment.configuration().seed();
        Retraining retraining = new Retraining(base, experiment, cancellation);
        double start = CpuClock.seconds();
        try (Retraining.Trained whole = retraining.without(List.of(Set.of()), seed, report.stage("the run"));
                LoraRun run = new LoraRun(base, experiment.rows(), experiment.configuration(), () -> {})) {
            double training = CpuClock.seconds() - start;
            double lossAfter = experiment.perToken(retraining.losses(whole.adapters())[0]);
            start = CpuClock.seconds();
            RunValues.Values inRun = inRun(run, experiment, report.stage("in-run values"), cancellation);
            double inRunRuns = (CpuClock.seconds() - start) / training;
            start = CpuClock.seconds();
            double[] exact = exact(base, run, experiment, report.stage("the run's derivative"), cancellation);
            double exactRuns = (CpuClock.seconds() - start) / training;
            double[] rises = rises(
                    retraining, experiment, experiment.singles(), lossAfter, report.stage("without each contributor"));
            double removalRuns = (CpuClock.seconds() - start) / training;
            List<double[]> ofSets = new ArrayList<>();
            for (Experiment.Level level : experiment.removals()) {
                Progress progress = report.stage("without " + level.percent() + " % of the contributors");
                ofSets.add(rises(retraining, experiment, level.sets(), lossAfter, progress));
            }
            return new Result(
                    experiment.groups(),
                    List.of(
                            score(
                                    "in-run, first order",
                                    byGroup(inRun.ofRows(), experiment),
                                    inRunRuns,
                                    experiment,
                                    rises,
                                    ofSets),
                            score("exact derivative", byGroup(exact, experiment), exactRuns, experiment, rises, ofSets),
                            score("real removal of each", rises, removalRuns, experiment, rises, ofSets)),
                    inRun.lossBefore(),
                    lossAfter,
                    inRun.ofAnchors(),
                    training,
                    rises);
        }
    }

    private static RunValues.Values inRun(
            LoraRun run, Experiment experiment, Progress progress, Cancellation cancellation) {
        try (RunValues values = new RunValues(run, progress, cancellation)) {
            return values.of(experiment.queries(), progress, cancellation);
        }
    }

    private static double[] exact(
            BaseModel base, LoraRun run, Experiment experiment, Progress progress, Cancellation cancellation) {
        try (RunAdjoint adjoint = new RunAdjoint(run, progress, cancellation);
                Adapter ending = adjoint.adapter();
                RowGradients gradients =
                        new RowGradients(base, experiment.configuration().adapter())) {
            float[] gradient = gradients.ofMeanLoss(ending, experiment.queries());
            double[] ofWeights = adjoint.pullBack(List.of(gradient), progress, cancellation)[0];
            return Arrays.stream(ofWeights).map(each -> 0 - each).toArray();
        }
    }

    private static double[] rises(
            Retraining retraining, Experiment experiment, List<Set<Integer>> sets, double loss, Progress progress) {
        try (Retraining.Trained trained =
                retraining.without(sets, experiment.configuration().seed(), progress)) {
            return Arrays.stream(retraining.losses(trained.adapters()))
                    .mapToDouble(losses -> experiment.perToken(losses) - loss)
                    .toArray();
        }
    }

    private static double[] byGroup(double[] ofRows, Experiment experiment) {
        double[] ofGroups = new double[experiment.groups().size()];
        for (int row = 0; row < ofRows.length; row++) {
            ofGroups[experiment.rows().get(row).group()] += ofRows[row];
        }
        return ofGroups;
    }

    private static Score score(
            String method,
            double[] ofGroups,
            double runs,
            Experiment experiment,
            double[] rises,
            List<double[]> ofSets) {
        List<Double> sets = new ArrayList<>();
        for (int level = 0; level < ofSets.size(); level++) {
            double[] foreseen = experiment.removals().get(level).sets().stream()
                    .mapToDouble(set ->
                            set.stream().mapToDouble(group -> ofGroups[group]).sum())
                    .toArray();
            sets.add(Correlation.spearman(foreseen, ofSets.get(level)));
        }
        return new Score(
                method,
                Correlation.spearman(ofGroups, rises),
                sets,
                slope(ofGroups, rises),
                Arrays.stream(ofGroups).sum(),
                runs,
                ofGroups);
    }

    private static double slope(double[] foreseen, double[] real) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < real.length; i++) {
            products += foreseen[i] * real[i];
            squares += foreseen[i] * foreseen[i];
        }
        return squares > 0 ? products / squares : 0;
    }
}
