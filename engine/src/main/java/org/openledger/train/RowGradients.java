package org.openledger.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.model.AdapterConfig;
import org.openledger.model.BaseModel;
import org.openledger.tensor.Processors;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * Gradients of single rows' losses with respect to an adapter's numbers, laid out as one vector θ. Each row of a batch reads its own
 * copy of θ, so that one backward pass over the batch gives every row's gradient: for each adapted matrix it is the batched product
 * of what went in and what came back, and no more (I. Goodfellow, "Efficient per-example gradient computations", 2015).
 */
public final class RowGradients implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 16;
    /** Bounds the copies of θ of one batch, and their gradients: 128 MiB each. */
    private static final long NUMBERS_AT_ONCE = 32L << 20;

    private final BaseModel base;
    private final LoraParameters parameters;
    private final Processors processors = new Processors();

    /** @param shape of the adapters that are asked about */
    public RowGradients(BaseModel base, AdapterConfig shape) {
        this.base = base;
        this.parameters = new LoraParameters(base.config(), shape);
    }

    /** How many numbers θ has. */
    public long count() {
        return parameters.count();
    }

    /** θ of an adapter. */
    public float[] vector(Adapter adapter) {
        try (Scope _ = Scope.open()) {
            return Tensors.toFloats(parameters.theta(adapter));
        }
    }

    /** For each row ∂/∂θ of Σ −log p over its response tokens, in nats: [rows][numbers of θ]. */
    public float[][] of(Adapter adapter, List<TrainingRow> rows) {
        float[][] gradients = new float[rows.size()][];
        try (Scope _ = Scope.open()) {
            Tensor theta = parameters.theta(adapter);
            List<Callable<Void>> work = new ArrayList<>();
            for (int[] places : batches(rows)) {
                work.add(() -> {
                    fill(gradients, theta, rows, places);
                    return null;
                });
            }
            processors.compute(work);
        }
        return gradients;
    }

    /** Places of rows of like length, which saves padding. */
    private List<int[]> batches(List<TrainingRow> rows) {
        int[] order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingInt(row -> rows.get(row).ids().length))
                .mapToInt(row -> row)
                .toArray();
        int each = Math.clamp(NUMBERS_AT_ONCE / count(), 1, ROWS_AT_ONCE);
        return IntStream.range(0, Math.ceilDiv(order.length, each))
                .mapToObj(batch -> Arrays.copyOfRange(order, batch * each, Math.min(order.length, (batch + 1) * each)))
                .toList();
    }

    private void fill(float[][] gradients, Tensor theta, List<TrainingRow> rows, int[] places) {
        try (Scope _ = Scope.open()) {
            Tensor leaf = LoraGradients.leaf(theta.unsqueeze(0).expand(places.length, count()));
            List<TrainingRow> batch = IntStream.of(places).mapToObj(rows::get).toList();
            ResponseTokens.lossSum(base.decoder(), batch, parameters.bankOfRows(leaf))
                    .backward();
            for (int i = 0; i < places.length; i++) {
                gradients[places[i]] = Tensors.toFloats(leaf.grad().select(0, i));
            }
        }
    }

    @Override
    public void close() {
        processors.close();
    }
}
