package org.openledger.train.descent;

import org.bytedeco.pytorch.Tensor;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * Shortens a gradient that is longer than a bound to the bound (R. Pascanu et al., arXiv:1211.5063).
 *
 * @param most the largest norm; 0 for any
 */
public record GradientClip(double most) {
    /** The gradient as the optimiser takes it, in the caller's scope. */
    public Tensor of(Tensor gradient) {
        double norm = norm(gradient);
        return norm <= most ? gradient : gradient.mul(Tensors.scalar(most / norm));
    }

    /**
     * How what the optimiser takes changes with the gradient, times vectors [n] or [vectors, n], in the caller's scope. The matrix is
     * symmetric: it takes tangents forward and cotangents back.
     */
    public Tensor derivative(Tensor gradient, Tensor vectors) {
        double norm = norm(gradient);
        if (norm <= most) {
            return vectors;
        }
        try (Scope scope = Scope.open()) {
            Tensor direction = gradient.div(Tensors.scalar(norm));
            Tensor along = vectors.matmul(direction).unsqueeze(-1).mul(direction);
            return scope.keep(vectors.sub(along).mul(Tensors.scalar(most / norm)));
        }
    }

    private double norm(Tensor gradient) {
        return most == 0 ? 0 : gradient.norm().item_double();
    }
}
