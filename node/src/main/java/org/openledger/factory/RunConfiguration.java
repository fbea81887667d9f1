package org.openledger.factory;

import org.openledger.store.Refusal.Kind;

/**
 * How a run learns. The same configuration, base and versions give the same adapter to the bit.
 *
 * @param rank of the LoRA factors
 * @param alpha their scale is alpha / rank
 * @param steps optimiser steps
 * @param batchRows rows a step
 * @param peakLearningRate highest rate
 * @param warmupSteps steps until it is reached
 * @param maxTokens tokens of a row that are looked at
 * @param seed decides first weights and the order of rows
 */
public record RunConfiguration(
        int rank,
        int alpha,
        int steps,
        int batchRows,
        double peakLearningRate,
        int warmupSteps,
        int maxTokens,
        long seed) {
    public static final int MAX_RANK = 256;
    public static final int MAX_STEPS = 100_000;
    public static final int MAX_BATCH_ROWS = 1024;
    public static final int MAX_TOKENS = 32_768;

    /** Suits a small base and some dozens of rows. */
    public static final RunConfiguration STANDARD = new RunConfiguration(16, 32, 200, 16, 5e-3, 20, 256, 1);

    public RunConfiguration {
        requireWithin("rank", rank, MAX_RANK);
        requireWithin("alpha", alpha, 4 * MAX_RANK);
        requireWithin("steps", steps, MAX_STEPS);
        requireWithin("batchRows", batchRows, MAX_BATCH_ROWS);
        requireWithin("maxTokens", maxTokens, MAX_TOKENS);
        if (!(peakLearningRate > 0 && peakLearningRate < 1)) {
            throw new FactoryException(Kind.INVALID, "peakLearningRate must be above 0 and below 1");
        }
        if (warmupSteps < 0 || warmupSteps > steps) {
            throw new FactoryException(Kind.INVALID, "warmupSteps must be 0 to steps");
        }
    }

    private static void requireWithin(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new FactoryException(Kind.INVALID, name + " must be 1 to " + most + ", not " + value);
        }
    }
}
