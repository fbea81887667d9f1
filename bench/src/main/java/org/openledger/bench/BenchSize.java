package org.openledger.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.EnumSet;
import java.util.Set;
import org.openledger.factory.RunConfiguration;
import org.openledger.model.ModelConfig;
import org.openledger.model.Projection;
import org.openledger.train.LoraConfiguration;

/**
 * How much a measurement does.
 *
 * @param methods of credit that are compared; empty for all
 */
record BenchSize(
        Set<String> methods,
        @JsonUnwrapped Retraining retraining,
        @JsonUnwrapped Attack attack,
        @JsonUnwrapped Planting planting,
        @JsonUnwrapped Untaught untaught,
        @JsonUnwrapped Calibrated calibration,
        @JsonUnwrapped Crowd crowd,
        @JsonUnwrapped Naming naming,
        @JsonUnwrapped Cost cost) {
    private static final int MAX_TOKENS = 128;
    /** More than the standard run takes. */
    private static final int ALL_STEPS = 200;

    static final BenchSize QUICK = new BenchSize(
            Set.of("counterfactual", "grad-dot", "BM25", "spans", "chance"),
            new Retraining(/* sets= */ 10, /* queries= */ 40, /* retrainingSteps= */ 20),
            new Attack(/* said= */ 20, /* attackSteps= */ 24, /* attackSeeds= */ 1),
            new Planting(
                    /* facts= */ 100,
                    /* sources= */ 4,
                    /* plantedSteps= */ 56,
                    /* plantedBatchRows= */ 16,
                    /* plantedRate= */ 5e-3,
                    /* covered= */ 20),
            new Untaught(/* asked= */ 24, /* untaughtSteps= */ ALL_STEPS),
            new Calibrated(/* compared= */ 24, /* calibratedSteps= */ ALL_STEPS),
            new Crowd(/* crowd= */ 100, /* crowdRows= */ 20_000, /* timed= */ 40),
            new Naming(/* namedFacts= */ 40, /* givers= */ 8, /* namingSteps= */ 60, /* namingRate= */ 5e-3),
            new Cost(
                    /* few= */ 4,
                    /* hundred= */ 100,
                    /* many= */ 1000,
                    /* factsEach= */ 1,
                    /* costSteps= */ 30,
                    /* sampled= */ 10));

    static final BenchSize FULL = new BenchSize(
            Set.of(),
            new Retraining(/* sets= */ 60, /* queries= */ 100, /* retrainingSteps= */ 60),
            new Attack(/* said= */ 30, /* attackSteps= */ 60, /* attackSeeds= */ 3),
            new Planting(
                    /* facts= */ 1000,
                    /* sources= */ 8,
                    /* plantedSteps= */ 560,
                    /* plantedBatchRows= */ 16,
                    /* plantedRate= */ 1e-3,
                    /* covered= */ 100),
            new Untaught(/* asked= */ 60, /* untaughtSteps= */ ALL_STEPS),
            new Calibrated(/* compared= */ 60, /* calibratedSteps= */ ALL_STEPS),
            new Crowd(/* crowd= */ 100, /* crowdRows= */ 1_000_000, /* timed= */ 200),
            new Naming(/* namedFacts= */ 1000, /* givers= */ 8, /* namingSteps= */ 2000, /* namingRate= */ 5e-3),
            new Cost(
                    /* few= */ 24,
                    /* hundred= */ 100,
                    /* many= */ 1000,
                    /* factsEach= */ 2,
                    /* costSteps= */ 200,
                    /* sampled= */ 30));

    /**
     * Retraining without contributors.
     *
     * @param sets of contributors retrained without, of each size
     * @param queries held-out answers whose losses are predicted
     * @param retrainingSteps of each of those runs
     */
    record Retraining(int sets, int queries, int retrainingSteps) {
        LoraConfiguration run(long seed) {
            return configuration(4, retrainingSteps, 16, 1e-3, seed);
        }
    }

    /**
     * Attacks on a town's credit.
     *
     * @param said things dealt to the contributors of an attacked town
     * @param attackSteps of each of its runs
     * @param attackSeeds how often each attack is repeated
     */
    record Attack(int said, int attackSteps, int attackSeeds) {
        LoraConfiguration run(long seed) {
            return configuration(8, attackSteps, 8, 5e-3, seed);
        }
    }

    /**
     * Facts that one contributor each has.
     *
     * @param facts planted
     * @param sources contributors they are dealt to
     * @param plantedSteps of the run that learns them
     * @param plantedBatchRows rows a step of it
     * @param plantedRate its peak rate; the more steps, the smaller it must be for their removal to be foreseen
     * @param covered answers measured with another seed too
     */
    record Planting(int facts, int sources, int plantedSteps, int plantedBatchRows, double plantedRate, int covered) {
        LoraConfiguration run(long seed) {
            return configuration(16, plantedSteps, plantedBatchRows, plantedRate, seed);
        }
    }

    /**
     * Questions that nobody taught, to the standard run.
     *
     * @param asked questions of each kind, at most
     * @param untaughtSteps after which the run ends, though it would have more
     */
    record Untaught(int asked, int untaughtSteps) {
        LoraConfiguration run(ModelConfig base, long seed) {
            return standard(base, untaughtSteps, seed);
        }
    }

    /**
     * A run that is compared with other seeds of itself.
     *
     * @param compared questions of each kind, at most
     * @param calibratedSteps after which the run ends, though it would have more
     */
    record Calibrated(int compared, int calibratedSteps) {
        LoraConfiguration run(ModelConfig base, long seed) {
            return standard(base, calibratedSteps, seed);
        }
    }

    /**
     * Answers timed among many contributors.
     *
     * @param crowd how many contributors
     * @param crowdRows rows of theirs that are searched
     * @param timed answers
     */
    record Crowd(int crowd, int crowdRows, int timed) {
        /** Two steps: what is learnt does not matter to the time that attribution takes. */
        LoraConfiguration run(long seed) {
            return configuration(16, 2, 16, 1e-3, seed);
        }
    }

    /**
     * Facts whose names are shared, and texts beside them.
     *
     * @param namedFacts dealt to the contributors
     * @param givers contributors
     * @param namingSteps of the run, enough that the model knows most of them
     * @param namingRate its peak rate
     */
    record Naming(int namedFacts, int givers, int namingSteps, double namingRate) {
        LoraConfiguration run(long seed) {
            return configuration(16, namingSteps, 16, namingRate, seed);
        }
    }

    /**
     * What preparing attribution costs.
     *
     * @param few contributors, who are removed one by one
     * @param hundred contributors of another run
     * @param many contributors of the last run
     * @param factsEach that each of them has
     * @param costSteps of each run; more where not every row would be seen
     * @param sampled of the hundred and of the many who are removed one by one, to compare
     */
    record Cost(int few, int hundred, int many, int factsEach, int costSteps, int sampled) {
        LoraConfiguration run(long seed) {
            return configuration(16, costSteps, 16, 5e-3, seed);
        }
    }

    /** The run that a node trains where nothing is asked for, which ends after some steps. */
    private static LoraConfiguration standard(ModelConfig base, int steps, long seed) {
        LoraConfiguration standard = RunConfiguration.standard(base, 0).on(base).withSeed(seed);
        return steps >= standard.steps()
                ? standard
                : standard.with(standard.options().withStopAfter(steps));
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
