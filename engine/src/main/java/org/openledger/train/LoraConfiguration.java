package org.openledger.train;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.model.AdapterConfig;
import org.openledger.model.Projection;

/**
 * How an adapter is trained. Smooth training (warm-up, small steps, no dropout) is what makes the effect of a group of rows
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
        long seed) {
    public static final int MAX_STEPS = 1_000_000;

    public LoraConfiguration {
        if (steps < 1 || steps > MAX_STEPS || batchRows < 1) {
            throw new TrainingException(
                    "a run needs 1 to " + MAX_STEPS + " steps of at least one row, not " + steps + " of " + batchRows);
        }
        if (!(peakLearningRate > 0 && peakLearningRate < 1) || warmupSteps < 0 || warmupSteps > steps) {
            throw new TrainingException(
                    "the peak learning rate must be between 0 and 1 and the warm-up no longer than the run, not "
                            + peakLearningRate + " and " + warmupSteps + " steps");
        }
        if (maxTokens < 2) {
            throw new TrainingException("rows of " + maxTokens + " tokens have nothing to learn; allow at least 2");
        }
        targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
    }

    /** The same run with another seed. */
    public LoraConfiguration withSeed(long other) {
        return new LoraConfiguration(
                rank, alpha, targets, steps, batchRows, peakLearningRate, warmupSteps, maxTokens, other);
    }

    /** The adapter's shape. */
    public AdapterConfig adapter() {
        return new AdapterConfig(rank, alpha, false, targets);
    }

    /** The settings by name, as they are written down beside what they made. */
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
        return settings;
    }
}
