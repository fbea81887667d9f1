package org.openledger.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * Rotary positions (Su et al., arXiv:2104.09864) in the layout of Hugging Face checkpoints, where the pair of coordinate i is
 * i + headSize/2.
 */
final class Rope {
    private final Tensor frequencies;

    Rope(ModelConfig config) {
        int half = config.headSize() / 2;
        float[] values = new float[half];
        for (int i = 0; i < half; i++) {
            // Rounded to float32 where transformers rounds, so that far positions turn by the same angle.
            float exponent = 2f * i / config.headSize();
            values[i] = (float) config.ropeScaling().stretch((float) (1 / Math.pow(config.ropeTheta(), exponent)));
        }
        frequencies = Scope.own(Tensors.floats(values, half));
    }

    /** The turn at each position: cosines and sines of shape [B, T, 1, headSize]. */
    record Turn(Tensor cosine, Tensor sine) {
        /** Turns {@code x} of shape [B, T, heads, headSize]. */
        Tensor apply(Tensor x) {
            TensorVector halves = x.chunk(2, -1);
            Tensor swapped = torch.cat(new TensorVector(halves.get(1).neg(), halves.get(0)), -1);
            return x.mul(cosine).add(swapped.mul(sine));
        }
    }

    /** The turn for positions of shape [B, T]. */
    Turn at(Tensor positions) {
        Tensor angles = positions.to(frequencies.scalar_type()).unsqueeze(-1).mul(frequencies);
        Tensor doubled = torch.cat(new TensorVector(angles, angles), -1).unsqueeze(2);
        return new Turn(doubled.cos(), doubled.sin());
    }
}
