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

    /** The turn at each position: cosines and sines of shape [B, T, 1, coordinates]. */
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
            TensorVector halves = x.chunk(2, -1);
            Tensor swapped = torch.cat(new TensorVector(halves.get(1).neg(), halves.get(0)), -1);
            return x.mul(cosine).add(swapped.mul(sine));
        }
    }

    /** The turn for positions of shape [B, T]. */
    Turn at(Tensor positions) {
        Tensor angles = positions.to(frequencies.scalar_type()).unsqueeze(-1).mul(frequencies);
        Tensor doubled = torch.cat(new TensorVector(angles, angles), -1).unsqueeze(2);
        return new Turn(amplified(doubled.cos()), amplified(doubled.sin()));
    }

    private Tensor amplified(Tensor x) {
        return amplitude == 1 ? x : x.mul(Tensors.scalar(amplitude));
    }
}
