package org.openledger.factory.forecast;

import java.util.List;
import java.util.Optional;
import org.openledger.attribution.influence.RetrainingPlan;
import org.openledger.model.BaseModel;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.TrainingRow;
import org.openledger.train.forecast.RunMemory;
import org.openledger.train.forecast.RunWork;

/**
 * What a run will take.
 *
 * @param rowTokens of the rows that are learnt, each once
 * @param retrainings the adapters that will explain it
 * @param phases in their order, those that the run will have
 * @param speed of this machine, where it is known
 */
public record Forecast(
        RunWork work,
        long rowTokens,
        RetrainingPlan retrainings,
        RunMemory memory,
        List<OfPhase> phases,
        Optional<KeptSpeed> speed) {
    /** Minutes come within this factor of the estimate, up or down, on a machine that does nothing else; see docs/decisions. */
    public static final double FACTOR = 2;

    /** What valuing costs in steps of the run: to its end, back, and the curvature on the way. */
    private static final int VALUING_STEPS = 4;
    /** Rows that are asked to see how far effects foresee others. */
    private static final int ROWS_ASKED = 16;
    /** Answers that are compared with runs by other seeds, at most. */
    private static final int ROWS_COMPARED = 72;
    /** Passes of {@value #ROWS_OF_PASS} rows that preparing a run makes. */
    private static final int PASSES_OF_START = 4 * 46;

    private static final int ROWS_OF_PASS = 64;

    public Forecast {
        phases = List.copyOf(phases);
    }

    /**
     * One part of the run.
     *
     * @param adapterSteps its steps, each times the adapters that take it; 0 for a part without steps
     * @param seconds empty where no speed is known
     */
    public record OfPhase(Phase phase, long adapterSteps, Optional<Double> seconds) {}

    /**
     * What the model is asked after its training.
     *
     * @param prompts that it answers, and the base too
     * @param answerTokens of an answer at most
     */
    public record Asking(int prompts, int answerTokens) {}

    /**
     * @param learnt the run's rows, whose groups count in {@code groups}
     * @param heldOut those it does not learn
     */
    public static Forecast of(
            BaseModel base,
            List<TrainingRow> learnt,
            List<TrainingRow> heldOut,
            int groups,
            LoraConfiguration configuration,
            Asking asking,
            Optional<KeptSpeed> speed) {
        RunWork work = RunWork.of(learnt, configuration, base.config());
        RetrainingPlan plan = RetrainingPlan.of(base.tokenizer(), learnt, groups, configuration.seed());
        List<Integer> batches = plan.together();
        int together = batches.stream().mapToInt(Integer::intValue).max().orElse(1);
        long rowTokens = tokens(learnt);
        long adapterSteps = (long) work.steps() * plan.retrainings();
        Optional<Seconds> seconds =
                speed.map(kept -> new Seconds(kept, work, rowTokens, tokens(heldOut), learnt.size(), plan, asking));
        List<OfPhase> phases = List.of(
                new OfPhase(Phase.TRAINING, work.steps(), seconds.map(Seconds::training)),
                new OfPhase(Phase.EVALUATING, 0, seconds.map(Seconds::evaluating)),
                new OfPhase(Phase.ATTRIBUTING, adapterSteps, seconds.map(of -> of.attributing(batches))),
                new OfPhase(
                        Phase.VALUING,
                        heldOut.isEmpty() ? 0 : (long) VALUING_STEPS * work.steps(),
                        seconds.map(of -> heldOut.isEmpty() ? 0 : of.valuing())));
        return new Forecast(
                work, rowTokens, plan, RunMemory.of(base, learnt, configuration, work, together), phases, speed);
    }

    /** Of all phases; empty where no speed is known. */
    public Optional<Double> seconds() {
        return phases.stream().allMatch(phase -> phase.seconds().isPresent())
                ? Optional.of(phases.stream()
                        .mapToDouble(phase -> phase.seconds().orElseThrow())
                        .sum())
                : Optional.empty();
    }

    private static long tokens(List<TrainingRow> rows) {
        return rows.stream().mapToLong(row -> row.ids().length).sum();
    }

    /** The time of each phase by a known speed. */
    private record Seconds(
            KeptSpeed kept,
            RunWork work,
            long rowTokens,
            long heldOutTokens,
            int rows,
            RetrainingPlan plan,
            Asking asking) {
        double training() {
            return kept.speed().trainingSeconds(work, rowTokens, 1);
        }

        double evaluating() {
            double row = kept.speed().startSeconds() / PASSES_OF_START / ROWS_OF_PASS;
            return 2 * (reading(heldOutTokens) + row * asking.answerTokens() * asking.prompts());
        }

        double attributing(List<Integer> batches) {
            double trained = batches.stream()
                    .mapToDouble(adapters -> kept.speed().trainingSeconds(work, rowTokens, adapters))
                    .sum();
            long asked = Math.min(ROWS_ASKED, rows) * rowTokens / Math.max(1, rows);
            long compared = Math.min(ROWS_COMPARED, 3 * rows) * rowTokens / Math.max(1, rows);
            long adapters = plan.leftOut().size()
                    + 2
                    + (long) plan.otherSeeds().size() * (plan.again().size() + 2);
            return trained + reading((plan.leftOut().size() + 1) * asked + adapters * compared);
        }

        double valuing() {
            double run = kept.speed().trainingSeconds(work, 0, 1);
            return kept.speed().startSeconds()
                    + VALUING_STEPS * (run - kept.speed().startSeconds())
                    + reading((plan.kept() + 2) * heldOutTokens);
        }

        private double reading(long tokens) {
            return kept.speed().readSecondsAToken() * tokens;
        }
    }
}
