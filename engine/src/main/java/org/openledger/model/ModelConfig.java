package org.openledger.model;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.openledger.model.file.ModelException;

/**
 * The shape of a Llama-architecture decoder, as Hugging Face's {@code config.json} gives it.
 *
 * @param vocabularySize rows of the embedding
 * @param hiddenSize width of the residual stream
 * @param layers number of blocks
 * @param heads query heads
 * @param keyValueHeads key and value heads; divides {@code heads} (grouped-query attention)
 * @param headSize width of a head; even
 * @param intermediateSize width inside the SwiGLU
 * @param maximumPositions longest context in tokens
 * @param normEpsilon added to the mean square in RMSNorm
 * @param ropeTheta base of the rotary frequencies
 * @param ropeScaling how the frequencies are stretched
 * @param tiedHead whether the output head is the embedding itself
 * @param beginToken the token a text begins with, where the model has one
 * @param endTokens the tokens that end an answer; may be empty
 */
public record ModelConfig(
        int vocabularySize,
        int hiddenSize,
        int layers,
        int heads,
        int keyValueHeads,
        int headSize,
        int intermediateSize,
        int maximumPositions,
        double normEpsilon,
        double ropeTheta,
        RopeScaling ropeScaling,
        boolean tiedHead,
        OptionalInt beginToken,
        Set<Integer> endTokens) {

    public ModelConfig {
        for (int size : List.of(
                vocabularySize,
                hiddenSize,
                layers,
                heads,
                keyValueHeads,
                headSize,
                intermediateSize,
                maximumPositions)) {
            if (size < 1) {
                throw new ModelException("a size in the model's configuration is " + size + "; all must be positive");
            }
        }
        if (heads % keyValueHeads != 0) {
            throw new ModelException(
                    heads + " query heads cannot share " + keyValueHeads + " key and value heads evenly");
        }
        if (headSize % 2 != 0) {
            throw new ModelException("the head size " + headSize + " is odd; rotary positions need pairs");
        }
        if (!(normEpsilon > 0) || !(ropeTheta > 0)) {
            throw new ModelException("rms_norm_eps and rope_theta must be positive");
        }
        endTokens = Set.copyOf(endTokens);
    }

    /**
     * Reads {@code config.json}.
     *
     * @throws ModelException when it is not a Llama-architecture model or asks for something this engine does not compute
     */
    public static ModelConfig read(Path configJson) {
        return ModelConfigFile.read(configJson);
    }

    ModelConfig withTiedHead(boolean tied) {
        return tied == tiedHead ? this : with(tied, endTokens);
    }

    ModelConfig withEndTokens(Set<Integer> tokens) {
        return with(tiedHead, tokens);
    }

    private ModelConfig with(boolean tied, Set<Integer> ends) {
        return new ModelConfig(
                vocabularySize,
                hiddenSize,
                layers,
                heads,
                keyValueHeads,
                headSize,
                intermediateSize,
                maximumPositions,
                normEpsilon,
                ropeTheta,
                ropeScaling,
                tied,
                beginToken,
                ends);
    }

    /** Writes {@code config.json} as transformers reads it; weights are declared bfloat16. */
    public void write(Path configJson) {
        ModelConfigFile.write(this, configJson);
    }
}
