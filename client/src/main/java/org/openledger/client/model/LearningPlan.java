package org.openledger.client.model;

/**
 * How a run learns. The same plan, base and versions give the same adapter to the bit.
 *
 * @param rank of the LoRA factors
 * @param alpha their scale is alpha divided by rank
 * @param steps optimiser steps
 * @param batchRows rows a step
 * @param peakLearningRate highest rate
 * @param warmupSteps steps until it is reached
 * @param maxTokens tokens of a row that are looked at
 * @param seed decides first weights and the order of rows
 */
public record LearningPlan(
        int rank,
        int alpha,
        int steps,
        int batchRows,
        double peakLearningRate,
        int warmupSteps,
        int maxTokens,
        long seed) {}
