package org.openledger.cli.option;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.client.model.PlanChange;
import picocli.CommandLine.Option;

/** How a run learns, where that is to be other than usual. The node says what is allowed. */
public final class PlanOptions {
    @Range(min = 1, max = 256)
    @Option(names = "--rank", paramLabel = "N", description = "of the LoRA factors")
    private @Nullable Integer rank;

    @Range(min = 1, max = 1024)
    @Option(names = "--alpha", paramLabel = "N", description = "their scale is alpha divided by rank")
    private @Nullable Integer alpha;

    @Range(min = 1, max = 100_000)
    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "optimiser steps (default: what suits the base, and each row once at least)")
    private @Nullable Integer steps;

    @Range(min = 0, max = 10_000)
    @Option(names = "--epochs", paramLabel = "N", description = "how often each row is learnt, in place of --steps")
    private @Nullable Double epochs;

    @Range(min = 1, max = 1024)
    @Option(names = "--batch-rows", paramLabel = "N", description = "rows a step (default: what suits the base)")
    private @Nullable Integer batchRows;

    @Range(min = 0, max = 1)
    @Option(names = "--peak-learning-rate", paramLabel = "RATE", description = "highest learning rate, such as 2e-3")
    private @Nullable Double rate;

    @Range(min = 0, max = 100_000)
    @Option(names = "--warmup-steps", paramLabel = "N", description = "steps until the highest rate")
    private @Nullable Integer warmupSteps;

    @Range(min = 1, max = 32_768)
    @Option(names = "--max-tokens", paramLabel = "N", description = "tokens of a row that are looked at")
    private @Nullable Integer maxTokens;

    @Range(min = 0, max = Integer.MAX_VALUE)
    @Option(names = "--seed", paramLabel = "N", description = "decides first weights and the order of rows")
    private @Nullable Long seed;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description =
                    "rows: each as its schema says (the default); text: all as plain text; dpo: pairs of responses; chat:"
                            + " all that the assistant says in chats")
    private @Nullable String recipe;

    @Option(
            names = "--target-modules",
            paramLabel = "NAME",
            split = ",",
            description = "matrices that are adapted, such as q_proj,v_proj (default: all)")
    private @Nullable List<String> targetModules;

    @Range(min = 0)
    @Option(
            names = "--layers-to-transform",
            paramLabel = "N",
            split = ",",
            description = "layers that are adapted, counted from 0 (default: what suits the base)")
    private @Nullable List<Integer> layers;

    @Range(min = 1, max = 1024)
    @Option(
            names = "--top-layers",
            paramLabel = "K",
            description = "adapt the last K layers alone; what is below is computed once")
    private @Nullable Integer topLayers;

    @Option(names = "--use-rslora", description = "scale by alpha divided by the root of rank")
    private boolean useRslora;

    @Option(
            names = "--lr-scheduler-type",
            paramLabel = "NAME",
            description = "cosine (the default), linear or constant after the warm-up")
    private @Nullable String schedule;

    @Range(min = 0, max = 1)
    @Option(
            names = "--weight-decay",
            paramLabel = "PART",
            description = "part of a weight that a step of rate 1 removes")
    private @Nullable Double weightDecay;

    @Range(min = 0, max = 1_000_000)
    @Option(names = "--max-grad-norm", paramLabel = "NORM", description = "shorten longer gradients to it")
    private @Nullable Double maxGradNorm;

    @Range(min = 1, max = 1024)
    @Option(
            names = "--gradient-accumulation-steps",
            paramLabel = "N",
            description = "pieces in which a step's rows are computed, for less memory")
    private @Nullable Integer accumulation;

    @Range(min = 0, max = 100)
    @Option(
            names = "--anchor-weight",
            paramLabel = "WEIGHT",
            description = "how strongly the model is held to what the base says by itself; 0 for not at all")
    private @Nullable Double anchorWeight;

    @Range(min = 0, max = 10)
    @Option(
            names = "--dpo-beta",
            paramLabel = "BETA",
            description = "with --recipe dpo: how strongly the model is held to what the base prefers (default: 0.1)")
    private @Nullable Double dpoBeta;

    @Range(min = 0, max = 20)
    @Option(
            names = "--early-stopping-patience",
            paramLabel = "N",
            description =
                    "end after N of 20 looks at the rows held out without a lower loss, with the model of the lowest")
    private @Nullable Integer patience;

    /** What is asked for; nothing where no option is given. */
    public Optional<PlanChange> change() {
        PlanChange change = new PlanChange(
                Optional.ofNullable(rank),
                Optional.ofNullable(alpha),
                Optional.ofNullable(steps),
                Optional.ofNullable(epochs),
                Optional.ofNullable(batchRows),
                Optional.ofNullable(rate),
                Optional.ofNullable(warmupSteps),
                Optional.ofNullable(maxTokens),
                Optional.ofNullable(seed),
                Optional.ofNullable(recipe),
                Optional.ofNullable(targetModules),
                Optional.ofNullable(layers),
                Optional.ofNullable(topLayers),
                useRslora ? Optional.of(true) : Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(schedule),
                Optional.ofNullable(weightDecay),
                Optional.ofNullable(maxGradNorm),
                Optional.ofNullable(accumulation),
                Optional.ofNullable(anchorWeight),
                Optional.ofNullable(dpoBeta),
                Optional.ofNullable(patience));
        return change.equals(PlanChange.NONE) ? Optional.empty() : Optional.of(change);
    }
}
