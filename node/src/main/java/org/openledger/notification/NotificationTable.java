package org.openledger.notification;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.store.Listing;

/** The SQL of notifications. */
public final class NotificationTable {
    /** All but codes. */
    public static final Listing LIST = Listing.of(
                    "n.id", "notification n JOIN notification_target t ON t.id = n.target")
            .where("t.ended_millis IS NULL")
            .where("n.event <> 'code'")
            .searching("n.words")
            .filtering("account", "t.account")
            .filtering("target", "n.target")
            .filtering("state", "LOWER(n.state)")
            .sorting("createdMillis", "n.created_millis")
            .standing("n.created_millis DESC, n.id");

    private NotificationTable() {}

    static void insert(Handle tx, Notification notification) {
        tx.createUpdate("""
                        INSERT INTO notification (id, target, event, words, path, state, tries, created_millis, next_millis,
                            ended_millis, detail)
                        VALUES (:id, :target, :event, :words, :path, :state, :tries, :createdMillis, :nextMillis,
                            :endedMillis, :detail)""").bindMethods(notification).execute();
    }

    static Optional<Notification> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM notification WHERE id = :id")
                .bind("id", id)
                .mapTo(Notification.class)
                .findOne();
    }

    static long countWaiting(Handle handle, String target) {
        return handle.createQuery("SELECT count(*) FROM notification WHERE target = :target AND state = 'WAITING'")
                .bind("target", target)
                .mapTo(Long.class)
                .one();
    }

    /** Those that are due, the longest first. */
    static List<Notification> due(Handle handle, long nowMillis, int limit) {
        return handle.createQuery("""
                        SELECT n.* FROM notification n JOIN notification_target t ON t.id = n.target
                        WHERE n.state = 'WAITING' AND n.next_millis <= :now AND t.ended_millis IS NULL
                        ORDER BY n.next_millis, n.created_millis, n.id LIMIT :limit""")
                .bind("now", nowMillis)
                .bind("limit", limit)
                .mapTo(Notification.class)
                .list();
    }

    /** How a try ended. A code that is gone from here is with its reader alone. */
    static void tried(Handle tx, Notification after) {
        tx.createUpdate("""
                        UPDATE notification SET state = :state, tries = :tries, next_millis = :nextMillis,
                            ended_millis = :endedMillis, detail = :detail,
                            words = CASE WHEN event = 'code' AND :state <> 'WAITING' THEN '' ELSE words END
                        WHERE id = :id""").bindMethods(after).execute();
    }

    /** Forgets those that ended before a time. */
    static void deleteOld(Handle tx, long beforeMillis) {
        tx.createUpdate("DELETE FROM notification WHERE ended_millis < :before")
                .bind("before", beforeMillis)
                .execute();
    }

    /** Nothing of a target waits any more. */
    static void drop(Handle tx, String target) {
        tx.createUpdate("DELETE FROM notification WHERE target = :target AND state = 'WAITING'")
                .bind("target", target)
                .execute();
    }
}
