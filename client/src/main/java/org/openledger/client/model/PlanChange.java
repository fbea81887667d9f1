package org.openledger.client.model;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;

/**
 * What of the standard plan a run changes. What is left out is as in the plan; the warm-up is the same part of the steps.
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
public record PlanChange(
        @Bounds(from = 0) Optional<Integer> rank,
        @Bounds(from = 0) Optional<Integer> alpha,
        @Bounds(from = 0) @Example("200") Optional<Integer> steps,
        @Bounds(from = 0) Optional<Integer> batchRows,
        @Bounds(from = 0, to = 1) Optional<Double> peakLearningRate,
        @Bounds(from = 0) Optional<Integer> warmupSteps,
        @Bounds(from = 0) Optional<Integer> maxTokens,
        @Bounds(from = 0, to = Integer.MAX_VALUE) Optional<Long> seed) {
    /** The standard plan as it is. */
    public static final PlanChange NONE = new PlanChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public PlanChange withSteps(int count) {
        return new PlanChange(
                rank, alpha, Optional.of(count), batchRows, peakLearningRate, warmupSteps, maxTokens, seed);
    }

    public PlanChange withBatchRows(int count) {
        return new PlanChange(rank, alpha, steps, Optional.of(count), peakLearningRate, warmupSteps, maxTokens, seed);
    }
}
