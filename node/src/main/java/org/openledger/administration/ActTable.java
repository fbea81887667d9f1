package org.openledger.administration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.administration.Act.Outcome;

/** The SQL of acts. */
final class ActTable {
    private ActTable() {}

    /** An act as it is kept, with its place in the log. */
    public record Row(
            long id,
            long timeMillis,
            String who,
            String route,
            String target,
            Optional<String> bodyDigest,
            String outcome,
            String salt,
            long logIndex) {
        Act toAct() {
            return new Act(
                    id,
                    timeMillis,
                    who,
                    route,
                    target,
                    bodyDigest,
                    Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                    salt);
        }
    }

    static long last(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(id), 0) FROM admin_act")
                .mapTo(Long.class)
                .one();
    }

    static void insert(Handle transaction, Act act, long logIndex) {
        transaction
                .createUpdate("""
                        INSERT INTO admin_act (id, time_millis, who, route, target, body_digest, outcome, salt, log_index)
                        VALUES (:id, :timeMillis, :who, :route, :target, :bodyDigest, :word, :salt, :logIndex)""")
                .bindMethods(act)
                .bind("word", act.outcome().word())
                .bind("logIndex", logIndex)
                .execute();
    }

    static Row require(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM admin_act WHERE id = :id")
                .bind("id", id)
                .mapTo(Row.class)
                .one();
    }

    /** In their order, those after one. */
    static List<Row> after(Handle handle, long id, int limit) {
        return handle.createQuery("SELECT * FROM admin_act WHERE id > :id ORDER BY id LIMIT :limit")
                .bind("id", id)
                .bind("limit", limit)
                .mapTo(Row.class)
                .list();
    }
}
