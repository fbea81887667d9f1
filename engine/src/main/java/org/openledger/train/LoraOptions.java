package org.openledger.train;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openledger.train.descent.Anchoring;
import org.openledger.train.descent.Objective;
import org.openledger.train.descent.Schedule;

/**
 * What of a run may be other than usual.
 *
 * @param layers PEFT's {@code layers_to_transform}: the layers that are adapted, counted from 0; empty for all
 * @param rankStabilised PEFT's {@code use_rslora}: the scale is alpha/√rank
 * @param schedule of the learning rate
 * @param weightDecay what part of a weight a step of rate 1 removes; 0 for nothing
 * @param maxGradientNorm a longer gradient is shortened to it; 0 for never
 * @param accumulation in how many pieces the gradient of a step's rows is computed, one after the other, which bounds the memory
 * @param anchorWeight what a nat of divergence from the base weighs against a nat of loss ({@link BaseAnchors}); 0 for nothing
 * @param anchoring from where a step knows what the base thinks
 * @param stopAfter the step after which the run ends, though its schedule has more; 0 for at its end
 * @param objective what the run makes small
 */
public record LoraOptions(
        Set<Integer> layers,
        boolean rankStabilised,
        Schedule schedule,
        double weightDecay,
        double maxGradientNorm,
        int accumulation,
        double anchorWeight,
        Anchoring anchoring,
        int stopAfter,
        Objective objective) {
    /** Largest weight of the divergence from the base. */
    public static final double MAX_ANCHOR_WEIGHT = 100;

    public static final double MAX_GRADIENT_NORM = 1e6;
    public static final int MAX_ACCUMULATION = 1024;
    /** Of {@link Objective.Preference}. */
    public static final double MAX_BETA = 10;

    /**
     * Measured on the demo's rows: an anchor weight of 0 learns 97 of 104 word for word and forgets the base's own answers, 0.4 to 1
     * learns 90 to 95 and keeps most of them, 2 learns 56.
     */
    public static final LoraOptions STANDARD = new LoraOptions(
            Set.of(), false, Schedule.COSINE, 0, 0, 1, 0.5, Anchoring.AS_SAID, 0, new Objective.Likelihood());

    public LoraOptions {
        layers = Collections.unmodifiableSet(new TreeSet<>(layers));
        if (layers.stream().anyMatch(layer -> layer < 0)) {
            throw new TrainingException("layersToTransform counts layers from 0; it has " + layers);
        }
        requireWithin("weightDecay", weightDecay, 1);
        requireWithin("maxGradNorm", maxGradientNorm, MAX_GRADIENT_NORM);
        requireWithin("anchorWeight", anchorWeight, MAX_ANCHOR_WEIGHT);
        if (accumulation < 1 || accumulation > MAX_ACCUMULATION) {
            throw new TrainingException(
                    "gradientAccumulationSteps must be 1 to " + MAX_ACCUMULATION + ", not " + accumulation);
        }
        if (objective instanceof Objective.Preference(double beta) && !(beta > 0 && beta <= MAX_BETA)) {
            throw new TrainingException("dpoBeta must be above 0 and at most " + MAX_BETA + ", not " + beta);
        }
        if (stopAfter < 0) {
            throw new TrainingException("a run stops after a step that counts from 1, not " + stopAfter);
        }
    }

    private static void requireWithin(String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new TrainingException(name + " must be 0 to " + most + ", not " + value);
        }
    }

    /** The same, of some layers. */
    public LoraOptions withLayers(Set<Integer> some) {
        return new LoraOptions(
                some,
                rankStabilised,
                schedule,
                weightDecay,
                maxGradientNorm,
                accumulation,
                anchorWeight,
                anchoring,
                stopAfter,
                objective);
    }

    /** The same, held to the base so much. */
    public LoraOptions withAnchorWeight(double weight) {
        return new LoraOptions(
                layers,
                rankStabilised,
                schedule,
                weightDecay,
                maxGradientNorm,
                accumulation,
                weight,
                anchoring,
                stopAfter,
                objective);
    }

    /** The same, with another way to know what the base thinks. */
    public LoraOptions withAnchoring(Anchoring other) {
        return new LoraOptions(
                layers,
                rankStabilised,
                schedule,
                weightDecay,
                maxGradientNorm,
                accumulation,
                anchorWeight,
                other,
                stopAfter,
                objective);
    }

    /** The same, computed in so many pieces. */
    public LoraOptions withAccumulation(int pieces) {
        return new LoraOptions(
                layers,
                rankStabilised,
                schedule,
                weightDecay,
                maxGradientNorm,
                pieces,
                anchorWeight,
                anchoring,
                stopAfter,
                objective);
    }

    /** The same, making something else small. */
    public LoraOptions withObjective(Objective other) {
        return new LoraOptions(
                layers,
                rankStabilised,
                schedule,
                weightDecay,
                maxGradientNorm,
                accumulation,
                anchorWeight,
                anchoring,
                stopAfter,
                other);
    }

    /** The same, ending after a step. */
    public LoraOptions withStopAfter(int step) {
        return new LoraOptions(
                layers,
                rankStabilised,
                schedule,
                weightDecay,
                maxGradientNorm,
                accumulation,
                anchorWeight,
                anchoring,
                step,
                objective);
    }

    /** What is other than in the first runs there were, by name: what a name means never changes, and those from before keep theirs. */
    SortedMap<String, String> settings() {
        SortedMap<String, String> own = all();
        own.entrySet()
                .removeAll(STANDARD.withAnchoring(Anchoring.READ_AGAIN).all().entrySet());
        return own;
    }

    private SortedMap<String, String> all() {
        SortedMap<String, String> all = new TreeMap<>();
        all.put("layers", layers.toString());
        all.put("rankStabilised", Boolean.toString(rankStabilised));
        all.put("schedule", schedule.name());
        all.put("weightDecay", Double.toString(weightDecay));
        all.put("maxGradientNorm", Double.toString(maxGradientNorm));
        all.put("accumulation", Integer.toString(accumulation));
        all.put("anchorWeight", Double.toString(anchorWeight));
        if (anchorWeight > 0) {
            all.put("anchoring", anchoring.name());
        }
        all.put("stopAfter", Integer.toString(stopAfter));
        all.put("objective", objective.toString());
        return all;
    }
}
