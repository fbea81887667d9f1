package org.openledger.factory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openledger.factory.RunValue.BestRow;
import org.openledger.factory.RunValue.Measured;
import org.openledger.factory.RunValue.OfContributor;
import org.openledger.factory.RunValue.OfModel;
import org.openledger.factory.RunValue.OfRow;

/** The SQL of what runs' rows did for the loss on rows that were held out, by run, contributor and row. */
final class RunValueTable {
    private RunValueTable() {}

    public record Row(
            String run,
            int heldOut,
            Optional<Double> lossBefore,
            Optional<Double> lossAfter,
            Optional<String> digest,
            Optional<String> document,
            String refusal,
            String unpaid,
            long measuredMillis) {
        static Row of(RunValue value, Optional<String> document, long nowMillis) {
            return new Row(
                    value.run(),
                    value.heldOut(),
                    value.measured().map(Measured::lossBefore),
                    value.measured().map(Measured::lossAfter),
                    value.measured().map(Measured::digest),
                    document,
                    value.refusal(),
                    value.unpaid(),
                    nowMillis);
        }

        RunValue toValue() {
            return new RunValue(
                    run,
                    heldOut,
                    digest.map(known -> new Measured(lossBefore.orElseThrow(), lossAfter.orElseThrow(), known)),
                    refusal,
                    unpaid);
        }
    }

    static void keep(
            Handle tx,
            RunValue value,
            List<OfContributor> contributors,
            List<OfRow> rows,
            byte[] document,
            long nowMillis) {
        insert(tx, Row.of(value, Optional.of(new String(document, StandardCharsets.UTF_8)), nowMillis));
        PreparedBatch each = tx.prepareBatch("""
                INSERT INTO contributor_value (run, contributor, rows_learnt, nanonats, low, high)
                VALUES (:run, :contributor, :rows, :nanonats, :low, :high)""");
        contributors.forEach(
                one -> each.bind("run", value.run()).bindMethods(one).add());
        each.execute();
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO row_value (run, leaf, contributor, nanonats)
                VALUES (:run, :leaf, :contributor, :nanonats)""");
        rows.forEach(row -> batch.bind("run", value.run()).bindMethods(row).add());
        batch.execute();
    }

    /** Keeps why nothing was measured. */
    static void refuse(Handle tx, RunValue value, long nowMillis) {
        insert(tx, Row.of(value, Optional.empty(), nowMillis));
    }

    private static void insert(Handle tx, Row row) {
        tx.createUpdate("""
                        INSERT INTO run_value (run, held_out, loss_before, loss_after, digest, document, refusal, unpaid,
                            measured_millis)
                        VALUES (:run, :heldOut, :lossBefore, :lossAfter, :digest, :document, :refusal, :unpaid,
                            :measuredMillis)""").bindMethods(row).execute();
    }

    static Optional<RunValue> find(Handle handle, String run) {
        return handle.createQuery("SELECT * FROM run_value WHERE run = :run")
                .bind("run", run)
                .mapTo(Row.class)
                .map(Row::toValue)
                .findOne();
    }

    static Optional<String> document(Handle handle, String run) {
        return handle.createQuery("SELECT document FROM run_value WHERE run = :run AND document IS NOT NULL")
                .bind("run", run)
                .mapTo(String.class)
                .findOne();
    }

    static Optional<OfContributor> ofContributor(Handle handle, String run, String contributor) {
        return handle.createQuery("""
                        SELECT contributor, rows_learnt AS rows, nanonats, low, high FROM contributor_value
                        WHERE run = :run AND contributor = :contributor""")
                .bind("run", run)
                .bind("contributor", contributor)
                .mapTo(OfContributor.class)
                .findOne();
    }

    static List<BestRow> best(Handle handle, String run, String contributor, int limit) {
        return handle.createQuery("""
                        SELECT v.leaf, r.datanet, v.nanonats FROM row_value v JOIN datanet_row r ON r.leaf = unhex(v.leaf)
                        WHERE v.run = :run AND v.contributor = :address AND v.nanonats > 0
                        ORDER BY v.nanonats DESC, v.leaf LIMIT :limit""")
                .bind("run", run)
                .bind("address", contributor)
                .bind("limit", limit)
                .mapTo(BestRow.class)
                .list();
    }

    static Optional<OfRow> ofRow(Handle handle, String run, String leaf) {
        return handle.createQuery("SELECT leaf, contributor, nanonats FROM row_value WHERE run = :run AND leaf = :leaf")
                .bind("run", run)
                .bind("leaf", leaf)
                .mapTo(OfRow.class)
                .findOne();
    }

    /** What a contributor did for the model of a run. */
    static Optional<OfModel> ofModel(Handle handle, String run, String contributor) {
        return handle.createQuery("""
                        SELECT u.name AS model, v.* FROM contributor_value v JOIN run u ON u.id = v.run
                        WHERE v.run = :run AND v.contributor = :contributor""")
                .bind("run", run)
                .bind("contributor", contributor)
                .mapTo(OfModel.class)
                .findOne();
    }

    /** What a row did for the model of a run; it has no interval. */
    static Optional<OfModel> rowOfModel(Handle handle, String run, String leaf) {
        return handle.createQuery("""
                        SELECT u.name AS model, v.*, NULL AS low, NULL AS high
                        FROM row_value v JOIN run u ON u.id = v.run
                        WHERE v.run = :run AND v.leaf = :leaf""")
                .bind("run", run)
                .bind("leaf", leaf)
                .mapTo(OfModel.class)
                .findOne();
    }
}
