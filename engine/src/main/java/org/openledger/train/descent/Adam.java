package org.openledger.train.descent;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
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
public record Adam(double firstDecay, double secondDecay, double epsilon, double weightDecay) {
    /** The moments of one parameter. */
    public record Moments(Tensor first, Tensor second) implements AutoCloseable {
        public static Moments zero(torch.ScalarType precision, long... shape) {
            try (Scope _ = Scope.open()) {
                return new Moments(
                        Scope.own(Tensors.zeros(shape).to(precision)),
                        Scope.own(Tensors.zeros(shape).to(precision)));
            }
        }

        public Moments copy() {
            return new Moments(Scope.own(first.clone()), Scope.own(second.clone()));
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }

    /** Updates the parameter and its moments in place; {@code step} counts from 0. No gradient may be recorded. */
    public void update(Tensor parameter, Tensor gradient, Moments moments, int step, double rate) {
        try (Scope _ = Scope.open()) {
            Tensor m = moments.first();
            Tensor v = moments.second();
            m.mul_(Tensors.scalar(firstDecay)).add_(gradient.mul(Tensors.scalar(1 - firstDecay)));
            v.mul_(Tensors.scalar(secondDecay)).add_(gradient.square().mul(Tensors.scalar(1 - secondDecay)));
            double firstCorrection = 1 - Math.pow(firstDecay, step + 1);
            Tensor root = root(moments, step);
            if (weightDecay > 0) {
                parameter.mul_(Tensors.scalar(kept(rate)));
            }
            parameter.sub_(m.div(root).mul_(Tensors.scalar(rate / firstCorrection)));
        }
    }

    /**
     * How a parameter and its moments change with weights w: ∂θ/∂w, ∂m/∂w, ∂v/∂w, each [weights, numbers of θ]. All zero before the
     * first step.
     */
    public record Tangent(Tensor parameter, Tensor first, Tensor second) implements AutoCloseable {
        private static Tensor zeros(Tensor like, int weights) {
            return Scope.own(Tensors.zeros(weights, like.size(0)).to(like.scalar_type()));
        }

        public static Tangent zero(Tensor like, int weights) {
            return new Tangent(zeros(like, weights), zeros(like, weights), zeros(like, weights));
        }

        @Override
        public void close() {
            parameter.close();
            first.close();
            second.close();
        }
    }

    /**
     * Takes a tangent over a step, in place.
     *
     * @param gradient of the step
     * @param ofGradient ∂g/∂w, through the parameter and through the weight itself
     * @param after the moments after the step
     */
    public void push(Tangent tangent, Tensor gradient, Tensor ofGradient, Moments after, int step, double rate) {
        try (Scope _ = Scope.open()) {
            Tensor m = tangent.first();
            Tensor v = tangent.second();
            m.mul_(Tensors.scalar(firstDecay)).add_(ofGradient.mul(Tensors.scalar(1 - firstDecay)));
            v.mul_(Tensors.scalar(secondDecay))
                    .add_(gradient.mul(ofGradient).mul_(Tensors.scalar(2 * (1 - secondDecay))));
            double firstCorrection = 1 - Math.pow(firstDecay, step + 1);
            Tensor root = root(after, step);
            tangent.parameter()
                    .mul_(Tensors.scalar(kept(rate)))
                    .sub_(m.div(root).mul_(Tensors.scalar(rate / firstCorrection)))
                    .add_(ofSecond(after, root, step, rate).mul(v));
        }
    }

    /** What a number in the end owes a parameter and its moments: λ, λm, λv. */
    public record Cotangent(Tensor parameter, Tensor first, Tensor second) implements AutoCloseable {
        /** Of a number that depends on the parameter alone. */
        public static Cotangent of(Tensor gradient) {
            return new Cotangent(
                    Scope.own(gradient.clone()),
                    Scope.own(torch.zeros_like(gradient)),
                    Scope.own(torch.zeros_like(gradient)));
        }

        @Override
        public void close() {
            parameter.close();
            first.close();
            second.close();
        }
    }

    /**
     * Takes a cotangent back over a step, in place, and gives what is owed to the step's gradient, in the caller's scope. What the
     * gradient in its turn owes the parameter is the caller's to add.
     *
     * @param gradient of the step
     * @param after the moments after the step
     */
    public Tensor pull(Cotangent cotangent, Tensor gradient, Moments after, int step, double rate) {
        try (Scope scope = Scope.open()) {
            Tensor m = cotangent.first();
            Tensor v = cotangent.second();
            double firstCorrection = 1 - Math.pow(firstDecay, step + 1);
            Tensor root = root(after, step);
            m.sub_(cotangent.parameter().div(root).mul_(Tensors.scalar(rate / firstCorrection)));
            v.add_(ofSecond(after, root, step, rate).mul_(cotangent.parameter()));
            cotangent.parameter().mul_(Tensors.scalar(kept(rate)));
            Tensor owed = m.mul(Tensors.scalar(1 - firstDecay))
                    .add_(gradient.mul(v).mul_(Tensors.scalar(2 * (1 - secondDecay))));
            m.mul_(Tensors.scalar(firstDecay));
            v.mul_(Tensors.scalar(secondDecay));
            return scope.keep(owed);
        }
    }

    /**
     * {@link #pull} through the first moment alone, as if D had been given: takes what is owed to it back over a step, in place, and
     * gives what is owed to the step's gradient, with the sign of a descent, in the caller's scope.
     *
     * @param first what later steps owe the first moment
     * @param ofParameter what is owed to the parameter where this step moves it
     */
    public Tensor pullToFirst(Tensor first, Tensor ofParameter, Moments after, int step, double rate) {
        try (Scope scope = Scope.open()) {
            double firstCorrection = 1 - Math.pow(firstDecay, step + 1);
            first.add_(ofParameter.div(root(after, step)).mul_(Tensors.scalar(rate / firstCorrection)));
            Tensor owed = first.mul(Tensors.scalar(1 - firstDecay));
            first.mul_(Tensors.scalar(firstDecay));
            return scope.keep(owed);
        }
    }

    /** What a step leaves of a weight before it moves it. */
    private double kept(double rate) {
        return 1 - rate * weightDecay;
    }

    /** D = √(v/c₂ + ε²). */
    private Tensor root(Moments after, int step) {
        return after.second()
                .div(Tensors.scalar(1 - Math.pow(secondDecay, step + 1)))
                .add_(Tensors.scalar(epsilon * epsilon))
                .sqrt_();
    }

    /** ∂θ/∂v of a step: η m/(2 c₁ c₂ D³). */
    private Tensor ofSecond(Moments after, Tensor root, int step, double rate) {
        double corrections = (1 - Math.pow(firstDecay, step + 1)) * (1 - Math.pow(secondDecay, step + 1));
        return after.first().mul(Tensors.scalar(rate / (2 * corrections))).div_(root.pow(Tensors.scalar(3)));
    }
}
