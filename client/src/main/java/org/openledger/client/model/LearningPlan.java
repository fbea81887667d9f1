package org.openledger.client.model;

import java.util.List;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;

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
 * @param recipe what is made of rows
 * @param targetModules the matrices that are adapted; empty for all
 * @param layersToTransform the layers that are adapted, counted from 0; empty for all
 * @param useRslora the scale is alpha divided by the root of rank
 * @param lrSchedulerType the course of the learning rate after the warm-up
 * @param weightDecay what part of a weight a step of rate 1 removes
 * @param maxGradNorm a longer gradient is shortened to it; 0 for never
 * @param gradientAccumulationSteps in how many pieces a step's rows are computed
 * @param anchorWeight how strongly the model is held to what the base says by itself
 * @param dpoBeta of the recipe dpo: how strongly the model is held to what the base prefers
 * @param earlyStoppingPatience looks at the rows held out without a lower loss, after which the run ends; 0 for never
 */
public record LearningPlan(
        int rank,
        int alpha,
        int steps,
        int batchRows,
        double peakLearningRate,
        int warmupSteps,
        int maxTokens,
        long seed,
        @Words({"rows", "text", "dpo", "chat"}) String recipe,
        @AtMost(9) List<String> targetModules,
        @AtMost(1024) List<Integer> layersToTransform,
        boolean useRslora,
        @Words({"cosine", "linear", "constant"}) String lrSchedulerType,
        double weightDecay,
        double maxGradNorm,
        int gradientAccumulationSteps,
        double anchorWeight,
        double dpoBeta,
        int earlyStoppingPatience) {}
