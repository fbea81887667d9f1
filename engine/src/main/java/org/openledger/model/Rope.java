package org.openledger.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * Rotary positions (Su et al., arXiv:2104.09864) in the layout of Hugging Face checkpoints, where the pair of coordinate i is
 * i + half of those that turn.
 */
final class Rope {
    private final Tensor frequencies;
    private final double amplitude;

    Rope(Architecture.Rotation rotation) {
        int half = rotation.coordinates() / 2;
        float[] values = new float[half];
        for (int i = 0; i < half; i++) {
            // Rounded to float32 where transformers rounds, so that far positions turn by the same angle.
            float exponent = 2f * i / rotation.coordinates();
            float plain = (float) (1 / Math.pow(rotation.theta(), exponent));
            values[i] = (float) rotation.scaling().stretch(plain, i, half, rotation.theta());
        }
        frequencies = Scope.own(Tensors.floats(values, half));
        amplitude = rotation.scaling().amplitude();
    }

    /**
     * The turn at each position, [B, T, 1, coordinates].
     *
     * @param sine negative for the first half, so that it multiplies the halves exchanged
     */
    record Turn(Tensor cosine, Tensor sine) {
        /** Turns {@code x} of shape [B, T, heads, headSize]; coordinates beyond those that turn stay. */
        Tensor apply(Tensor x) {
            long turned = cosine.size(3);
            long rest = x.size(3) - turned;
            if (rest == 0) {
                return turned(x);
            }
            return torch.cat(new TensorVector(turned(x.narrow(3, 0, turned)), x.narrow(3, turned, rest)), -1);
        }

        private Tensor turned(Tensor x) {
            return x.mul(cosine).addcmul(x.roll(new long[] {x.size(3) / 2}, -1), sine);
        }
    }

    /** The turn for positions of shape [B, T]. */
    Turn at(Tensor positions) {
        Tensor angles = positions.to(frequencies.scalar_type()).unsqueeze(-1).mul(frequencies);
        Tensor cosine = amplified(angles.cos());
        Tensor sine = amplified(angles.sin());
        return new Turn(
                torch.cat(new TensorVector(cosine, cosine), -1).unsqueeze(2),
                torch.cat(new TensorVector(sine.neg(), sine), -1).unsqueeze(2));
    }

    private Tensor amplified(Tensor x) {
        return amplitude == 1 ? x : x.mul(Tensors.scalar(amplitude));
    }
}
