package org.openledger.attribution.influence;

import java.util.Arrays;
import java.util.List;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraRun;
import org.openledger.train.Progress;
import org.openledger.train.RowGradients;
import org.openledger.train.RunAdjoint;
import org.openledger.train.TrainingRow;

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
        try (LoraRun run = new LoraRun(base, rows, configuration, () -> {});
                RunAdjoint adjoint = new RunAdjoint(run, progress, cancellation);
                Adapter repeated = adjoint.adapter();
                RowGradients gradients = new RowGradients(base, configuration.adapter())) {
            requireSame(gradients, repeated, served);
            float[] gradient = gradients.of(served, List.of(answer))[0];
            double[] ofLoss = adjoint.pullBack(List.of(gradient), progress, cancellation)[0];
            return Arrays.stream(ofLoss).map(owed -> 0 - owed).toArray();
        }
    }

    /** @throws InfluenceException when a repeated run does not end in the adapter that the run itself gave */
    static void requireSame(RowGradients gradients, Adapter repeated, Adapter served) {
        if (!Arrays.equals(gradients.vector(repeated), gradients.vector(served))) {
            throw new InfluenceException("the run, repeated here, does not end in the adapter " + served.digest()
                    + " that it gave: its rows, settings or base are others, or this machine computes differently");
        }
    }

    private static TrainingRow answer(int[] promptIds, int[] answerIds) {
        int[] ids = Arrays.copyOf(promptIds, promptIds.length + answerIds.length);
        System.arraycopy(answerIds, 0, ids, promptIds.length, answerIds.length);
        return new TrainingRow(ids, promptIds.length, 0, "answer");
    }
}
