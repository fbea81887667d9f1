package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.RowGradients;
import org.openledger.train.TrainingRow;

/**
 * To first order what many counterfactual adapters do to an answer: ∇L(θ)·(θ₋c − θ), by one backward pass and a product, however many
 * they are. The answer is cut into a few blocks with a gradient each, so that there is something to resample; inside a block a token
 * has its part by 1 − p, the slope that −log p has left.
 *
 * <p>Its adapter must outlive it. Memory: the differences in float32.
 */
final class FirstOrder implements AutoCloseable {
    private static final int BLOCKS = 4;

    private final Adapter adapter;
    private final RowGradients gradients;
    /** θ₋c − θ: [adapters, numbers]. */
    private final Tensor differences;

    FirstOrder(BaseModel base, Adapter adapter, List<Adapter> without) {
        this.adapter = adapter;
        this.gradients = new RowGradients(base, adapter.config());
        float[] theta = gradients.vector(adapter);
        try (Scope _ = Scope.open()) {
            this.differences = Scope.own(Tensors.zeros(without.size(), theta.length));
            for (int i = 0; i < without.size(); i++) {
                float[] difference = gradients.vector(without.get(i));
                for (int j = 0; j < difference.length; j++) {
                    difference[j] -= theta[j];
                }
                differences.select(0, i).copy_(Tensors.floats(difference, difference.length));
            }
        }
    }

    /** What each block of an answer loses in nats without each group: [adapters][blocks]. */
    double[][] ofBlocks(int[] promptIds, int[] answerIds) {
        List<TrainingRow> rows = new ArrayList<>();
        for (int from = 0; from < answerIds.length; from = end(from, answerIds.length)) {
            int to = end(from, answerIds.length);
            int[] ids = Arrays.copyOf(promptIds, promptIds.length + to);
            System.arraycopy(answerIds, 0, ids, promptIds.length, to);
            rows.add(new TrainingRow(ids, promptIds.length + from, 0, "answer"));
        }
        double[][] effects = new double[Math.toIntExact(differences.size(0))][];
        try (Scope _ = Scope.open()) {
            Tensor products = differences.matmul(gradients.matrix(adapter, rows).t());
            Arrays.setAll(effects, i -> Tensors.toDoubles(products.select(0, i)));
        }
        return effects;
    }

    /** Where the block ends that begins at a token. */
    private static int end(int from, int tokens) {
        return Math.min(tokens, from + Math.ceilDiv(tokens, BLOCKS));
    }

    /**
     * What each token loses: [adapters][tokens].
     *
     * @param ofBlocks what each block loses
     * @param model log p of the answer's tokens under the adapter
     */
    static double[][] ofTokens(double[][] ofBlocks, double[] model) {
        double[][] effects = new double[ofBlocks.length][model.length];
        int block = 0;
        for (int from = 0; from < model.length; from = end(from, model.length)) {
            int to = end(from, model.length);
            double whole = Arrays.stream(model, from, to).map(FirstOrder::room).sum();
            for (int i = 0; i < effects.length && whole > 0; i++) {
                for (int t = from; t < to; t++) {
                    effects[i][t] = ofBlocks[i][block] * room(model[t]) / whole;
                }
            }
            block++;
        }
        return effects;
    }

    private static double room(double logProbability) {
        return Math.max(0, -StrictMath.expm1(logProbability));
    }

    @Override
    public void close() {
        gradients.close();
        differences.close();
    }
}
