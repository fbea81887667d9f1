package org.openledger.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.model.AdapterConfig;
import org.openledger.model.BaseModel;
import org.openledger.tensor.Processors;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/** Gradients of single rows' losses with respect to an adapter's numbers, laid out as one vector θ. */
public final class RowGradients implements AutoCloseable {
    private final BaseModel base;
    private final LoraParameters parameters;
    private final Processors processors = new Processors();

    /** @param shape of the adapters that are asked about */
    public RowGradients(BaseModel base, AdapterConfig shape) {
        this.base = base;
        this.parameters = new LoraParameters(base.config(), shape);
    }

    /** θ of an adapter. */
    public float[] vector(Adapter adapter) {
        try (Scope _ = Scope.open()) {
            return Tensors.toFloats(parameters.theta(adapter));
        }
    }

    /** For each row ∂/∂θ of Σ −log p over its response tokens, in nats: [rows][numbers of θ]. */
    public float[][] of(Adapter adapter, List<TrainingRow> rows) {
        try (Scope _ = Scope.open()) {
            Tensor theta = parameters.theta(adapter);
            List<Callable<float[]>> work = new ArrayList<>();
            for (TrainingRow row : rows) {
                work.add(() -> gradient(theta, row));
            }
            return processors.compute(work).toArray(float[][]::new);
        }
    }

    private float[] gradient(Tensor theta, TrainingRow row) {
        try (Scope _ = Scope.open()) {
            Tensor leaf = LoraGradients.leaf(theta);
            ResponseTokens.lossSum(base.decoder(), List.of(row), parameters.bank(leaf))
                    .backward();
            return Tensors.toFloats(leaf.grad());
        }
    }

    @Override
    public void close() {
        processors.close();
    }
}
