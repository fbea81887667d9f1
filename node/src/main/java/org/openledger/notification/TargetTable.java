package org.openledger.notification;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.store.Listing;

/** The SQL of targets. */
public final class TargetTable {
    /** All but those that ended. */
    public static final Listing LIST = Listing.of("t.id", "notification_target t")
            .where("t.ended_millis IS NULL")
            .searching("t.address")
            .searching("t.account")
            .filtering("account", "t.account")
            .filtering("kind", "t.kind")
            .sorting("createdMillis", "t.created_millis")
            .standing("t.created_millis DESC, t.id");

    private TargetTable() {}

    static void insert(Handle tx, Target target) {
        tx.createUpdate("""
                        INSERT INTO notification_target (id, account, kind, address, events, secret, code_digest,
                            wrong_codes, created_millis, confirmed_millis, ended_millis)
                        VALUES (:id, :account, :kind, :address, :events, :secret, :codeDigest, :wrongCodes,
                            :createdMillis, :confirmedMillis, :endedMillis)""").bindMethods(target).execute();
    }

    static Optional<Target> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM notification_target WHERE id = :id")
                .bind("id", id)
                .mapTo(Target.class)
                .findOne();
    }

    /** Those of some accounts that count. */
    static List<Target> live(Handle handle, Collection<String> accounts) {
        return handle.createQuery("""
                        SELECT * FROM notification_target
                        WHERE account IN (<accounts>) AND confirmed_millis IS NOT NULL AND ended_millis IS NULL
                        ORDER BY id""")
                .bindList("accounts", List.copyOf(accounts))
                .mapTo(Target.class)
                .list();
    }

    static long count(Handle handle, String account) {
        return handle.createQuery("""
                        SELECT count(*) FROM notification_target WHERE account = :account AND ended_millis IS NULL""")
                .bind("account", account)
                .mapTo(Long.class)
                .one();
    }

    /** How often somebody, whoever it was, named an address since then without confirming it. */
    static long countUnconfirmed(Handle handle, String address, long sinceMillis) {
        return handle.createQuery("""
                        SELECT count(*) FROM notification_target
                        WHERE address = :address AND confirmed_millis IS NULL AND created_millis > :since""")
                .bind("address", address)
                .bind("since", sinceMillis)
                .mapTo(Long.class)
                .one();
    }

    static void confirm(Handle tx, String id, long nowMillis) {
        tx.createUpdate("""
                        UPDATE notification_target SET confirmed_millis = :now, code_digest = NULL WHERE id = :id""").bind("id", id).bind("now", nowMillis).execute();
    }

    static void wrongCode(Handle tx, String id) {
        tx.createUpdate("UPDATE notification_target SET wrong_codes = wrong_codes + 1 WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /** Forgets the secret; the address goes with {@link #deleteOld}. */
    static void end(Handle tx, String id, long nowMillis) {
        tx.createUpdate("""
                        UPDATE notification_target SET ended_millis = :now, secret = NULL, code_digest = NULL
                        WHERE id = :id""").bind("id", id).bind("now", nowMillis).execute();
    }

    /** Forgets those that ended, or were never confirmed, before a time; they are told nothing any more. */
    static void deleteOld(Handle tx, long beforeMillis) {
        for (String id : tx.createQuery("""
                        SELECT id FROM notification_target
                        WHERE ended_millis < :before OR (confirmed_millis IS NULL AND created_millis < :before)""")
                .bind("before", beforeMillis)
                .mapTo(String.class)
                .list()) {
            tx.createUpdate("DELETE FROM notification WHERE target = :id")
                    .bind("id", id)
                    .execute();
            tx.createUpdate("DELETE FROM notification_target WHERE id = :id")
                    .bind("id", id)
                    .execute();
        }
    }
}
