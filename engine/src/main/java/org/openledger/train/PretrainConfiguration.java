package org.openledger.train;

import java.util.OptionalInt;
import java.util.Set;
import org.openledger.model.ModelConfig;
import org.openledger.model.RopeScaling;

/**
 * What a pre-training run makes and how.
 *
 * @param model the decoder's shape
 * @param steps optimiser steps
 * @param batchRows rows a step
 * @param rowTokens tokens a row; whole texts are packed into it
 * @param peakLearningRate highest rate
 * @param warmupSteps steps until it is reached
 * @param weightDecay decoupled weight decay
 * @param seed decides the first weights
 */
public record PretrainConfiguration(
        ModelConfig model,
        int steps,
        int batchRows,
        int rowTokens,
        double peakLearningRate,
        int warmupSteps,
        double weightDecay,
        long seed) {
    public PretrainConfiguration {
        if (steps < 1 || batchRows < 1 || rowTokens < 2 || rowTokens > model.maximumPositions()) {
            throw new TrainingException("steps and rows must be positive, and a row of " + rowTokens
                    + " tokens must fit the model's " + model.maximumPositions());
        }
        if (!(peakLearningRate > 0) || warmupSteps < 0 || weightDecay < 0) {
            throw new TrainingException("the learning rate must be positive, warm-up and decay not negative");
        }
    }

    /** The committed toy base: two million parameters, trained on a laptop in minutes. */
    public static PretrainConfiguration toy(int steps) {
        ModelConfig model = new ModelConfig(
                2048,
                192,
                4,
                6,
                2,
                32,
                512,
                1024,
                1e-5,
                10_000,
                new RopeScaling.None(),
                true,
                OptionalInt.empty(),
                Set.of(0));
        return new PretrainConfiguration(model, steps, 16, 96, 3e-3, 60, 0.05, 7);
    }
}
