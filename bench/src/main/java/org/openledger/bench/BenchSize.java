package org.openledger.bench;

import java.util.EnumSet;
import java.util.Set;
import org.openledger.model.Projection;
import org.openledger.train.LoraConfiguration;

/**
 * How much a measurement does.
 *
 * @param methods of credit that are compared; empty for all
 * @param sets of contributors retrained without, of each size
 * @param queries held-out answers whose losses are predicted
 * @param retrainingSteps of each of those runs
 * @param said things dealt to the contributors of an attacked town
 * @param attackSteps of each of its runs
 * @param attackSeeds how often each attack is repeated
 * @param facts planted
 * @param sources contributors they are dealt to
 * @param plantedSteps of the run that learns them
 * @param plantedBatchRows rows a step of it
 * @param plantedRate its peak rate; the more steps, the smaller it must be for their removal to be foreseen
 * @param covered answers measured with another seed too
 * @param crowd contributors among whom answers are timed
 * @param crowdRows rows of theirs that are searched
 * @param timed answers
 */
record BenchSize(
        Set<String> methods,
        int sets,
        int queries,
        int retrainingSteps,
        int said,
        int attackSteps,
        int attackSeeds,
        int facts,
        int sources,
        int plantedSteps,
        int plantedBatchRows,
        double plantedRate,
        int covered,
        int crowd,
        int crowdRows,
        int timed) {
    private static final int MAX_TOKENS = 128;

    static final BenchSize QUICK = new BenchSize(
            Set.of("counterfactual", "grad-dot", "BM25", "spans", "chance"),
            10,
            40,
            20,
            20,
            24,
            1,
            100,
            4,
            56,
            16,
            5e-3,
            20,
            100,
            20_000,
            40);

    static final BenchSize FULL =
            new BenchSize(Set.of(), 60, 100, 60, 30, 60, 3, 1000, 8, 560, 16, 1e-3, 100, 100, 1_000_000, 200);

    LoraConfiguration retraining(long seed) {
        return configuration(4, retrainingSteps, 16, 1e-3, seed);
    }

    LoraConfiguration attacked(long seed) {
        return configuration(8, attackSteps, 8, 5e-3, seed);
    }

    LoraConfiguration planted(long seed) {
        return configuration(16, plantedSteps, plantedBatchRows, plantedRate, seed);
    }

    /** Two steps: what is learnt does not matter to the time that attribution takes. */
    LoraConfiguration crowded(long seed) {
        return configuration(16, 2, 16, 1e-3, seed);
    }

    private static LoraConfiguration configuration(int rank, int steps, int batchRows, double rate, long seed) {
        return new LoraConfiguration(
                rank,
                2.0 * rank,
                EnumSet.allOf(Projection.class),
                steps,
                batchRows,
                rate,
                Math.max(1, steps / 5),
                MAX_TOKENS,
                seed);
    }
}
