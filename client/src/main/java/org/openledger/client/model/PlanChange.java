package org.openledger.client.model;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.Words;

/**
 * What of the standard plan a run changes. What is left out is as in the plan, which depends on the base; the warm-up is the same
 * part of the steps. Names are those of PEFT and transformers where they have one.
 *
 * @param rank of the LoRA factors
 * @param alpha their scale is alpha divided by rank
 * @param steps optimiser steps
 * @param epochs how often each row is learnt, in place of steps
 * @param batchRows rows a step
 * @param peakLearningRate highest rate, above 0 and below 1
 * @param warmupSteps steps until it is reached
 * @param maxTokens tokens of a row that are looked at
 * @param seed decides first weights and the order of rows
 * @param recipe what is made of rows: each as its schema says, all as plain text, pairs of responses by direct preference optimization, or all that the assistant says in chats
 * @param targetModules the matrices that are adapted, such as {@code q_proj}; empty for all
 * @param layersToTransform the layers that are adapted, counted from 0; empty for all
 * @param topLayers so many of the last layers are adapted, in place of layersToTransform
 * @param useRslora the scale is alpha divided by the root of rank
 * @param useDora is not trained here: only false is taken
 * @param lrSchedulerType the course of the learning rate after the warm-up; those that fall end at a tenth of the peak
 * @param weightDecay what part of a weight a step of rate 1 removes
 * @param maxGradNorm a longer gradient is shortened to it; 0 for never
 * @param gradientAccumulationSteps in how many pieces a step's rows are computed, which bounds the memory
 * @param anchorWeight how strongly the model is held to what the base says by itself; 0 for not at all
 * @param dpoBeta of the recipe dpo: how strongly the model is held to what the base prefers, above 0
 * @param earlyStoppingPatience the run looks at the rows held out 20 times; after so many looks without a lower loss it ends, and the
 *     model is as it was at the lowest; 0 for a run to its last step
 */
public record PlanChange(
        @Bounds(from = 1, to = 256) Optional<Integer> rank,
        @Bounds(from = 1, to = 1024) Optional<Integer> alpha,
        @Bounds(from = 1, to = 100_000) @Example("200") Optional<Integer> steps,
        @Bounds(from = 0, to = 10_000) Optional<Double> epochs,
        @Bounds(from = 1, to = 1024) Optional<Integer> batchRows,
        @Bounds(from = 0, to = 1) Optional<Double> peakLearningRate,
        @Bounds(from = 0, to = 100_000) Optional<Integer> warmupSteps,
        @Bounds(from = 1, to = 32_768) Optional<Integer> maxTokens,
        @Bounds(from = 0, to = Integer.MAX_VALUE) Optional<Long> seed,
        @Words({"rows", "text", "dpo", "chat"}) Optional<String> recipe,
        @AtMost(9) Optional<List<String>> targetModules,
        @AtMost(1024) Optional<List<Integer>> layersToTransform,
        @Bounds(from = 1, to = 1024) Optional<Integer> topLayers,
        Optional<Boolean> useRslora,
        Optional<Boolean> useDora,
        @Words({"cosine", "linear", "constant"}) Optional<String> lrSchedulerType,
        @Bounds(from = 0, to = 1) Optional<Double> weightDecay,
        @Bounds(from = 0, to = 1_000_000) Optional<Double> maxGradNorm,
        @Bounds(from = 1, to = 1024) Optional<Integer> gradientAccumulationSteps,
        @Bounds(from = 0, to = 100) Optional<Double> anchorWeight,
        @Bounds(from = 0, to = 10) Optional<Double> dpoBeta,
        @Bounds(from = 0, to = 20) Optional<Integer> earlyStoppingPatience) {
    /** The standard plan as it is. */
    public static final PlanChange NONE = new PlanChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public PlanChange withSteps(int count) {
        return with(Optional.of(count), batchRows, topLayers);
    }

    public PlanChange withBatchRows(int count) {
        return with(steps, Optional.of(count), topLayers);
    }

    public PlanChange withTopLayers(int count) {
        return with(steps, batchRows, Optional.of(count));
    }

    private PlanChange with(Optional<Integer> steps, Optional<Integer> batchRows, Optional<Integer> topLayers) {
        return new PlanChange(
                rank,
                alpha,
                steps,
                epochs,
                batchRows,
                peakLearningRate,
                warmupSteps,
                maxTokens,
                seed,
                recipe,
                targetModules,
                layersToTransform,
                topLayers,
                useRslora,
                useDora,
                lrSchedulerType,
                weightDecay,
                maxGradNorm,
                gradientAccumulationSteps,
                anchorWeight,
                dpoBeta,
                earlyStoppingPatience);
    }
}
