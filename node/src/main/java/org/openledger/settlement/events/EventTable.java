package org.openledger.settlement.events;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of the chain's events that are booked, and of the blocks they are in. */
final class EventTable {
    private static final int MAX_LISTED = 100;

    private EventTable() {}

    /** Remembers the event and where it is; false when it was booked before. */
    static boolean first(Handle transaction, EventId id) {
        int inserted = transaction
                .createUpdate("""
                        INSERT INTO settlement_event (id, block) VALUES (:key, :block) ON CONFLICT (id) DO NOTHING""")
                .bind("key", id.key())
                .bind("block", id.block())
                .execute();
        if (inserted == 0) {
            transaction
                    .createUpdate("UPDATE settlement_event SET block = :block WHERE id = :key")
                    .bind("key", id.key())
                    .bind("block", id.block())
                    .execute();
        }
        return inserted == 1;
    }

    /** The chain took its blocks back from this one on. */
    static void takeBack(Handle transaction, long fromBlock) {
        transaction
                .createUpdate("UPDATE settlement_event SET block = -1 WHERE block >= :from")
                .bind("from", fromBlock)
                .execute();
    }

    /** The first of the events that are in no block any more. */
    static List<String> takenBack(Handle handle) {
        return handle.createQuery("SELECT id FROM settlement_event WHERE block < 0 ORDER BY id LIMIT :limit")
                .bind("limit", MAX_LISTED)
                .mapTo(String.class)
                .list();
    }
}
