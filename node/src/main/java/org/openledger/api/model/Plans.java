package org.openledger.api.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openledger.api.http.ApiException;
import org.openledger.api.receipt.ReceiptViews;
import org.openledger.attribution.influence.Smoothness;
import org.openledger.client.model.LearningPlan;
import org.openledger.client.model.PlanChange;
import org.openledger.factory.Run;
import org.openledger.factory.RunConfiguration;
import org.openledger.factory.RunOptions;
import org.openledger.factory.RunOptions.Recipe;
import org.openledger.model.ModelConfig;
import org.openledger.train.descent.Schedule;

/** How runs learn, as the API asks for it and shows it. */
final class Plans {
    private Plans() {}

    /**
     * What is not given is as {@link RunConfiguration#standard} has it for base and rows; the warm-up is the same part of the steps.
     *
     * @param rows how many the run learns
     */
    static RunConfiguration of(PlanChange change, ModelConfig base, long rows) {
        RunConfiguration standard = RunConfiguration.standard(base, 0);
        if (change.useDora().orElse(false)) {
            throw ApiException.invalid(
                    "configuration.useDora",
                    "DoRA is not trained here: what a contributor changes is kept as the difference of plain LoRA factors."
                            + " Leave 'useDora' out; an adapter with DoRA that was trained elsewhere can be uploaded.");
        }
        int batchRows = change.batchRows().orElse(standard.batchRows());
        int steps = steps(change, standard, batchRows, rows);
        return new RunConfiguration(
                change.rank().orElse(standard.rank()),
                change.alpha().orElse(standard.alpha()),
                steps,
                batchRows,
                change.peakLearningRate().orElse(standard.peakLearningRate()),
                change.warmupSteps().orElse(standard.warmupOf(steps)),
                change.maxTokens().orElse(Math.min(standard.maxTokens(), base.maximumPositions())),
                change.seed().orElse(standard.seed()),
                options(change, standard.options(), base, batchRows));
    }

    /** What another run should do otherwise, where this one is rough. */
    static Optional<String> smoothnessAdvice(Run run) {
        RunConfiguration plan = run.request().configuration();
        return run.smoothPpm()
                .filter(ppm -> ppm < Smoothness.SMOOTH_PPM)
                .map(ppm ->
                        "The run is rough: what one contributor's removal does tells little of another's. Take all rows in every"
                                + " step (batchRows, here " + plan.batchRows() + "), a peak rate below "
                                + plan.peakLearningRate() + ", or fewer steps than " + plan.steps() + ".");
    }

    private static int steps(PlanChange change, RunConfiguration standard, int batchRows, long rows) {
        if (change.epochs().isEmpty()) {
            return change.steps().orElseGet(() -> standard.stepsOf(rows, batchRows));
        }
        if (change.steps().isPresent()) {
            throw ApiException.invalid("configuration.epochs", "Give 'epochs' or 'steps', not both.");
        }
        double steps = Math.ceil(change.epochs().get() * rows / batchRows);
        return (int) Math.min(Integer.MAX_VALUE, steps);
    }

    private static RunOptions options(PlanChange change, RunOptions standard, ModelConfig base, int batchRows) {
        return new RunOptions(
                change.recipe().map(word -> word(Recipe.class, word)).orElse(standard.recipe()),
                change.targetModules().orElse(standard.targetModules()),
                layers(change, base).orElse(standard.layersToTransform()),
                change.useRslora().orElse(standard.useRslora()),
                change.lrSchedulerType().map(word -> word(Schedule.class, word)).orElse(standard.lrSchedulerType()),
                change.weightDecay().orElse(standard.weightDecay()),
                change.maxGradNorm().orElse(standard.maxGradNorm()),
                change.gradientAccumulationSteps().orElse(RunConfiguration.accumulation(batchRows)),
                change.anchorWeight().orElse(standard.anchorWeight()),
                standard.anchoring(),
                change.dpoBeta().orElse(standard.dpoBeta()),
                change.earlyStoppingPatience().orElse(standard.earlyStoppingPatience()));
    }

    private static Optional<List<Integer>> layers(PlanChange change, ModelConfig base) {
        if (change.topLayers().isPresent() && change.layersToTransform().isPresent()) {
            throw ApiException.invalid("configuration.topLayers", "Give 'topLayers' or 'layersToTransform', not both.");
        }
        return change.topLayers()
                .map(count -> RunConfiguration.topLayers(base, count))
                .or(change::layersToTransform);
    }

    private static <E extends Enum<E>> E word(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    static LearningPlan shown(RunConfiguration plan) {
        RunOptions options = plan.options();
        return new LearningPlan(
                plan.rank(),
                plan.alpha(),
                plan.steps(),
                plan.batchRows(),
                plan.peakLearningRate(),
                plan.warmupSteps(),
                plan.maxTokens(),
                plan.seed(),
                ReceiptViews.lower(options.recipe()),
                options.targetModules(),
                options.layersToTransform(),
                options.useRslora(),
                ReceiptViews.lower(options.lrSchedulerType()),
                options.weightDecay(),
                options.maxGradNorm(),
                options.gradientAccumulationSteps(),
                options.anchorWeight(),
                options.dpoBeta(),
                options.earlyStoppingPatience());
    }
}
