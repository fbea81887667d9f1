package org.openledger.train;

import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.LoraBank;
import org.openledger.tensor.Scope;

/**
 * What rows that a run did not learn say of its adapter: the mean loss of a response token over all of them, in nats.
 *
 * @param base under the base
 * @param adapter under base and adapter
 */
public record HeldOutLoss(double base, double adapter) {
    /**
     * Measures an adapter beside its base.
     *
     * @param rows at least one
     * @throws CancelledException when asked to stop
     */
    public static HeldOutLoss of(BaseModel base, Adapter adapter, List<TrainingRow> rows, Cancellation cancellation) {
        return new HeldOutLoss(mean(base, null, rows, cancellation), mean(base, adapter, rows, cancellation));
    }

    /** How much less a token costs under the adapter; below zero where it costs more. */
    public double gain() {
        return base - adapter;
    }

    private static double mean(
            BaseModel base, @Nullable Adapter adapter, List<TrainingRow> rows, Cancellation cancellation) {
        double sum = 0;
        LowerLayers layers = LowerLayers.of(base.decoder(), 0);
        try (LoraBank bank = LoraBank.stack(base.config(), Collections.singletonList(adapter));
                NoGradGuard _ = new NoGradGuard()) {
            for (int done = 0; done < rows.size(); done++) {
                if (cancellation.requested()) {
                    throw new CancelledException(done, rows.size());
                }
                try (Scope _ = Scope.open()) {
                    sum += ResponseTokens.lossSum(layers, List.of(rows.get(done)), bank)
                            .item_double();
                }
            }
        }
        return sum / ResponseTokens.count(rows);
    }
}
