package org.openledger.train;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.model.LoraBank;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.descent.Objective;

/** The loss of rows by an {@link Objective}. What the base prefers is computed once for each row. */
final class RowLoss {
    private final LowerLayers layers;
    private final Objective objective;
    /** By how many nats the base prefers the response, by the very ids of a row. */
    private final IdentityHashMap<int[], Double> ofBase = new IdentityHashMap<>();

    RowLoss(LowerLayers layers, Objective objective) {
        this.layers = layers;
        this.objective = objective;
    }

    LowerLayers layers() {
        return layers;
    }

    /** What the sum of a batch is divided by: its response tokens, or its rows. */
    double unitsOf(List<TrainingRow> batch) {
        return switch (objective) {
            case Objective.Likelihood _ -> ResponseTokens.count(batch);
            case Objective.Preference _ -> batch.size();
        };
    }

    /** The sum over rows, in nats. */
    Tensor sum(List<TrainingRow> rows, @Nullable LoraBank bank) {
        try (Scope scope = Scope.open()) {
            return scope.keep(terms(rows, bank).sum());
        }
    }

    /** The sum over rows, each with its weight in [rows], in nats. */
    Tensor sum(List<TrainingRow> rows, Tensor weights, LoraBank bank) {
        try (Scope scope = Scope.open()) {
            Tensor ofEach = switch (objective) {
                case Objective.Likelihood _ -> weights.index_select(0, Tensors.indices(ResponseTokens.rowOfEach(rows)));
                case Objective.Preference _ -> weights;
            };
            return scope.keep(terms(rows, bank).mul(ofEach).sum());
        }
    }

    /** Of each response token, or of each row. */
    private Tensor terms(List<TrainingRow> rows, @Nullable LoraBank bank) {
        return switch (objective) {
            case Objective.Likelihood _ -> ResponseTokens.losses(layers, rows, bank);
            case Objective.Preference of -> {
                double[] base = rows.stream().mapToDouble(this::ofBase).toArray();
                Tensor more = preferred(rows, bank)
                        .sub(Tensors.doubles(base, base.length)
                                .to(layers.decoder().precision()));
                yield torch.log_sigmoid(more.mul(Tensors.scalar(of.beta()))).neg();
            }
        };
    }

    private synchronized double ofBase(TrainingRow row) {
        return ofBase.computeIfAbsent(row.ids(), _ -> {
            try (Scope _ = Scope.open();
                    NoGradGuard _ = new NoGradGuard()) {
                return preferred(List.of(row), null).item_double();
            }
        });
    }

    /** By how many nats each row's response is likelier than the rejected one: [rows]. */
    private Tensor preferred(List<TrainingRow> rows, @Nullable LoraBank bank) {
        List<TrainingRow> both = new ArrayList<>(rows);
        rows.forEach(row -> both.add(row.ofRejected()));
        Tensor nats = Tensors.zeros(both.size())
                .to(layers.decoder().precision())
                .index_add(
                        0, Tensors.indices(ResponseTokens.rowOfEach(both)), ResponseTokens.losses(layers, both, bank));
        return nats.narrow(0, rows.size(), rows.size()).sub(nats.narrow(0, 0, rows.size()));
    }
}
