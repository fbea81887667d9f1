package org.openledger.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of holds. */
final class HoldTable {
    private HoldTable() {}

    static void insert(Handle transaction, Hold hold) {
        transaction.createUpdate("""
                        INSERT INTO ledger_hold (id, account, gwei, time_millis)
                        VALUES (:id, :account, :gwei, :timeMillis)""").bindMethods(hold).execute();
    }

    static void askBack(Handle transaction, String id, long nowMillis) {
        transaction.createUpdate("""
                        UPDATE ledger_hold SET asked_back_millis = :now WHERE id = :id AND asked_back_millis IS NULL""").bind("id", id).bind("now", nowMillis).execute();
    }

    static boolean isAskedBack(Handle handle, String id) {
        return handle.createQuery("SELECT count(*) FROM ledger_hold WHERE id = :id AND asked_back_millis IS NOT NULL")
                        .bind("id", id)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static void delete(Handle transaction, String id) {
        transaction
                .createUpdate("DELETE FROM ledger_hold WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    static Optional<Hold> find(Handle handle, String id) {
        return handle.createQuery("SELECT id, account, gwei, time_millis FROM ledger_hold WHERE id = :id")
                .bind("id", id)
                .mapTo(Hold.class)
                .findOne();
    }

    static List<Hold> all(Handle handle) {
        return handle.createQuery("SELECT id, account, gwei, time_millis FROM ledger_hold ORDER BY time_millis, id")
                .mapTo(Hold.class)
                .list();
    }
}
