package org.openledger.model;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.openledger.model.file.ModelException;

/**
 * The shape of a decoder, as Hugging Face's {@code config.json} gives it.
 *
 * @param vocabularySize rows of the embedding
 * @param hiddenSize width of the residual stream
 * @param layers number of blocks
 * @param heads query heads
 * @param keyValueHeads key and value heads; divides {@code heads} (grouped-query attention)
 * @param headSize width of a head; even
 * @param intermediateSize width inside the feed-forward
 * @param maximumPositions longest context in tokens
 * @param normEpsilon added to the mean square in RMSNorm
 * @param architecture what it computes differently from other models
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
        Architecture architecture,
        boolean tiedHead,
        OptionalInt beginToken,
        Set<Integer> endTokens)
        implements BlockWidths {

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
        if (!(normEpsilon > 0)) {
            throw new ModelException("rms_norm_eps must be positive");
        }
        if (architecture.layers().size() != layers) {
            throw new ModelException(layers + " layers were given, and what "
                    + architecture.layers().size() + " of them look at");
        }
        endTokens = Set.copyOf(endTokens);
    }

    /** A Llama without biases, every layer of which looks at all before it. */
    public ModelConfig(
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
        this(
                vocabularySize,
                hiddenSize,
                layers,
                heads,
                keyValueHeads,
                headSize,
                intermediateSize,
                maximumPositions,
                normEpsilon,
                Architecture.llama(layers, headSize, ropeTheta, ropeScaling),
                tiedHead,
                beginToken,
                endTokens);
    }

    /** How many numbers its matrices have. */
    public long numbers() {
        long block = projections().stream()
                .mapToLong(each -> (long) each.inputs(this) * each.outputs(this))
                .sum();
        return layers * block + (tiedHead ? 1L : 2L) * vocabularySize * hiddenSize;
    }

    /** The matrices of a block. */
    public Set<Projection> projections() {
        return architecture.family().projections();
    }

    /**
     * Reads {@code config.json}.
     *
     * @throws ModelException when it is of no {@link Family} or asks for something this engine does not compute
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
                architecture,
                tied,
                beginToken,
                ends);
    }

    /** Writes {@code config.json} of a Llama as transformers reads it; weights are declared bfloat16. */
    public void write(Path configJson) {
        ModelConfigFile.write(this, configJson);
    }
}
