package org.openledger.train;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openledger.model.LoraBank;
import org.openledger.model.LoraTaps;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Seeds;
import org.openledger.tensor.Tensors;

/**
 * The curvature of the mean loss of a token over some rows, factor by factor of an adapter, as EK-FAC has it: eigenvectors of the
 * second moments of what goes into a factor and of what comes back to its outputs, and along them the second moments of the rows' own
 * gradients (T. George et al., "Fast approximate natural gradient descent in a Kronecker-factored eigenbasis", 2018; R. Grosse et al.,
 * "Studying large language model generalization with influence functions", 2023). Responses are drawn from the model. It fits where
 * the gradients of all rows do not. It owns its memory: close it.
 */
public final class KroneckerFactors implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 16;

    private final List<Factor> factors;

    /** One block: eigenvectors of both sides, and the eigenvalue of each pair [outputs, inputs]. */
    private record Factor(LoraParameters.Block block, Tensor outputs, Tensor inputs, Tensor values)
            implements AutoCloseable {
        @Override
        public void close() {
            outputs.close();
            inputs.close();
            values.close();
        }
    }

    private KroneckerFactors(List<Factor> factors) {
        this.factors = factors;
    }

    static KroneckerFactors of(RowGradients gradients, Tensor theta, List<TrainingRow> rows, long seed) {
        List<LoraParameters.Block> blocks = gradients.parameters().blocks();
        List<Factor> factors = new ArrayList<>();
        try (Scope _ = Scope.open()) {
            List<Tensor> inputs = new ArrayList<>();
            List<Tensor> outputs = new ArrayList<>();
            for (LoraParameters.Block block : blocks) {
                inputs.add(Tensors.zeros(block.inputs(), block.inputs()));
                outputs.add(Tensors.zeros(block.outputs(), block.outputs()));
            }
            for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
                List<TrainingRow> batch = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
                addMoments(gradients, theta, batch, seed + from, blocks, inputs, outputs);
            }
            Tensor ofRows = gradients.sampled(theta, rows, seed);
            double tokens = ResponseTokens.count(rows);
            for (int i = 0; i < blocks.size(); i++) {
                factors.add(factor(blocks.get(i), inputs.get(i), outputs.get(i), ofRows, tokens));
            }
        }
        return new KroneckerFactors(List.copyOf(factors));
    }

    private static void addMoments(
            RowGradients gradients,
            Tensor theta,
            List<TrainingRow> batch,
            long seed,
            List<LoraParameters.Block> blocks,
            List<Tensor> inputs,
            List<Tensor> outputs) {
        try (Scope _ = Scope.open();
                LoraTaps taps = new LoraTaps()) {
            int[] drawn = gradients.drawn(theta, batch, Seeds.stream(seed, "moments"));
            LoraBank bank =
                    gradients.parameters().bank(LoraGradients.leaf(theta)).tapped(taps);
            ResponseTokens.losses(gradients.layers(), batch, drawn, bank).sum().backward();
            for (int i = 0; i < blocks.size(); i++) {
                LoraParameters.Block at = blocks.get(i);
                Tensor x = taps.input(at.layer(), at.projection(), at.second());
                Tensor y = taps.outputGradient(at.layer(), at.projection(), at.second());
                inputs.get(i).add_(torch.mm(x.t(), x));
                outputs.get(i).add_(torch.mm(y.t(), y));
            }
        }
    }

    private static Factor factor(
            LoraParameters.Block block, Tensor inputs, Tensor outputs, Tensor ofRows, double tokens) {
        try (Scope _ = Scope.open()) {
            Tensor right = vectors(inputs);
            Tensor left = vectors(outputs);
            Tensor turned = turned(part(ofRows, block), left, right);
            Tensor values = turned.square().sum(0).div(Tensors.scalar(tokens));
            return new Factor(block, Scope.own(left), Scope.own(right), Scope.own(values));
        }
    }

    private static Tensor vectors(Tensor symmetric) {
        try (Scope scope = Scope.open()) {
            T_TensorTensor_T both = torch.linalg_eigh(symmetric);
            return scope.keep(both.get1().detach()); // get1() only points into the pair, which is freed with its scope
        }
    }

    /** The block of some vectors [n, numbers of θ] as matrices [n, outputs, inputs]. */
    private static Tensor part(Tensor vectors, LoraParameters.Block block) {
        return vectors.narrow(1, block.from(), block.size()).reshape(-1, block.outputs(), block.inputs());
    }

    private static Tensor turned(Tensor matrices, Tensor left, Tensor right) {
        return torch.matmul(torch.matmul(left.t(), matrices), right);
    }

    /**
     * (H + λ)⁻¹ of some vectors, in the caller's scope: [n, numbers of θ].
     *
     * @param damping λ of each factor, in parts of the mean of its eigenvalues
     */
    public Tensor solve(Tensor vectors, double damping) {
        try (Scope scope = Scope.open()) {
            Tensor solved = torch.zeros_like(vectors);
            for (Factor each : factors) {
                Tensor turned = turned(part(vectors, each.block()), each.outputs(), each.inputs());
                double mean = each.values().mean().item_double();
                Tensor scaled = turned.div(each.values().add(Tensors.scalar(Math.max(damping * mean, 1e-12))));
                Tensor back = torch.matmul(
                        torch.matmul(each.outputs(), scaled), each.inputs().t());
                solved.narrow(1, each.block().from(), each.block().size())
                        .copy_(back.reshape(-1, each.block().size()));
            }
            return scope.keep(solved);
        }
    }

    @Override
    public void close() {
        factors.forEach(Factor::close);
    }
}
