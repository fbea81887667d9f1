package org.openledger.train;

import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.LoraBank;
import org.openledger.tensor.Scope;
import org.openledger.train.descent.Objective;

/**
 * What rows that a run did not learn say of its adapter: the mean loss of a response token, or of a pair, over all of them, in nats.
 *
 * @param base under the base
 * @param adapter under base and adapter
 */
public record HeldOutLoss(double base, double adapter) {
    /** Measures an adapter beside its base by the response tokens of at least one row. */
    public static HeldOutLoss of(BaseModel base, Adapter adapter, List<TrainingRow> rows, Cancellation cancellation) {
        return of(base, adapter, rows, new Objective.Likelihood(), cancellation);
    }

    /**
     * Measures an adapter beside its base.
     *
     * @param rows at least one
     * @param objective by which, that of a response token or that of a pair
     * @throws CancelledException when asked to stop
     */
    public static HeldOutLoss of(
            BaseModel base, Adapter adapter, List<TrainingRow> rows, Objective objective, Cancellation cancellation) {
        RowLoss loss = new RowLoss(LowerLayers.of(base.decoder(), 0), objective);
        return new HeldOutLoss(
                mean(base, null, rows, loss, cancellation), mean(base, adapter, rows, loss, cancellation));
    }

    /** How much less a token costs under the adapter; below zero where it costs more. */
    public double gain() {
        return base - adapter;
    }

    private static double mean(
            BaseModel base,
            @Nullable Adapter adapter,
            List<TrainingRow> rows,
            RowLoss loss,
            Cancellation cancellation) {
        double sum = 0;
        try (LoraBank bank = LoraBank.stack(base.config(), Collections.singletonList(adapter));
                NoGradGuard _ = new NoGradGuard()) {
            for (int done = 0; done < rows.size(); done++) {
                if (cancellation.requested()) {
                    throw new CancelledException(done, rows.size());
                }
                try (Scope _ = Scope.open()) {
                    sum += loss.sum(List.of(rows.get(done)), bank).item_double();
                }
            }
        }
        return sum / loss.unitsOf(rows);
    }
}
