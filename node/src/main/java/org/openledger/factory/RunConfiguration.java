package org.openledger.factory;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openledger.model.ModelConfig;
import org.openledger.model.Projection;
import org.openledger.store.Refusal.Kind;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraOptions;
import org.openledger.train.TrainingException;

/**
 * How a run learns. The same configuration, base and versions give the same adapter to the bit. What is allowed is the engine's to
 * say, see {@link LoraConfiguration}.
 *
 * @param rank of the LoRA factors
 * @param alpha their scale is alpha / rank
 * @param steps optimiser steps
 * @param batchRows rows a step
 * @param peakLearningRate highest rate
 * @param warmupSteps steps until it is reached
 * @param maxTokens tokens of a row that are looked at
 * @param seed decides first weights and the order of rows
 * @param options what may be other than usual
 */
public record RunConfiguration(
        int rank,
        int alpha,
        int steps,
        int batchRows,
        double peakLearningRate,
        int warmupSteps,
        int maxTokens,
        long seed,
        RunOptions options) {
    /** Suits a small base and some dozens of rows; all rows in every step were tried, see docs/decisions/0057. */
    private static final RunConfiguration OF_SMALL = new RunConfiguration(16, 32, 200, 16, 5e-3, 20, 256, 1);

    /** Of rows that are computed together, more take memory and no less time. */
    private static final int ROWS_AT_ONCE = 32;

    /** Suits a base that reads and writes already, and some dozens of rows, see docs/decisions/0135. */
    private static final RunConfiguration OF_LARGE = new RunConfiguration(
            16, 32, 48, 8, 5e-4, 5, 128, 1, RunOptions.of(LoraOptions.STANDARD.withAnchorWeight(0)));

    /** A base of more numbers is large. */
    private static final long LARGE_NUMBERS = 50_000_000;

    public RunConfiguration {
        lora(
                rank,
                alpha,
                EnumSet.allOf(Projection.class),
                steps,
                batchRows,
                peakLearningRate,
                warmupSteps,
                maxTokens,
                seed,
                options);
        matrices(options);
    }

    /** A run as usual. */
    public RunConfiguration(
            int rank,
            int alpha,
            int steps,
            int batchRows,
            double peakLearningRate,
            int warmupSteps,
            int maxTokens,
            long seed) {
        this(rank, alpha, steps, batchRows, peakLearningRate, warmupSteps, maxTokens, seed, RunOptions.STANDARD);
    }

    /**
     * What suits a base and rows where nothing is asked for; each row is learnt once at least.
     *
     * @param rows how many the run learns
     */
    public static RunConfiguration standard(ModelConfig base, long rows) {
        RunConfiguration few = base.numbers() > LARGE_NUMBERS ? OF_LARGE : OF_SMALL;
        int steps = few.stepsOf(rows, few.batchRows);
        return new RunConfiguration(
                few.rank,
                few.alpha,
                steps,
                few.batchRows,
                few.peakLearningRate,
                few.warmupOf(steps),
                few.maxTokens,
                few.seed,
                few.options);
    }

    /** As many steps as this has, or as rows take of which so many are learnt in a step. */
    public int stepsOf(long rows, int batchRows) {
        return (int) Math.min(LoraConfiguration.MAX_STEPS, Math.max(steps, Math.ceilDiv(rows, batchRows)));
    }

    /** The same part of other steps as of these. */
    public int warmupOf(int otherSteps) {
        return (int) ((long) otherSteps * warmupSteps / steps);
    }

    /** In how many pieces the rows of a step are computed where nothing is asked for. */
    public static int accumulation(int batchRows) {
        return Math.ceilDiv(batchRows, ROWS_AT_ONCE);
    }

    /** The numbers of so many layers of a base, the last ones. */
    public static List<Integer> topLayers(ModelConfig base, int count) {
        if (count < 1 || count > base.layers()) {
            throw new FactoryException(
                    Kind.INVALID, "topLayers must be 1 to the base's " + base.layers() + " layers, not " + count);
        }
        return IntStream.range(base.layers() - count, base.layers()).boxed().toList();
    }

    /** As the engine takes it. */
    public LoraConfiguration on(ModelConfig base) {
        Set<Projection> named = matrices(options);
        LoraConfiguration lora = lora(
                rank,
                alpha,
                named.isEmpty() ? base.projections() : named,
                steps,
                batchRows,
                peakLearningRate,
                warmupSteps,
                maxTokens,
                seed,
                options);
        return refusing(() -> {
            lora.requireFits(base);
            return lora;
        });
    }

    private static LoraConfiguration lora(
            int rank,
            int alpha,
            Set<Projection> targets,
            int steps,
            int batchRows,
            double peakLearningRate,
            int warmupSteps,
            int maxTokens,
            long seed,
            RunOptions options) {
        return refusing(() -> new LoraConfiguration(
                rank,
                alpha,
                targets,
                steps,
                batchRows,
                peakLearningRate,
                warmupSteps,
                maxTokens,
                seed,
                options.lora()));
    }

    private static Set<Projection> matrices(RunOptions options) {
        Set<Projection> named = EnumSet.noneOf(Projection.class);
        for (String module : options.targetModules()) {
            named.add(Arrays.stream(Projection.values())
                    .filter(each -> each.module().equals(module))
                    .findFirst()
                    .orElseThrow(() -> new FactoryException(
                            Kind.INVALID,
                            "targetModules has '" + module + "'; it may have "
                                    + Arrays.stream(Projection.values())
                                            .map(Projection::module)
                                            .collect(Collectors.joining(", ")))));
        }
        return named;
    }

    private static LoraConfiguration refusing(Supplier<LoraConfiguration> checked) {
        try {
            return checked.get();
        } catch (TrainingException refused) {
            throw new FactoryException(Kind.INVALID, String.valueOf(refused.getMessage()));
        }
    }
}
