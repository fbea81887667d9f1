package org.openledger.attribution.influence;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraRun;
import org.openledger.train.Progress;
import org.openledger.train.RowGradients;
import org.openledger.train.RunAdjoint;
import org.openledger.train.TrainingRow;
import org.openledger.train.descent.Derivative;

/**
 * The effect of every single row of a run on one answer: the run is repeated, its end is compared with the adapter that answered, and
 * the answer's log-likelihood is taken back through every step of it ({@link RunAdjoint}). Exact to first order in the rows' weights;
 * for disputes and sampled checks, since it takes about four runs.
 */
public final class RowTrace {
    private RowTrace() {}

    /**
     * By how many nats each row raised the answer's log-likelihood: [rows].
     *
     * @param rows the run's own, in its order
     * @param served the adapter that answered
     * @param promptIds what the answer was given to
     * @param answerIds at least one token
     * @throws InfluenceException when the repeated run does not end in the adapter that answered, or there is nothing to explain
     * @throws org.openledger.train.CancelledException when asked to stop
     */
    public static double[] effects(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            Adapter served,
            int[] promptIds,
            int[] answerIds,
            Progress progress,
            Cancellation cancellation) {
        if (answerIds.length == 0) {
            throw new InfluenceException("an empty answer owes nothing to any row");
        }
        TrainingRow answer = answer(promptIds, answerIds);
        return ofRows(
                base,
                rows,
                configuration,
                served,
                gradients -> gradients.of(served, List.of(answer))[0],
                progress,
                cancellation);
    }

    /**
     * What each row's weight in a run does to a number at its end, with the sign of a descent. The run is repeated, as each version
     * differentiated its steps in turn, until it ends in the adapter that it gave.
     *
     * @param trained the adapter that the run gave
     * @param gradient of the number at it
     * @throws InfluenceException when the repeated run ends in another adapter
     */
    static double[] ofRows(
            BaseModel base,
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            Adapter trained,
            Function<RowGradients, float[]> gradient,
            Progress progress,
            Cancellation cancellation) {
        for (Derivative derivative : Derivative.values()) {
            try (LoraRun run = new LoraRun(base, rows, configuration, derivative, () -> {});
                    RunAdjoint adjoint = new RunAdjoint(run, progress, cancellation);
                    Adapter repeated = adjoint.adapter();
                    RowGradients gradients = new RowGradients(base, configuration.adapter())) {
                if (Arrays.equals(gradients.vector(repeated), gradients.vector(trained))) {
                    double[] ofWeights =
                            adjoint.pullBack(List.of(gradient.apply(gradients)), progress, cancellation)[0];
                    return Arrays.stream(ofWeights).map(owed -> 0 - owed).toArray();
                }
            }
        }
        throw new InfluenceException("the run, repeated here, does not end in the adapter " + trained.digest()
                + " that it gave: its rows, settings or base are others, or this machine computes differently");
    }

    private static TrainingRow answer(int[] promptIds, int[] answerIds) {
        int[] ids = Arrays.copyOf(promptIds, promptIds.length + answerIds.length);
        System.arraycopy(answerIds, 0, ids, promptIds.length, answerIds.length);
        return new TrainingRow(ids, promptIds.length, 0, "answer");
    }
}
