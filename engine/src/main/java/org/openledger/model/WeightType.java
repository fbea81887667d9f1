package org.openledger.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.openledger.model.file.FileDigests;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.ByteMatrix;
import org.openledger.tensor.FreeMemory;
import org.openledger.tensor.PackedMatrix;

/**
 * How the matrices of a base stand in memory. All sums are float32 in any case. Answers are computed with a {@link PackedMatrix}
 * besides, where 16 bits hold the numbers exactly.
 */
public enum WeightType {
    /** As float32, whatever the file holds: the fastest. */
    F32(Float.BYTES + Short.BYTES, 0),
    /**
     * As the file holds them where it holds 16 bits, read from the file itself, which takes no memory that the system cannot have back. What
     * is not computed with a packed matrix, as training and attribution, widens it anew each time.
     */
    BF16(Short.BYTES, 0),
    /**
     * Rounded to 8 bits with a scale for each row ({@link ByteMatrix}), whatever the file holds. That is another model, of another digest:
     * answers, training and attribution are all computed with the rounded numbers. Taken only where it is asked for.
     */
    INT8(Byte.BYTES, Float.BYTES);

    /** The types that compute with the numbers of the files, the fastest first. */
    public static final List<WeightType> EXACT = List.of(F32, BF16);

    private final int matrixBytes;
    private final int rowBytes;

    WeightType(int matrixBytes, int rowBytes) {
        this.matrixBytes = matrixBytes;
        this.rowBytes = rowBytes;
    }

    /** By which digest a base of this type is known, of that of its folder: for int8 what {@code printf '%s  int8\\n' DIGEST | sha256sum} gives. */
    public String digest(String folder) {
        if (this != INT8) {
            return folder;
        }
        byte[] line = (folder + "  int8\n").getBytes(StandardCharsets.UTF_8);
        try {
            return FileDigests.of(new ByteArrayInputStream(line));
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes in memory can be read", impossible);
        }
    }

    /** Bytes that the weights of a model take. */
    public long bytes(ModelConfig config) {
        return DecoderWeights.shapes(config).values().stream()
                .mapToLong(shape -> Arrays.stream(shape).reduce(1, Math::multiplyExact)
                                * (shape.length == 1 ? Float.BYTES : matrixBytes)
                        + (shape.length == 1 ? 0 : shape[0] * rowBytes))
                .sum();
    }

    /**
     * The fastest of the {@link #EXACT} ones in which a model fits, with what it needs beside its weights.
     *
     * @param beside bytes of caches and adapters
     * @param free bytes; empty where they are not known, and then everything fits
     * @throws ModelException with the sum when neither fits
     */
    public static WeightType fitting(Path folder, ModelConfig config, long beside, OptionalLong free) {
        for (WeightType type : EXACT) {
            if (free.isEmpty() || type.bytes(config) + beside <= free.getAsLong()) {
                return type;
            }
        }
        throw tooLarge(folder, config, beside, free.getAsLong());
    }

    /** What else may be done where a model does not fit: nothing, where it was done. */
    public static String orRounded(Optional<WeightType> asked, ModelConfig config) {
        return asked.equals(Optional.of(INT8))
                ? ""
                : "; or have its matrices rounded to 8 bits (model.dtype = \"int8\"), which is another model of "
                        + FreeMemory.shown(INT8.bytes(config));
    }

    private static ModelException tooLarge(Path folder, ModelConfig config, long beside, long free) {
        String sum = FreeMemory.shown(BF16.bytes(config)) + " of weights"
                + (beside == 0 ? "" : " and " + FreeMemory.shown(beside) + " of caches and adapters");
        return new ModelException(folder + " needs " + sum + ", and " + FreeMemory.shown(free)
                + " are free: take a smaller model, fewer rows or a shorter context, or a larger machine"
                + orRounded(Optional.empty(), config));
    }
}
