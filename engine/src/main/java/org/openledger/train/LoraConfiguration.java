package org.openledger.train;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openledger.model.AdapterConfig;
import org.openledger.model.ModelConfig;
import org.openledger.model.Projection;
import org.openledger.train.descent.LearningRate;

/**
 * How an adapter is trained, and what bounds it: the one place that refuses a run's settings. Smooth training (warm-up, small steps, no dropout) is what makes the effect of a group of rows
 * predictable; see GUARANTEES.
 *
 * @param rank of the adapter
 * @param alpha its scale is alpha/rank
 * @param targets the matrices that are adapted, where the base has them
 * @param steps optimiser steps
 * @param batchRows rows a step
 * @param peakLearningRate highest rate
 * @param warmupSteps steps until it is reached
 * @param maxTokens longest row; longer ones are cut
 * @param seed decides the first weights and the order of the rows
 * @param options what is other than usual
 */
public record LoraConfiguration(
        int rank,
        double alpha,
        Set<Projection> targets,
        int steps,
        int batchRows,
        double peakLearningRate,
        int warmupSteps,
        int maxTokens,
        long seed,
        LoraOptions options) {
    public static final int MAX_RANK = 256;
    public static final int MAX_STEPS = 100_000;
    public static final int MAX_BATCH_ROWS = 1024;
    public static final int MAX_TOKENS = 32_768;

    public LoraConfiguration {
        requireWithin("rank", rank, MAX_RANK);
        if (!(alpha > 0 && Double.isFinite(alpha))) {
            throw new TrainingException("alpha must be a number above 0, not " + alpha);
        }
        if (targets.isEmpty()) {
            throw new TrainingException("targetModules must name at least one matrix");
        }
        requireWithin("steps", steps, MAX_STEPS);
        requireWithin("batchRows", batchRows, MAX_BATCH_ROWS);
        if (!(peakLearningRate > 0 && peakLearningRate < 1)) {
            throw new TrainingException("peakLearningRate must be above 0 and below 1, not " + peakLearningRate);
        }
        if (warmupSteps < 0 || warmupSteps > steps) {
            throw new TrainingException("warmupSteps must be 0 to the run's " + steps + " steps, not " + warmupSteps);
        }
        requireWithin("maxTokens", maxTokens, MAX_TOKENS);
        if (options.stopAfter() > steps) {
            throw new TrainingException("a run of " + steps + " steps cannot stop after step " + options.stopAfter());
        }
        targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
    }

    private static void requireWithin(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new TrainingException(name + " must be 1 to " + most + ", not " + value);
        }
    }

    /**
     * Refuses what a base cannot learn.
     *
     * @throws TrainingException when it lacks a matrix or a layer that is to be adapted, or reads fewer tokens
     */
    public void requireFits(ModelConfig base) {
        for (Projection target : targets) {
            if (!base.projections().contains(target)) {
                throw new TrainingException("targetModules has " + target.module() + ", which the base lacks: it has "
                        + base.projections().stream().map(Projection::module).collect(Collectors.joining(", ")));
            }
        }
        if (options.layers().stream().anyMatch(layer -> layer >= base.layers())) {
            throw new TrainingException("layersToTransform has " + options.layers() + "; the base has the layers 0 to "
                    + (base.layers() - 1));
        }
        if (maxTokens > base.maximumPositions()) {
            throw new TrainingException(
                    "rows of " + maxTokens + " tokens (maxTokens) do not fit the model's " + base.maximumPositions());
        }
    }

    /** A run as usual. */
    public LoraConfiguration(
            int rank,
            double alpha,
            Set<Projection> targets,
            int steps,
            int batchRows,
            double peakLearningRate,
            int warmupSteps,
            int maxTokens,
            long seed) {
        this(
                rank,
                alpha,
                targets,
                steps,
                batchRows,
                peakLearningRate,
                warmupSteps,
                maxTokens,
                seed,
                LoraOptions.STANDARD);
    }

    /** The same run with another seed. */
    public LoraConfiguration withSeed(long other) {
        return new LoraConfiguration(
                rank, alpha, targets, steps, batchRows, peakLearningRate, warmupSteps, maxTokens, other, options);
    }

    /** The same run with another number of steps. */
    public LoraConfiguration withSteps(int other) {
        return new LoraConfiguration(
                rank, alpha, targets, other, batchRows, peakLearningRate, warmupSteps, maxTokens, seed, options);
    }

    /** The same run with another number of rows a step. */
    public LoraConfiguration withBatchRows(int other) {
        return new LoraConfiguration(
                rank, alpha, targets, steps, other, peakLearningRate, warmupSteps, maxTokens, seed, options);
    }

    /** The same run with other options. */
    public LoraConfiguration with(LoraOptions other) {
        return new LoraConfiguration(
                rank, alpha, targets, steps, batchRows, peakLearningRate, warmupSteps, maxTokens, seed, other);
    }

    /** How many steps are taken: all of the schedule, or as many as the options say. */
    public int stepsTaken() {
        return options.stopAfter() == 0 ? steps : options.stopAfter();
    }

    /** The course of the learning rate. */
    LearningRate rate() {
        return new LearningRate(peakLearningRate, warmupSteps, steps, options.schedule());
    }

    /** The adapter's shape. */
    public AdapterConfig adapter() {
        return new AdapterConfig(rank, alpha, options.rankStabilised(), targets, options.layers());
    }

    /** The settings by name, as they are written down beside what they made; of the options those that are other than usual. */
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("rank", Integer.toString(rank));
        settings.put("alpha", Double.toString(alpha));
        settings.put(
                "targets",
                String.join(",", targets.stream().map(Projection::module).toList()));
        settings.put("steps", Integer.toString(steps));
        settings.put("batchRows", Integer.toString(batchRows));
        settings.put("peakLearningRate", Double.toString(peakLearningRate));
        settings.put("warmupSteps", Integer.toString(warmupSteps));
        settings.put("maxTokens", Integer.toString(maxTokens));
        settings.put("seed", Long.toString(seed));
        settings.putAll(options.settings());
        return settings;
    }
}
