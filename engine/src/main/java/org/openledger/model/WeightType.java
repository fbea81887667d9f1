package org.openledger.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.FreeMemory;
import org.openledger.tensor.PackedMatrix;

/**
 * How the matrices of a base stand in memory. All sums are float32 in either case. Answers are computed with a {@link PackedMatrix}
 * besides, where 16 bits hold the numbers exactly.
 */
public enum WeightType {
    /** As float32, whatever the file holds: the fastest. */
    F32(Float.BYTES + Short.BYTES),
    /**
     * As the file holds them where it holds 16 bits, read from the file itself, which takes no memory that the system cannot have back. What
     * is not computed with a packed matrix, as training and attribution, widens it anew each time.
     */
    BF16(Short.BYTES);

    private final int matrixBytes;

    WeightType(int matrixBytes) {
        this.matrixBytes = matrixBytes;
    }

    /** Bytes that the weights of a model take. */
    public long bytes(ModelConfig config) {
        return DecoderWeights.shapes(config).values().stream()
                .mapToLong(shape -> Arrays.stream(shape).reduce(1, Math::multiplyExact)
                        * (shape.length == 1 ? Float.BYTES : matrixBytes))
                .sum();
    }

    /**
     * The fastest in which a model fits, with what it needs beside its weights.
     *
     * @param beside bytes of caches and adapters
     * @param free bytes; empty where they are not known, and then everything fits
     * @throws ModelException with the sum when neither fits
     */
    public static WeightType fitting(Path folder, ModelConfig config, long beside, OptionalLong free) {
        for (WeightType type : values()) {
            if (free.isEmpty() || type.bytes(config) + beside <= free.getAsLong()) {
                return type;
            }
        }
        throw tooLarge(folder, BF16.bytes(config), beside, free.getAsLong());
    }

    private static ModelException tooLarge(Path folder, long weights, long beside, long free) {
        String sum = FreeMemory.shown(weights) + " of weights"
                + (beside == 0 ? "" : " and " + FreeMemory.shown(beside) + " of caches and adapters");
        return new ModelException(folder + " needs " + sum + ", and " + FreeMemory.shown(free)
                + " are free: take a smaller model, fewer rows or a shorter context, or a larger machine");
    }
}
