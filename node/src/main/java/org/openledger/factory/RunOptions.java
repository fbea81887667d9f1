package org.openledger.factory;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.openledger.store.Refusal.Kind;
import org.openledger.train.LoraOptions;
import org.openledger.train.descent.Anchoring;
import org.openledger.train.descent.EarlyStop;
import org.openledger.train.descent.Objective;
import org.openledger.train.descent.Schedule;

/**
 * What of a run may be other than usual, by the names of PEFT and transformers where they have one. {@link LoraOptions} says what each
 * does.
 *
 * @param recipe what the run makes of rows
 * @param targetModules the matrices that are adapted; empty for all that the base has
 * @param layersToTransform the layers that are adapted, counted from 0; empty for all
 * @param anchoring see {@link Anchoring}: that of the run's time
 * @param dpoBeta of the recipe DPO, see {@link Objective.Preference}
 * @param earlyStoppingPatience see {@link EarlyStop}; 0 for a run to its last step
 */
public record RunOptions(
        Recipe recipe,
        List<String> targetModules,
        List<Integer> layersToTransform,
        boolean useRslora,
        Schedule lrSchedulerType,
        double weightDecay,
        double maxGradNorm,
        int gradientAccumulationSteps,
        double anchorWeight,
        Anchoring anchoring,
        double dpoBeta,
        int earlyStoppingPatience) {
    /** What a run makes of rows. */
    public enum Recipe {
        /** Each as its schema says: the response to an instruction, the whole of a text, the chosen one of two responses. */
        ROWS,
        /** The whole of every row as plain text, but for a rejected response. */
        TEXT,
        /** Pairs of responses, of which the chosen one is to become likelier than the rejected one (DPO). */
        DPO,
        /** Chats of several turns, of which all that the assistant says is learnt. */
        CHAT
    }

    /** As in the paper, for dialogues. */
    public static final double STANDARD_BETA = 0.1;

    public static final RunOptions STANDARD = of(LoraOptions.STANDARD);

    public RunOptions {
        targetModules = List.copyOf(new TreeSet<>(targetModules));
        layersToTransform = List.copyOf(new TreeSet<>(layersToTransform));
        if (earlyStoppingPatience < 0 || earlyStoppingPatience > EarlyStop.MAX_PATIENCE) {
            throw new FactoryException(
                    Kind.INVALID,
                    "earlyStoppingPatience must be 0 to " + EarlyStop.MAX_PATIENCE + ", not " + earlyStoppingPatience);
        }
        if (recipe != Recipe.DPO && dpoBeta != STANDARD_BETA) {
            throw new FactoryException(Kind.INVALID, "dpoBeta is of the recipe dpo: leave it out, or choose that one");
        }
    }

    /** Of rows as they are, with all matrices. */
    static RunOptions of(LoraOptions options) {
        return new RunOptions(
                Recipe.ROWS,
                List.of(),
                List.copyOf(options.layers()),
                options.rankStabilised(),
                options.schedule(),
                options.weightDecay(),
                options.maxGradientNorm(),
                options.accumulation(),
                options.anchorWeight(),
                options.anchoring(),
                STANDARD_BETA,
                0);
    }

    /** Ends the run early, where that is asked for. */
    Optional<EarlyStop> stop() {
        return earlyStoppingPatience == 0 ? Optional.empty() : Optional.of(new EarlyStop(earlyStoppingPatience));
    }

    /** What a run makes small. */
    Objective objective() {
        return recipe == Recipe.DPO ? new Objective.Preference(dpoBeta) : new Objective.Likelihood();
    }

    /** As the engine takes them. */
    LoraOptions lora() {
        return new LoraOptions(
                new TreeSet<>(layersToTransform),
                useRslora,
                lrSchedulerType,
                weightDecay,
                maxGradNorm,
                gradientAccumulationSteps,
                anchorWeight,
                anchoring,
                0,
                objective());
    }
}
