package org.openledger.train.pretrain;

import java.util.OptionalInt;
import java.util.Set;
import org.openledger.model.ModelConfig;
import org.openledger.model.RopeScaling;
import org.openledger.train.TrainingException;

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
    /** How wide the toy base is. */
    public static final int TOY_WIDTH = 192;

    private static final int HEAD_SIZE = 32;

    public PretrainConfiguration {
        if (steps < 1 || batchRows < 1 || rowTokens < 2 || rowTokens > model.maximumPositions()) {
            throw new TrainingException("steps and rows must be positive, and a row of " + rowTokens
                    + " tokens must fit the model's " + model.maximumPositions());
        }
        if (!(peakLearningRate > 0) || warmupSteps < 0 || weightDecay < 0) {
            throw new TrainingException("the learning rate must be positive, warm-up and decay not negative");
        }
    }

    /**
     * A small decoder: heads of 32, one key head for every three or fewer query heads, tied head. The committed toy base is 192 wide with 4 layers and 2,048
     * tokens: two million parameters, trained on a laptop in minutes.
     *
     * @param width of the residual stream, a multiple of 32
     */
    public static PretrainConfiguration small(int width, int layers, int vocabularySize, int steps) {
        if (width < HEAD_SIZE || width % HEAD_SIZE != 0) {
            throw new TrainingException("the width must be a multiple of " + HEAD_SIZE + ", not " + width);
        }
        int heads = width / HEAD_SIZE;
        int keyValueHeads = heads % 3 == 0 ? heads / 3 : heads % 2 == 0 ? heads / 2 : heads;
        ModelConfig model = new ModelConfig(
                vocabularySize,
                width,
                layers,
                heads,
                keyValueHeads,
                HEAD_SIZE,
                width * 8 / 3 / HEAD_SIZE * HEAD_SIZE,
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
