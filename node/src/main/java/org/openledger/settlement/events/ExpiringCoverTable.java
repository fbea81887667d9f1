package org.openledger.settlement.events;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of covers that may soon be gone. */
final class ExpiringCoverTable {
    private ExpiringCoverTable() {}

    /** Why the cover goes. */
    enum Reason {
        WITHDRAWAL,
        LOWER_LIMIT
    }

    /**
     * A payer's cover that goes.
     *
     * @param event what announced it
     * @param requestedGwei what the payer asked back; 0 for a lower limit
     */
    public record Row(
            String payer, Reason reason, String event, long requestedGwei, long settleFromSeconds, long endsSeconds) {}

    static void insert(Handle transaction, Row row) {
        transaction.createUpdate("""
                        INSERT INTO settlement_expiring (payer, reason, event, requested_gwei, settle_from_seconds,
                            ends_seconds)
                        VALUES (:payer, :reason, :event, :requestedGwei, :settleFromSeconds, :endsSeconds)""").bindMethods(row).execute();
    }

    static Optional<Row> find(Handle handle, String payer, Reason reason) {
        return handle.createQuery("SELECT * FROM settlement_expiring WHERE payer = :payer AND reason = :reason")
                .bind("payer", payer)
                .bind("reason", reason)
                .mapTo(Row.class)
                .findOne();
    }

    static void delete(Handle transaction, String payer, Reason reason) {
        transaction
                .createUpdate("DELETE FROM settlement_expiring WHERE payer = :payer AND reason = :reason")
                .bind("payer", payer)
                .bind("reason", reason)
                .execute();
    }

    /** Those whose charges are to be settled by now. */
    static List<Row> due(Handle handle, long nowSeconds) {
        return handle.createQuery("""
                        SELECT * FROM settlement_expiring WHERE settle_from_seconds <= :now ORDER BY payer, reason""").bind("now", nowSeconds).mapTo(Row.class).list();
    }

    /** The events whose delay is over. */
    static List<String> ended(Handle handle, long nowSeconds) {
        return handle.createQuery("SELECT event FROM settlement_expiring WHERE ends_seconds <= :now ORDER BY event")
                .bind("now", nowSeconds)
                .mapTo(String.class)
                .list();
    }
}
