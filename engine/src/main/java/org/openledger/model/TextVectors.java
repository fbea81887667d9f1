package org.openledger.model;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/** Texts as vectors of the base's own making: texts that the base reads alike lie close to each other. */
public final class TextVectors {
    private TextVectors() {}

    /**
     * The mean of the base's last hidden states over each text's tokens, scaled to length 1: [texts][hidden]. All texts are
     * computed in one pass, so the caller bounds how many and how long they are.
     *
     * @param texts token ids, at least one a text
     */
    public static float[][] of(BaseModel base, int[][] texts) {
        float[][] vectors = new float[texts.length][];
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor hidden = base.decoder().hidden(TokenBatch.padded(texts), null);
            for (int i = 0; i < texts.length; i++) {
                if (texts[i].length == 0) {
                    throw new ModelException("text " + i + " has no tokens, so it has no vector");
                }
                vectors[i] = unit(Tensors.toFloats(
                        hidden.select(0, i).narrow(0, 0, texts[i].length).mean(0)));
            }
        }
        return vectors;
    }

    private static float[] unit(float[] vector) {
        double square = 0;
        for (float each : vector) {
            square += (double) each * each;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < vector.length && length > 0; i++) {
            vector[i] /= length;
        }
        return vector;
    }
}
