package org.openledger.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openledger.model.file.ModelException;

/**
 * What a model computes differently from other models, beside its sizes.
 *
 * @param family what its family computes differently from Llama
 * @param layers what each layer looks at, in order
 * @param biased the matrices that have a bias
 * @param embeddingMultiplier what embeddings are multiplied by
 * @param residualMultiplier what each half of a block is multiplied by before it is added
 * @param attentionScale what query times key is multiplied by
 * @param logitDivisor what logits are divided by
 * @param attentionCap attention scores s become c·tanh(s/c); 0 for none
 * @param logitCap the same for logits
 */
public record Architecture(
        Family family,
        List<Attention> layers,
        Set<Projection> biased,
        double embeddingMultiplier,
        double residualMultiplier,
        double attentionScale,
        double logitDivisor,
        double attentionCap,
        double logitCap) {
    /**
     * What one layer looks at.
     *
     * @param window how many tokens, itself included; 0 for all before
     * @param rope how it knows positions; null where it knows none
     */
    public record Attention(int window, @Nullable Rotation rope) {}

    /**
     * Rotary positions.
     *
     * @param theta base of the frequencies
     * @param scaling how they are stretched
     * @param coordinates how many of a head's coordinates turn, from the first; even
     */
    public record Rotation(double theta, RopeScaling scaling, int coordinates) {
        public Rotation {
            if (!(theta > 0) || coordinates < 2 || coordinates % 2 != 0) {
                throw new ModelException("rotary positions of base " + theta + " over " + coordinates
                        + " coordinates cannot be computed; the base must be positive and the coordinates pairs");
            }
        }
    }

    public Architecture {
        layers = List.copyOf(layers);
        biased = Collections.unmodifiableSet(
                biased.isEmpty() ? EnumSet.noneOf(Projection.class) : EnumSet.copyOf(biased));
    }

    /** A Llama without biases. */
    static Architecture llama(int layers, int headSize, double ropeTheta, RopeScaling scaling) {
        Attention attention = new Attention(0, new Rotation(ropeTheta, scaling, headSize));
        return new Architecture(
                Family.LLAMA, Collections.nCopies(layers, attention), Set.of(), 1, 1, 1 / Math.sqrt(headSize), 1, 0, 0);
    }
}
