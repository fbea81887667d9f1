package org.openledger.settlement.events;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of the chain's events that are booked, and of the blocks they are in. */
final class EventTable {
    private static final int MAX_LISTED = 100;

    private EventTable() {}

    /**
     * A booked event.
     *
     * @param sequence grows along the chain; 0 for one that was booked before places were kept
     * @param undo the lines of {@link Note}, the oldest first
     * @param aside why it could not be booked; null where it was
     */
    record Row(
            String id,
            long block,
            long sequence,
            String undo,
            @Nullable String aside) {
        /** Whether what was before it is not known. */
        boolean isOld() {
            return sequence == 0;
        }
    }

    /** Remembers the event and where it is; false when it was booked before. */
    static boolean first(Handle transaction, EventId id) {
        Optional<Row> old = old(transaction, id);
        if (old.isPresent()) {
            move(transaction, old.get().id(), id.block());
            return false;
        }
        return insert(transaction, id, null);
    }

    /** Remembers an event that cannot be booked. */
    static void setAside(Handle transaction, EventId id, String why) {
        insert(transaction, id, why);
    }

    private static boolean insert(Handle transaction, EventId id, @Nullable String aside) {
        return transaction
                        .createUpdate("""
                        INSERT INTO settlement_event (id, block, sequence, undo, aside)
                        VALUES (:id, :block, :sequence, '', :aside) ON CONFLICT (id) DO NOTHING""")
                        .bind("id", id.key())
                        .bind("block", id.block())
                        .bind("sequence", id.sequence())
                        .bind("aside", aside)
                        .execute()
                == 1;
    }

    /** The same event under the name of before, {@code TRANSACTION:INDEX IN ITS BLOCK}. */
    private static Optional<Row> old(Handle handle, EventId id) {
        return handle
                .createQuery("SELECT * FROM settlement_event WHERE sequence = 0 AND id LIKE :name")
                .bind("name", id.transaction() + ":%")
                .mapTo(Row.class)
                .stream()
                .sorted(Comparator.comparingLong(
                        row -> Long.parseLong(row.id().substring(row.id().indexOf(':') + 1))))
                .skip(id.ordinal())
                .findFirst();
    }

    private static void move(Handle transaction, String id, long block) {
        transaction
                .createUpdate("UPDATE settlement_event SET block = :block WHERE id = :id")
                .bind("id", id)
                .bind("block", block)
                .execute();
    }

    /** Notes how what an event changes was before. */
    static void note(Handle transaction, EventId id, String line) {
        transaction
                .createUpdate("UPDATE settlement_event SET undo = undo || :line WHERE id = :id")
                .bind("id", id.key())
                .bind("line", line + "\n")
                .execute();
    }

    /** The events from this block on, the last first. */
    static List<Row> from(Handle handle, long block) {
        return handle.createQuery("SELECT * FROM settlement_event WHERE block >= :block ORDER BY sequence DESC, id")
                .bind("block", block)
                .mapTo(Row.class)
                .list();
    }

    static void delete(Handle transaction, Row row) {
        transaction
                .createUpdate("DELETE FROM settlement_event WHERE id = :id")
                .bind("id", row.id())
                .execute();
    }

    /** The chain took its block back, and it is expected again. */
    static void missing(Handle transaction, Row old) {
        move(transaction, old.id(), -1);
    }

    /** The first of the events that are in no block any more. */
    static List<String> missing(Handle handle) {
        return handle.createQuery("SELECT id FROM settlement_event WHERE block < 0 ORDER BY id LIMIT :limit")
                .bind("limit", MAX_LISTED)
                .mapTo(String.class)
                .list();
    }

    /** The first of the events that could not be booked. */
    static List<Row> aside(Handle handle) {
        return handle.createQuery("""
                        SELECT * FROM settlement_event WHERE aside IS NOT NULL ORDER BY sequence LIMIT :limit""")
                .bind("limit", MAX_LISTED)
                .mapTo(Row.class)
                .list();
    }

    static long asideCount(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM settlement_event WHERE aside IS NOT NULL")
                .mapTo(Long.class)
                .one();
    }
}
