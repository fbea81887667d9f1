package org.openledger.receipt;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.openledger.answer.CreditedRows;
import org.openledger.answer.Inference;
import org.openledger.answer.InferenceTable;
import org.openledger.answer.NamedRow;
import org.openledger.answer.RowPart;
import org.openledger.store.Database;
import org.openledger.verify.Receipt;

/**
 * Which rows earn, which repeat, which hurt: sums over receipts, kept up to date in the order of the log, a bounded number of
 * receipts in a transaction with the place they reach to. What is there follows from the receipts alone.
 */
public final class RowCredits {
    /** Rows that one question may list. */
    public static final int MAX_LISTED = 200;

    private static final int BATCH = 64;
    private static final int MAX_FINDINGS = 100;
    private static final long NANONATS_PER_MICRONAT = 1_000;
    private static final long PPM = 1_000_000;

    private static final String COLUMNS = """
            coalesce(c.answers, 0), coalesce(c.earned_gwei, 0), coalesce(c.waiting_gwei, 0), coalesce(c.lowered_answers, 0),
            coalesce(c.lowered_surely, 0), coalesce(c.lowered_micronats, 0), coalesce(c.quoted_answers, 0),
            coalesce(c.places, 0)""";
    private static final String COPIES = """
            (SELECT count(*) FROM rejected_line x WHERE x.leader = c.leaf)
                + (SELECT count(*) FROM datanet_row x WHERE x.leader = c.leaf)""";

    /** What rows are listed for, the most of it first. */
    public enum Order {
        EARNED("SELECT c.leaf, " + COLUMNS + ", " + COPIES
                + " FROM row_credit c WHERE c.datanet = :datanet AND c.earned_gwei + c.waiting_gwei > 0"
                + " ORDER BY c.earned_gwei + c.waiting_gwei DESC, c.leaf"),
        REPEATED("SELECT r.leaf, " + COLUMNS + ", n.copies FROM (SELECT leaf, sum(copies) AS copies FROM ("
                + " SELECT leader AS leaf, count(*) AS copies FROM rejected_line WHERE leader IS NOT NULL GROUP BY leader"
                + " UNION ALL SELECT leader, count(*) FROM datanet_row WHERE leader IS NOT NULL GROUP BY leader"
                + " UNION ALL SELECT leaf, 0 FROM row_credit WHERE datanet = :datanet AND places > 1) parts GROUP BY leaf) n"
                + " JOIN datanet_row r ON r.leaf = n.leaf LEFT JOIN row_credit c ON c.leaf = n.leaf"
                + " WHERE r.datanet = :datanet AND r.first_version IS NOT NULL"
                + " ORDER BY n.copies + coalesce(c.places, 0) DESC, r.leaf"),
        LOWERED("SELECT c.leaf, " + COLUMNS + ", " + COPIES
                + " FROM row_credit c WHERE c.datanet = :datanet AND c.lowered_micronats > 0"
                + " ORDER BY c.lowered_micronats DESC, c.leaf");

        private final String query;

        Order(String query) {
            this.query = query;
        }
    }

    private final Database database;

    public RowCredits(Database database) {
        this.database = database;
    }

    /** How many receipts are counted, and how many rows of a Datanet's versions they name or quote. */
    public record Reach(long receipts, long rows) {}

    /** Adds the next receipts; false when all are counted. For one thread at a time. */
    boolean addSome() {
        return database.transact(tx -> {
            long reached = progress(tx);
            List<Inference> next = InferenceTable.signedAfter(tx, reached, BATCH);
            if (next.isEmpty()) {
                return false;
            }
            Map<String, RowCredit> credits = new HashMap<>();
            for (Inference inference : next) {
                add(credits, Receipts.receipt(inference.signed().orElseThrow()));
            }
            keep(tx, credits);
            tx.execute("UPDATE row_credit_progress SET log_index = ? WHERE id = 1", indexOf(next.getLast()));
            return true;
        });
    }

    /** Counts the receipts again that are counted, and names the rows whose sums differ; empty when none do. */
    static List<String> fsck(Handle handle) {
        long reached = progress(handle);
        Map<String, RowCredit> again = new HashMap<>();
        List<Inference> page = InferenceTable.signedAfter(handle, -1, BATCH);
        while (!page.isEmpty() && indexOf(page.getFirst()) <= reached) {
            page.stream()
                    .filter(inference -> indexOf(inference) <= reached)
                    .forEach(inference ->
                            add(again, Receipts.receipt(inference.signed().orElseThrow())));
            page = InferenceTable.signedAfter(handle, indexOf(page.getLast()), BATCH);
        }
        List<String> findings = new ArrayList<>();
        handle
                .createQuery(
                        "SELECT leaf, answers, earned_gwei, waiting_gwei, lowered_answers, lowered_surely, lowered_micronats,"
                                + " quoted_answers, places, 0 FROM row_credit ORDER BY leaf")
                .map((row, context) -> toCredit(row))
                .stream()
                .filter(kept -> !kept.equals(again.remove(kept.leaf())))
                .limit(MAX_FINDINGS)
                .forEach(kept -> findings.add("row " + kept.leaf() + ": its credit is not what the receipts say"));
        again.keySet().stream()
                .limit(MAX_FINDINGS)
                .forEach(leaf -> findings.add("row " + leaf + ": the receipts name it, its credit is not kept"));
        return findings;
    }

    private static long indexOf(Inference inference) {
        return inference.signed().orElseThrow().logIndex();
    }

    private static long progress(Handle handle) {
        return handle.createQuery("SELECT log_index FROM row_credit_progress WHERE id = 1")
                .mapTo(Long.class)
                .one();
    }

    private static void add(Map<String, RowCredit> credits, Receipt receipt) {
        for (Receipt.Share share : receipt.attribution().shares()) {
            long lowered = Math.max(0, -share.effectNanonats()) / NANONATS_PER_MICRONAT;
            List<NamedRow> named = CreditedRows.of(receipt.retrieval(), share);
            List<RowPart> paid = RowPart.divide(named, gwei(receipt, "contributor", share));
            List<RowPart> waiting = RowPart.divide(named, gwei(receipt, "waiting", share));
            for (int row = 0; row < paid.size(); row++) {
                RowPart part = paid.get(row);
                long waits = waiting.get(row).gwei();
                long ofRow = lowered / PPM * part.ppm() + lowered % PPM * part.ppm() / PPM;
                credits.compute(
                        part.leaf(),
                        (leaf, known) ->
                                orNone(leaf, known).named(part.gwei(), waits, ofRow, share.highNanonats() < 0));
            }
            places(share)
                    .forEach((quoted, places) -> credits.compute(
                            quoted, (leaf, known) -> orNone(leaf, known).quoted(places)));
        }
    }

    private static long gwei(Receipt receipt, String role, Receipt.Share share) {
        return receipt.payments().stream()
                .filter(payment ->
                        payment.role().equals(role) && payment.account().equals(share.contributor()))
                .mapToLong(Receipt.Payment::gwei)
                .sum();
    }

    private static RowCredit orNone(String leaf, @Nullable RowCredit known) {
        return known == null ? RowCredit.none(leaf) : known;
    }

    /** The rows a share quotes, and in how many places the commonest of their quotations stands. */
    private static Map<String, Long> places(Receipt.Share share) {
        Map<String, Long> places = new HashMap<>();
        for (Receipt.Span span : share.spans()) {
            span.rows().forEach(leaf -> places.merge(leaf, span.count(), Math::max));
        }
        return places;
    }

    private static void keep(Handle tx, Map<String, RowCredit> credits) {
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO row_credit (leaf, answers, earned_gwei, waiting_gwei, lowered_answers, lowered_surely,
                    lowered_micronats, quoted_answers, places, datanet)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT datanet FROM datanet_row WHERE leaf = ?))
                ON CONFLICT (leaf) DO UPDATE SET
                    answers = row_credit.answers + excluded.answers,
                    earned_gwei = row_credit.earned_gwei + excluded.earned_gwei,
                    waiting_gwei = row_credit.waiting_gwei + excluded.waiting_gwei,
                    lowered_answers = row_credit.lowered_answers + excluded.lowered_answers,
                    lowered_surely = row_credit.lowered_surely + excluded.lowered_surely,
                    lowered_micronats = row_credit.lowered_micronats + excluded.lowered_micronats,
                    quoted_answers = row_credit.quoted_answers + excluded.quoted_answers,
                    places = CASE WHEN excluded.places > row_credit.places THEN excluded.places ELSE row_credit.places END""");
        credits.values()
                .forEach(row -> batch.add(
                        row.leaf(),
                        row.answers(),
                        row.earnedGwei(),
                        row.waitingGwei(),
                        row.loweredAnswers(),
                        row.loweredSurely(),
                        row.loweredMicronats(),
                        row.quotedAnswers(),
                        row.places(),
                        row.leaf()));
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** Rows of a Datanet in an order, those that have nothing of it left out. */
    public List<RowCredit> ofDatanet(long datanet, Order order, int offset, int limit) {
        return database.read(handle -> handle.createQuery(order.query + " LIMIT :limit OFFSET :offset")
                .bind("datanet", datanet)
                .bind("limit", Math.clamp(limit, 1, MAX_LISTED))
                .bind("offset", offset)
                .map((row, context) -> toCredit(row))
                .list());
    }

    private static RowCredit toCredit(ResultSet row) throws SQLException {
        return new RowCredit(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10));
    }

    public Reach reach(long datanet) {
        return database.read(handle -> new Reach(
                handle.createQuery("SELECT count(*) FROM inference WHERE log_index <= :reached")
                        .bind("reached", progress(handle))
                        .mapTo(Long.class)
                        .one(),
                handle.createQuery("SELECT count(*) FROM row_credit WHERE datanet = :datanet")
                        .bind("datanet", datanet)
                        .mapTo(Long.class)
                        .one()));
    }
}
