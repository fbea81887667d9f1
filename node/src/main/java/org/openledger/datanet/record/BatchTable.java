package org.openledger.datanet.record;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of how signed contributions come to the chain. */
final class BatchTable {
    private static final String WAITING = "";

    private BatchTable() {}

    /**
     * One contribution.
     *
     * @param dueMillis until when at most it waits for others
     * @param batch the outbox's key of the transaction that brings it; empty while it waits
     */
    public record Row(long contribution, long datanet, String termsDigest, long dueMillis, String batch) {}

    static void wait(Handle tx, Contribution contribution, long dueMillis) {
        tx.createUpdate("""
                        INSERT INTO contribution_batch (contribution, datanet, terms_digest, due_millis, batch)
                        VALUES (:id, :datanet, :termsDigest, :due, :waiting)""")
                .bindMethods(contribution)
                .bind("due", dueMillis)
                .bind("waiting", WAITING)
                .execute();
    }

    /** All that wait, those of one Datanet together, the oldest first. */
    static List<Row> waiting(Handle handle) {
        return handle.createQuery("""
                        SELECT * FROM contribution_batch WHERE batch = :waiting ORDER BY datanet, contribution""").bind("waiting", WAITING).mapTo(Row.class).list();
    }

    /** Those that one transaction brings, the oldest first. */
    static List<Long> broughtBy(Handle handle, String batch) {
        return handle.createQuery("""
                        SELECT contribution FROM contribution_batch WHERE batch = :batch ORDER BY contribution""").bind("batch", batch).mapTo(Long.class).list();
    }

    static void bring(Handle tx, long contribution, String batch) {
        tx.createUpdate("UPDATE contribution_batch SET batch = :batch WHERE contribution = :contribution")
                .bind("contribution", contribution)
                .bind("batch", batch)
                .execute();
    }

    /** Which transaction brings a contribution; empty while it waits, or where it is from before batches. */
    static Optional<String> batchOf(Handle handle, long contribution) {
        return handle.createQuery("""
                        SELECT batch FROM contribution_batch WHERE contribution = :contribution""")
                .bind("contribution", contribution)
                .mapTo(String.class)
                .findOne();
    }
}
