package org.openledger.quality;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.store.Refusal;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.KroneckerFactors;
import org.openledger.train.RowGradients;
import org.openledger.train.TrainingRow;

/** Gradients of all rows and queries under one adapter, computed when they are first asked for. Close it to free them. */
final class RunGradients implements AutoCloseable {
    private static final long MAX_BYTES = 6L << 30;

    private final RowGradients gradients;
    private final Adapter adapter;
    private final Experiment experiment;
    private @Nullable Tensor ofRows;
    private @Nullable Tensor ofQueries;
    private double cpuSeconds;

    RunGradients(BaseModel base, Adapter adapter, Experiment experiment) {
        this.gradients = new RowGradients(base, adapter.config());
        this.adapter = adapter;
        this.experiment = experiment;
        long bytes = (long) gradients.count() * experiment.rows().size() * Float.BYTES;
        if (bytes > MAX_BYTES) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "the gradients of " + experiment.rows().size() + " rows take " + (bytes >> 20) + " MiB, more than "
                            + (MAX_BYTES >> 20) + ": measure with fewer rows or a lower rank");
        }
    }

    /** How many numbers an adapter has. */
    int count() {
        return gradients.count();
    }

    /** How long each adapted factor is, in the order of the numbers. */
    List<Integer> blocks() {
        return gradients.blocks();
    }

    /** θ of the adapter. */
    float[] theta() {
        return gradients.vector(adapter);
    }

    /** ∇ℓ of each row: [rows, numbers]. */
    Tensor rows() {
        if (ofRows == null) {
            ofRows = timed(() -> of(experiment.rows()));
        }
        return ofRows;
    }

    /** ∇L of each query: [queries, numbers]. */
    Tensor queries() {
        if (ofQueries == null) {
            ofQueries = timed(() -> of(experiment.queries()));
        }
        return ofQueries;
    }

    /** The curvature over the rows; the caller closes it. */
    KroneckerFactors kroneckerFactors(long seed) {
        return gradients.kroneckerFactors(adapter, experiment.rows(), seed);
    }

    private Tensor of(List<TrainingRow> rows) {
        try (Scope _ = Scope.open()) {
            return Scope.own(gradients.matrix(adapter, rows));
        }
    }

    /** The sums over each group's rows, in the caller's scope: [groups, numbers]. */
    Tensor byGroup(Tensor ofRows) {
        int[] groups = experiment.rows().stream().mapToInt(TrainingRow::group).toArray();
        return Tensors.zeros(experiment.groups().size(), ofRows.size(1)).index_add_(0, Tensors.indices(groups), ofRows);
    }

    private Tensor timed(Supplier<Tensor> work) {
        double from = CpuClock.seconds();
        Tensor made = work.get();
        cpuSeconds += CpuClock.seconds() - from;
        return made;
    }

    /** What computing them took. */
    double cpuSeconds() {
        return cpuSeconds;
    }

    @Override
    public void close() {
        gradients.close();
        if (ofRows != null) {
            ofRows.close();
        }
        if (ofQueries != null) {
            ofQueries.close();
        }
    }
}
