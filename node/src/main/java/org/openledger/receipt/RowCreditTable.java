package org.openledger.receipt;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of what receipts say of each row, and of how far in the log they are counted. */
final class RowCreditTable {
    private RowCreditTable() {}

    /** The last entry of the log whose receipt is counted; -1 before the first. */
    static long progress(Handle handle) {
        return handle.createQuery("SELECT log_index FROM row_credit_progress WHERE id = 1")
                .mapTo(Long.class)
                .one();
    }

    static void reach(Handle transaction, long logIndex) {
        transaction
                .createUpdate("UPDATE row_credit_progress SET log_index = :index WHERE id = 1")
                .bind("index", logIndex)
                .execute();
    }

    /** Forgets all that is counted but what erased answers said. */
    static void clear(Handle transaction) {
        transaction.execute("DELETE FROM row_credit");
        add(transaction, erased(transaction).values());
        transaction.execute("DELETE FROM row_credit_progress");
        transaction.execute("INSERT INTO row_credit_progress (id, log_index) VALUES (1, -1)");
    }

    /** Adds to what is kept. */
    static void add(Handle transaction, Collection<RowCredit> credits) {
        PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO row_credit (leaf, answers, earned_gwei, waiting_gwei, lowered_answers, lowered_surely,
                    lowered_micronats, quoted_answers, places, datanet)
                VALUES (:leaf, :answers, :earnedGwei, :waitingGwei, :loweredAnswers, :loweredSurely, :loweredMicronats,
                    :quotedAnswers, :places, (SELECT datanet FROM datanet_row WHERE leaf = unhex(:leaf)))
                ON CONFLICT (leaf) DO UPDATE SET
                    answers = row_credit.answers + excluded.answers,
                    earned_gwei = row_credit.earned_gwei + excluded.earned_gwei,
                    waiting_gwei = row_credit.waiting_gwei + excluded.waiting_gwei,
                    lowered_answers = row_credit.lowered_answers + excluded.lowered_answers,
                    lowered_surely = row_credit.lowered_surely + excluded.lowered_surely,
                    lowered_micronats = row_credit.lowered_micronats + excluded.lowered_micronats,
                    quoted_answers = row_credit.quoted_answers + excluded.quoted_answers,
                    places = CASE WHEN excluded.places > row_credit.places THEN excluded.places ELSE row_credit.places END""");
        credits.forEach(row -> batch.bindMethods(row).add());
        batch.execute();
    }

    /** Adds to what erased answers said. */
    static void addErased(Handle transaction, Collection<RowCredit> credits) {
        PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO row_credit_erased (leaf, answers, earned_gwei, waiting_gwei, lowered_answers, lowered_surely,
                    lowered_micronats, quoted_answers, places)
                VALUES (:leaf, :answers, :earnedGwei, :waitingGwei, :loweredAnswers, :loweredSurely, :loweredMicronats,
                    :quotedAnswers, :places)
                ON CONFLICT (leaf) DO UPDATE SET
                    answers = row_credit_erased.answers + excluded.answers,
                    earned_gwei = row_credit_erased.earned_gwei + excluded.earned_gwei,
                    waiting_gwei = row_credit_erased.waiting_gwei + excluded.waiting_gwei,
                    lowered_answers = row_credit_erased.lowered_answers + excluded.lowered_answers,
                    lowered_surely = row_credit_erased.lowered_surely + excluded.lowered_surely,
                    lowered_micronats = row_credit_erased.lowered_micronats + excluded.lowered_micronats,
                    quoted_answers = row_credit_erased.quoted_answers + excluded.quoted_answers,
                    places = CASE WHEN excluded.places > row_credit_erased.places THEN excluded.places
                        ELSE row_credit_erased.places END""");
        credits.forEach(row -> batch.bindMethods(row).add());
        batch.execute();
    }

    /** What erased answers said, by leaf, without copies. */
    static Map<String, RowCredit> erased(Handle handle) {
        Map<String, RowCredit> credits = new HashMap<>();
        handle.createQuery("SELECT c.*, 0 AS copies FROM row_credit_erased c")
                .mapTo(RowCredit.class)
                .forEach(credit -> credits.put(credit.leaf(), credit));
        return credits;
    }

    static RowEarnings sums(Handle handle, List<String> leaves) {
        return handle.createQuery("""
                        SELECT coalesce(sum(earned_gwei), 0) AS earned_gwei, coalesce(sum(waiting_gwei), 0) AS waiting_gwei
                        FROM row_credit WHERE leaf IN (<leaves>)""")
                .bindList("leaves", leaves)
                .mapTo(RowEarnings.class)
                .one();
    }

    /** All rows, by leaf, without their copies. The caller closes the stream. */
    static Stream<RowCredit> all(Handle handle) {
        return handle
                .createQuery("SELECT c.*, 0 AS copies FROM row_credit c ORDER BY c.leaf")
                .mapTo(RowCredit.class)
                .stream();
    }

    static long count(Handle handle, long datanet) {
        return handle.createQuery("SELECT count(*) FROM row_credit WHERE datanet = :datanet")
                .bind("datanet", datanet)
                .mapTo(Long.class)
                .one();
    }

    /** What receipts and uploads say of a row; zeros where that is nothing. */
    static RowCredit of(Handle handle, String leaf) {
        return handle.createQuery("""
                        SELECT l.leaf, coalesce(c.answers, 0) AS answers, coalesce(c.earned_gwei, 0) AS earned_gwei,
                            coalesce(c.waiting_gwei, 0) AS waiting_gwei,
                            coalesce(c.lowered_answers, 0) AS lowered_answers,
                            coalesce(c.lowered_surely, 0) AS lowered_surely,
                            coalesce(c.lowered_micronats, 0) AS lowered_micronats,
                            coalesce(c.quoted_answers, 0) AS quoted_answers, coalesce(c.places, 0) AS places,
                            (SELECT count(*) FROM rejected_line x JOIN contribution y ON y.id = x.contribution
                                    WHERE x.leader = l.leaf AND y.commit_position IS NOT NULL)
                                + (SELECT count(*) FROM datanet_row x WHERE x.leader = l.leaf AND x.state <> 'SCREENED')
                                AS copies
                        FROM (SELECT CAST(:leaf AS TEXT) AS leaf) l LEFT JOIN row_credit c ON c.leaf = l.leaf""").bind("leaf", leaf).mapTo(RowCredit.class).one();
    }
}
