package org.openledger.attribution.influence;

import java.util.List;
import java.util.stream.IntStream;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.Progress;
import org.openledger.train.RunAdjoint;
import org.openledger.train.TrainingRow;

/**
 * What the rows of a run did for the loss on rows that it held out, beside what they do for single answers.
 *
 * <p>A group's value is what leaving it out really does to that loss, read from the counterfactual adapters that a run has anyway:
 * groups that are alike share what they do together. A row's value is the derivative of the loss by the row's weight
 * ({@link RunAdjoint}), exact to first order and no more: it tells a group's rows apart, and their sum is not the group's value.
 * In-run data Shapley ({@link org.openledger.train.RunValues}) costs as much and foresees real removals worse; see bench/value.
 */
public final class RowValues {
    private RowValues() {}

    /**
     * What was measured. Nats are of the mean loss of a held-out token.
     *
     * @param groups by how many nats each group lowered it, in the order of the counterfactual adapters
     * @param ofRows by how many nats each row lowered it, to first order
     * @param lossBefore under the base
     * @param lossAfter under the model
     */
    @SuppressWarnings("ArrayRecordComponent") // read once
    public record Values(List<OfGroup> groups, double[] ofRows, double lossBefore, double lossAfter) {
        public Values {
            groups = List.copyOf(groups);
        }
    }

    /** A group's value with its 90 % interval, which is over the held-out tokens. */
    public record OfGroup(String name, double nats, double lowNats, double highNats) {}

    /**
     * Measures the rows of a run.
     *
     * @param rows the run's own, in its order
     * @param heldOut rows of the same Datanets that the run has not learnt, at least one
     * @param trained the adapter that came out of the run
     * @throws InfluenceException when the repeated run does not end in that adapter, or nothing is held out
     * @throws CancelledException when asked to stop
     */
    public static Values of(
            BaseModel base,
            List<TrainingRow> rows,
            List<TrainingRow> heldOut,
            LoraConfiguration configuration,
            Adapter trained,
            CounterfactualAdapters counterfactuals,
            Progress progress,
            Cancellation cancellation) {
        if (heldOut.isEmpty()) {
            throw new InfluenceException("what rows do for a loss is measured on rows held out: hold out at least one");
        }
        Effects effects = counterfactuals.effects(base, trained, heldOut, () -> {
            if (cancellation.requested()) {
                throw new CancelledException(0, configuration.steps());
            }
        });
        double tokens = effects.tokens();
        double lossAfter = effects.lossUnderModel() / tokens;
        List<OfGroup> groups = IntStream.range(0, effects.groups().size())
                .mapToObj(group -> new OfGroup(
                        effects.groups().get(group),
                        effects.effectNats(group) / tokens,
                        effects.lowNats(group) / tokens,
                        effects.highNats(group) / tokens))
                .toList();
        double[] ofRows = RowTrace.ofRows(
                base,
                rows,
                configuration,
                trained,
                gradients -> gradients.ofMeanLoss(trained, heldOut),
                progress,
                cancellation);
        return new Values(groups, ofRows, lossAfter + effects.deltaNats() / tokens, lossAfter);
    }
}
