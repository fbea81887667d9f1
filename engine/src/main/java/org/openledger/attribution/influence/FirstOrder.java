package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.RowGradients;
import org.openledger.train.TrainingRow;

/**
 * To first order what many counterfactual adapters do to an answer: ∇L(θ)·(θ₋c − θ), by one backward pass and a product, however many
 * they are. It is told of the answer as a whole. With a gradient for each of a few blocks of the answer there was something to
 * resample, but it said too little: intervals held the real effect as seldom as 32 % of the time, and called several times as much
 * sure as measuring all did. So what is foreseen has a doubt of its own, see {@link PredictedEffect}.
 *
 * <p>Reading all differences is what the product takes, so they are kept as they are stored, in bfloat16, and widened a part of their
 * columns at a time.
 */
final class FirstOrder implements AutoCloseable {
    /** Numbers of θ widened at a time: such a part of a hundred adapters stays in the cache. */
    private static final int COLUMNS = 1 << 13;

    private final RowGradients gradients;
    private final Tensor theta;
    private final int adapters;
    private final boolean[] unchanged;
    /** θ₋c − θ in parts of {@value #COLUMNS} columns: each [adapters, columns]. */
    private final List<Tensor> differences = new ArrayList<>();

    FirstOrder(BaseModel base, Adapter adapter, List<Adapter> without) {
        this.gradients = new RowGradients(base, adapter.config());
        this.adapters = without.size();
        this.unchanged = new boolean[adapters];
        float[] theta = gradients.vector(adapter);
        try (Scope _ = Scope.open()) {
            this.theta = Scope.own(Tensors.floats(theta, theta.length));
            for (int from = 0; from < theta.length; from += COLUMNS) {
                long columns = Math.min(COLUMNS, theta.length - from);
                differences.add(Scope.own(Tensors.zeros(adapters, columns).to(torch.ScalarType.BFloat16)));
            }
        }
        for (int i = 0; i < adapters; i++) {
            keep(i, gradients.vector(without.get(i)), theta);
        }
    }

    private void keep(int adapter, float[] numbers, float[] theta) {
        unchanged[adapter] = Arrays.equals(numbers, theta);
        for (int j = 0; j < numbers.length; j++) {
            numbers[j] -= theta[j];
        }
        try (Scope _ = Scope.open()) {
            Tensor difference = Tensors.floats(numbers, numbers.length);
            for (int part = 0; part < differences.size(); part++) {
                Tensor columns = differences.get(part).select(0, adapter);
                columns.copy_(difference.narrow(0, (long) part * COLUMNS, columns.size(0)));
            }
        }
    }

    /** Whether an adapter is the whole one, and so changes no answer. */
    boolean unchanged(int adapter) {
        return unchanged[adapter];
    }

    /** The slope of one answer; close it. */
    Slope slope(int[] promptIds, int[] answerIds) {
        int[] ids = Arrays.copyOf(promptIds, promptIds.length + answerIds.length);
        System.arraycopy(answerIds, 0, ids, promptIds.length, answerIds.length);
        return new Slope(new TrainingRow(ids, promptIds.length, 0, "answer"));
    }

    /** An answer's gradient, once it was taken, and what it foresees. */
    final class Slope implements AutoCloseable {
        private final TrainingRow answer;
        private @Nullable Tensor gradient;

        private Slope(TrainingRow answer) {
            this.answer = answer;
        }

        /** Takes the gradient. Returns Σ log p of the answer's tokens under the adapter, in nats. */
        double take() {
            RowGradients.OfRow row = gradients.ofRow(theta, answer);
            gradient = row.gradient();
            return -row.lossNats();
        }

        /** The work of telling what the answer loses without each group, in pieces; the sum of their results is it: [adapters]. */
        List<Callable<double[]>> products() {
            Tensor taken = Objects.requireNonNull(gradient, "the gradient was taken");
            int middle = differences.size() / 2;
            return List.of(() -> product(taken, 0, middle), () -> product(taken, middle, differences.size()));
        }

        @Override
        public void close() {
            if (gradient != null) {
                gradient.close();
            }
        }
    }

    private double[] product(Tensor gradient, int fromPart, int toPart) {
        try (Scope _ = Scope.open()) {
            Tensor sum = Tensors.zeros(adapters);
            for (int part = fromPart; part < toPart; part++) {
                try (Scope _ = Scope.open()) {
                    Tensor columns = differences.get(part).to(torch.ScalarType.Float);
                    sum.add_(columns.mv(gradient.narrow(0, (long) part * COLUMNS, columns.size(1))));
                }
            }
            return Tensors.toDoubles(sum);
        }
    }

    @Override
    public void close() {
        gradients.close();
        theta.close();
        differences.forEach(Tensor::close);
    }
}
