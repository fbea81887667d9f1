package org.openledger.train;

import org.bytedeco.pytorch.Tensor;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * Adam (Kingma and Ba, arXiv:1412.6980) with ε inside the root: D = √(v/c₂ + ε²), so that the update is smooth where a gradient
 * is exactly zero, as that of LoRA's A is at the first step. Weight decay is decoupled (Loshchilov and Hutter,
 * arXiv:1711.05101).
 *
 * @param firstDecay β₁
 * @param secondDecay β₂
 * @param epsilon ε
 * @param weightDecay what part of a weight each step of rate 1 would remove
 */
record Adam(double firstDecay, double secondDecay, double epsilon, double weightDecay) {
    /** The moments of one parameter. */
    record Moments(Tensor first, Tensor second) implements AutoCloseable {
        static Moments zero(long... shape) {
            return new Moments(Scope.own(Tensors.zeros(shape)), Scope.own(Tensors.zeros(shape)));
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }

    /** Updates the parameter and its moments in place; {@code step} counts from 0. No gradient may be recorded. */
    void update(Tensor parameter, Tensor gradient, Moments moments, int step, double rate) {
        try (Scope _ = Scope.open()) {
            Tensor m = moments.first();
            Tensor v = moments.second();
            m.mul_(Tensors.scalar(firstDecay)).add_(gradient.mul(Tensors.scalar(1 - firstDecay)));
            v.mul_(Tensors.scalar(secondDecay)).add_(gradient.square().mul(Tensors.scalar(1 - secondDecay)));
            double firstCorrection = 1 - Math.pow(firstDecay, step + 1);
            double secondCorrection = 1 - Math.pow(secondDecay, step + 1);
            Tensor root = v.div(Tensors.scalar(secondCorrection))
                    .add_(Tensors.scalar(epsilon * epsilon))
                    .sqrt_();
            if (weightDecay > 0) {
                parameter.mul_(Tensors.scalar(1 - rate * weightDecay));
            }
            parameter.sub_(m.div(root).mul_(Tensors.scalar(rate / firstCorrection)));
        }
    }
}
