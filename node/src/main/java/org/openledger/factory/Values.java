package org.openledger.factory;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openledger.factory.RunValue.Measured;
import org.openledger.factory.RunValue.OfContributor;
import org.openledger.factory.RunValue.OfRow;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Journal;
import org.openledger.ledger.Posting;
import org.openledger.store.Database;

/** What rows did for the loss on rows that were held out: kept run by run, read by run, contributor, Datanet and row. */
public final class Values {
    public static final int MAX_LISTED = 1_000;

    private final Database database;
    private final Journal journal;

    public Values(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    /** Who got what of a run's reward. */
    public record Paid(SortedMap<String, Long> gweiByContributor, long commonsGwei) {}

    /** What a contributor, or a row, did for a model; a row has no interval. */
    public record OfModel(
            String model, String run, String contributor, long nanonats, Optional<Long> low, Optional<Long> high) {}

    public Optional<RunValue> find(String run) {
        return database.read(handle -> find(handle, run));
    }

    static Optional<RunValue> find(Handle handle, String run) {
        return handle.createQuery("SELECT * FROM run_value WHERE run = :run")
                .bind("run", run)
                .map((row, context) -> toValue(row))
                .findOne();
    }

    /** Who got what of a run's reward: nobody anything where none was promised or paid. */
    public Paid paid(String run) {
        SortedMap<String, Long> contributors = new TreeMap<>();
        long commons = 0;
        for (Posting posting : database.read(handle -> journal.find(handle, Charges.promiseId(run)))
                .map(posted -> posted.entry().postings())
                .orElse(List.of())) {
            switch (posting.account().role()) {
                case "contributor" -> contributors.put(posting.account().owner(), posting.gwei());
                case "commons" -> commons += posting.gwei();
                default -> {} // the payer
            }
        }
        return new Paid(contributors, commons);
    }

    /** The canonical JSON whose digest the log holds. */
    public Optional<byte[]> document(String run) {
        return database.read(
                handle -> handle.createQuery("SELECT document FROM run_value WHERE run = :run AND document IS NOT NULL")
                        .bind("run", run)
                        .mapTo(String.class)
                        .findOne()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A run's contributors, the most valuable first. */
    public List<OfContributor> contributors(String run) {
        return database.read(handle -> handle.createQuery("SELECT contributor, rows_learnt, nanonats, low, high"
                        + " FROM contributor_value WHERE run = :run ORDER BY nanonats DESC, contributor")
                .bind("run", run)
                .map((row, context) -> new OfContributor(
                        row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .list());
    }

    /** One of a contributor's rows that did most. */
    public record BestRow(String leaf, String datanet, long nanonats) {}

    /** A contributor's rows with a positive value in a run, the most valuable first. */
    public static List<BestRow> best(Handle handle, String run, String contributor, int limit) {
        return handle.createQuery("""
                        SELECT v.leaf, r.datanet, v.nanonats FROM row_value v JOIN datanet_row r ON r.leaf = v.leaf
                        WHERE v.run = :run AND v.contributor = :contributor AND v.nanonats > 0
                        ORDER BY v.nanonats DESC, v.leaf LIMIT :limit""")
                .bind("run", run)
                .bind("contributor", contributor)
                .bind("limit", limit)
                .map((row, context) -> new BestRow(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /** A run's rows, the most valuable first, or the least. */
    public List<OfRow> rows(String run, boolean leastFirst, int offset, int limit) {
        String direction = leastFirst ? "ASC" : "DESC";
        return database.read(handle -> handle.createQuery(
                        "SELECT leaf, contributor, nanonats FROM row_value WHERE run = :run ORDER BY nanonats "
                                + direction + ", leaf LIMIT :limit OFFSET :offset")
                .bind("run", run)
                .bind("limit", Math.clamp(limit, 1, MAX_LISTED))
                .bind("offset", offset)
                .map((row, context) -> new OfRow(row.getString(1), row.getString(2), row.getLong(3)))
                .list());
    }

    /** A Datanet's rows in a run, the most valuable first, or the least. */
    public List<OfRow> rowsOfDatanet(long datanet, String run, boolean leastFirst, int offset, int limit) {
        String direction = leastFirst ? "ASC" : "DESC";
        return database.read(handle -> handle.createQuery("SELECT v.leaf, v.contributor, v.nanonats FROM row_value v"
                        + " JOIN datanet_row r ON r.leaf = v.leaf AND r.datanet = :datanet WHERE v.run = :run"
                        + " ORDER BY v.nanonats " + direction + ", v.leaf LIMIT :limit OFFSET :offset")
                .bind("datanet", datanet)
                .bind("run", run)
                .bind("limit", Math.clamp(limit, 1, MAX_LISTED))
                .bind("offset", offset)
                .map((row, context) -> new OfRow(row.getString(1), row.getString(2), row.getLong(3)))
                .list());
    }

    /** The models that learnt rows of a Datanet and have values, with all their contributors: models newest first. */
    public List<OfModel> ofDatanet(long datanet) {
        return database.read(handle -> handle.createQuery("""
                        SELECT u.name, u.id, v.contributor, v.nanonats, v.low, v.high
                        FROM contributor_value v JOIN run u ON u.id = v.run
                        WHERE v.run IN (SELECT run FROM run_source WHERE datanet = :datanet)
                        ORDER BY u.sequence DESC, v.nanonats DESC, v.contributor LIMIT :limit""")
                .bind("datanet", datanet)
                .bind("limit", MAX_LISTED)
                .map((row, context) -> toModel(row))
                .list());
    }

    /** What a contributor did for each model that learnt from them, models newest first. */
    public List<OfModel> ofContributor(String contributor) {
        return database.read(handle -> handle.createQuery("""
                        SELECT u.name, u.id, v.contributor, v.nanonats, v.low, v.high
                        FROM contributor_value v JOIN run u ON u.id = v.run
                        WHERE v.contributor = :contributor ORDER BY u.sequence DESC LIMIT :limit""")
                .bind("contributor", contributor)
                .bind("limit", MAX_LISTED)
                .map((row, context) -> toModel(row))
                .list());
    }

    /** What a row did for each model that learnt it, models newest first. */
    public List<OfModel> ofRow(String leaf) {
        return database.read(handle -> handle.createQuery("""
                        SELECT u.name, u.id, v.contributor, v.nanonats
                        FROM row_value v JOIN run u ON u.id = v.run
                        WHERE v.leaf = :leaf ORDER BY u.sequence DESC LIMIT :limit""")
                .bind("leaf", leaf)
                .bind("limit", MAX_LISTED)
                .map((row, context) -> new OfModel(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        Optional.empty(),
                        Optional.empty()))
                .list());
    }

    static void keep(
            Handle tx,
            RunValue value,
            List<OfContributor> contributors,
            List<OfRow> rows,
            byte[] document,
            long nowMillis) {
        Measured measured = value.measured().orElseThrow();
        tx.execute(
                """
                INSERT INTO run_value (run, held_out, loss_before, loss_after, digest, document, refusal, unpaid,
                    measured_millis)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                value.run(),
                value.heldOut(),
                measured.lossBefore(),
                measured.lossAfter(),
                measured.digest(),
                new String(document, StandardCharsets.UTF_8),
                value.refusal(),
                value.unpaid(),
                nowMillis);
        PreparedBatch each =
                tx.prepareBatch("INSERT INTO contributor_value (run, contributor, rows_learnt, nanonats, low, high)"
                        + " VALUES (?, ?, ?, ?, ?, ?)");
        contributors.forEach(
                one -> each.add(value.run(), one.contributor(), one.rows(), one.nanonats(), one.low(), one.high()));
        each.execute();
        PreparedBatch batch =
                tx.prepareBatch("INSERT INTO row_value (run, leaf, contributor, nanonats) VALUES (?, ?, ?, ?)");
        rows.forEach(row -> batch.add(value.run(), row.leaf(), row.contributor(), row.nanonats()));
        batch.execute();
    }

    /** Keeps why nothing was measured. */
    static void refuse(Handle tx, RunValue value, long nowMillis) {
        tx.execute(
                "INSERT INTO run_value (run, held_out, refusal, unpaid, measured_millis) VALUES (?, ?, ?, ?, ?)",
                value.run(),
                value.heldOut(),
                value.refusal(),
                value.unpaid(),
                nowMillis);
    }

    private static OfModel toModel(ResultSet row) throws SQLException {
        return new OfModel(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                Optional.of(row.getLong(5)),
                Optional.of(row.getLong(6)));
    }

    private static RunValue toValue(ResultSet row) throws SQLException {
        Optional<String> digest = Optional.ofNullable(row.getString("digest"));
        double before = row.getDouble("loss_before");
        double after = row.getDouble("loss_after");
        return new RunValue(
                row.getString("run"),
                row.getInt("held_out"),
                digest.map(known -> new Measured(before, after, known)),
                row.getString("refusal"),
                row.getString("unpaid"));
    }
}
