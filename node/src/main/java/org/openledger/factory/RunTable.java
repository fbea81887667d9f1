package org.openledger.factory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openledger.store.Refusal.Kind;
import org.openledger.train.LossPoint;

/** The SQL of runs. */
final class RunTable {
    private RunTable() {}

    static void insert(Handle tx, Run run) {
        RunRequest request = run.request();
        RunConfiguration configuration = request.configuration();
        tx.execute(
                """
                INSERT INTO run (id, sequence, name, owner, paid, royalty_bps, lora_rank, lora_alpha, steps, batch_rows,
                    peak_rate, warmup_steps, max_tokens, seed, base_digest, state, cancelling, steps_done, steps_total,
                    held_out_ppm, reward_gwei, failure, created_millis)
                VALUES (?, (SELECT coalesce(max(sequence), 0) + 1 FROM run), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    'QUEUED', 0, 0, ?, ?, ?, '', ?)""",
                run.id(),
                request.name(),
                request.owner(),
                request.paid() ? 1L : 0L,
                request.royaltyBps(),
                configuration.rank(),
                configuration.alpha(),
                configuration.steps(),
                configuration.batchRows(),
                configuration.peakLearningRate(),
                configuration.warmupSteps(),
                configuration.maxTokens(),
                configuration.seed(),
                run.baseDigest(),
                run.stepsTotal(),
                request.heldOutPpm().orElse(0),
                request.rewardGwei(),
                run.createdMillis());
        for (Source source : request.sources()) {
            tx.execute(
                    "INSERT INTO run_source (run, datanet, number) VALUES (?, ?, ?)",
                    run.id(),
                    source.datanet(),
                    source.number());
        }
    }

    static Run require(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM run WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> toRun(handle, row))
                .findOne()
                .orElseThrow(
                        () -> new FactoryException(Kind.UNKNOWN, "there is no run " + id + ": see the list of runs"));
    }

    static List<Run> latest(Handle handle, int limit) {
        return handle.createQuery("SELECT * FROM run ORDER BY sequence DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> toRun(handle, row))
                .list();
    }

    /** The run to work on: the oldest that has not ended. */
    static Optional<Run> next(Handle handle) {
        return handle.createQuery("SELECT * FROM run WHERE state NOT IN ('READY', 'FAILED', 'CANCELLED')"
                        + " ORDER BY sequence LIMIT 1")
                .map((row, context) -> toRun(handle, row))
                .findOne();
    }

    static long unfinished(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM run WHERE state NOT IN ('READY', 'FAILED', 'CANCELLED')")
                .mapTo(Long.class)
                .one();
    }

    /** Runs under way whose builders promised a reward. */
    static List<String> promising(Handle handle) {
        return handle.createQuery(
                        "SELECT id FROM run WHERE reward_gwei > 0 AND state NOT IN ('READY', 'FAILED', 'CANCELLED')")
                .mapTo(String.class)
                .list();
    }

    static boolean nameTaken(Handle handle, String name) {
        return handle.createQuery(
                                "SELECT count(*) FROM run WHERE name = :name AND state NOT IN ('FAILED', 'CANCELLED')")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Moves a run on; false when it is not in {@code from} any more, or is to be cancelled. */
    static boolean move(Handle tx, String id, RunState from, RunState to, int stepsTotal) {
        return tx.execute(
                        "UPDATE run SET state = ?, steps_done = 0, steps_total = ? WHERE id = ? AND state = ? AND cancelling = 0",
                        to.name(),
                        stepsTotal,
                        id,
                        from.name())
                == 1;
    }

    static void end(Handle tx, String id, RunState state, String failure, long nowMillis) {
        tx.execute(
                "UPDATE run SET state = ?, failure = ?, ended_millis = ? WHERE id = ?",
                state.name(),
                failure,
                nowMillis,
                id);
    }

    static void progress(Handle tx, String id, int stepsDone, int stepsTotal) {
        tx.execute("UPDATE run SET steps_done = ?, steps_total = ? WHERE id = ?", stepsDone, stepsTotal, id);
    }

    /** Notes points of the loss curve; one that is known is noted again to no effect. */
    static void losses(Handle tx, String id, List<LossPoint> points) {
        if (points.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                tx.prepareBatch("INSERT INTO run_loss (run, step, loss) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        points.forEach(point -> batch.add(id, point.step(), point.loss()));
        batch.execute();
    }

    static void trained(
            Handle tx, String id, String adapterDigest, double lossBefore, double lossAfter, double seconds) {
        tx.execute(
                "UPDATE run SET adapter_digest = ?, loss_before = ?, loss_after = ?, training_seconds = ? WHERE id = ?",
                adapterDigest,
                lossBefore,
                lossAfter,
                seconds,
                id);
    }

    /** The name under which another run registered the same adapter. */
    static Optional<String> nameOfAdapter(Handle handle, String adapterDigest, String exceptRun) {
        return handle.createQuery("SELECT name FROM run WHERE adapter_digest = :digest AND id <> :run LIMIT 1")
                .bind("digest", adapterDigest)
                .bind("run", exceptRun)
                .mapTo(String.class)
                .findOne();
    }

    static Registration registration(Handle handle, String id) {
        return handle.createQuery("SELECT token, refusal FROM run WHERE id = :id")
                .bind("id", id)
                .map((row, context) ->
                        new Registration(Optional.ofNullable(row.getString(1)), Optional.ofNullable(row.getString(2))))
                .one();
    }

    static boolean cancelling(Handle handle, String id) {
        return handle.createQuery("SELECT cancelling FROM run WHERE id = :id")
                        .bind("id", id)
                        .mapTo(Long.class)
                        .one()
                == 1;
    }

    static List<LossPoint> losses(Handle handle, String id) {
        return handle.createQuery("SELECT step, loss FROM run_loss WHERE run = :id ORDER BY step")
                .bind("id", id)
                .map((row, context) -> new LossPoint(row.getInt(1), row.getDouble(2)))
                .list();
    }

    private static Run toRun(Handle handle, ResultSet row) throws SQLException {
        String id = row.getString("id");
        RunConfiguration configuration = new RunConfiguration(
                row.getInt("lora_rank"),
                row.getInt("lora_alpha"),
                row.getInt("steps"),
                row.getInt("batch_rows"),
                row.getDouble("peak_rate"),
                row.getInt("warmup_steps"),
                row.getInt("max_tokens"),
                row.getLong("seed"));
        RunRequest request = new RunRequest(
                row.getString("name"),
                row.getString("owner"),
                sources(handle, id),
                row.getLong("paid") == 1,
                row.getInt("royalty_bps"),
                configuration,
                Optional.of(row.getInt("held_out_ppm")),
                row.getLong("reward_gwei"));
        return new Run(
                id,
                request,
                row.getString("base_digest"),
                RunState.valueOf(row.getString("state")),
                row.getLong("cancelling") == 1,
                row.getInt("steps_done"),
                row.getInt("steps_total"),
                optionalDouble(row, "loss_before"),
                optionalDouble(row, "loss_after"),
                optionalDouble(row, "training_seconds"),
                Optional.ofNullable(row.getString("adapter_digest")),
                row.getString("failure"),
                row.getLong("created_millis"),
                optionalLong(row, "ended_millis"));
    }

    private static List<Source> sources(Handle handle, String run) {
        return new ArrayList<>(
                handle.createQuery("SELECT datanet, number FROM run_source WHERE run = :run ORDER BY datanet, number")
                        .bind("run", run)
                        .map((row, context) -> new Source(row.getLong(1), row.getLong(2)))
                        .list());
    }

    private static Optional<Double> optionalDouble(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    private static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
