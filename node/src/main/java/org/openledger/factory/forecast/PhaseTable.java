package org.openledger.factory.forecast;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of the phases of runs. */
public final class PhaseTable {
    private PhaseTable() {}

    /**
     * What is kept of a phase.
     *
     * @param adapterSteps its steps, each times the adapters that take it
     * @param expectedSeconds before the run, where the machine's speed was known
     * @param timedSteps how many steps were timed
     * @param timedSeconds how long they took
     */
    public record Line(
            Phase phase, long adapterSteps, Optional<Double> expectedSeconds, long timedSteps, double timedSeconds) {
        /** Seconds of a step; empty before one was timed. */
        public Optional<Double> stepSeconds() {
            return timedSteps == 0 ? Optional.empty() : Optional.of(timedSeconds / timedSteps);
        }
    }

    /** Notes a run's phases; those that are known stay. */
    public static void insert(Handle tx, String run, List<Forecast.OfPhase> phases) {
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO run_phase (run, phase, adapter_steps, expected_seconds, timed_steps, timed_seconds)
                VALUES (:run, :phase, :adapterSteps, :seconds, 0, 0) ON CONFLICT DO NOTHING""");
        phases.forEach(phase -> batch.bind("run", run).bindMethods(phase).add());
        batch.execute();
    }

    /** Adds steps that were timed. */
    public static void timed(Handle tx, String run, Phase phase, long steps, double seconds) {
        tx.createUpdate("""
                        UPDATE run_phase SET timed_steps = timed_steps + :steps, timed_seconds = timed_seconds + :seconds
                        WHERE run = :run AND phase = :phase""")
                .bind("run", run)
                .bind("phase", phase)
                .bind("steps", steps)
                .bind("seconds", seconds)
                .execute();
    }

    /** A run's phases in their order. */
    public static List<Line> of(Handle handle, String run) {
        return handle
                .createQuery(
                        "SELECT phase, adapter_steps, expected_seconds, timed_steps, timed_seconds FROM run_phase WHERE run = :run")
                .bind("run", run)
                .mapTo(Line.class)
                .list()
                .stream()
                .sorted((one, other) -> one.phase().compareTo(other.phase()))
                .toList();
    }
}
