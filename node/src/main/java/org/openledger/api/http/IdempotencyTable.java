package org.openledger.api.http;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of calls that bore an Idempotency-Key. */
final class IdempotencyTable {
    private IdempotencyTable() {}

    /**
     * A call.
     *
     * @param request digest of what it asked
     * @param answer its JSON; empty while there is none, or where the answer is kept elsewhere
     */
    public record Row(String id, String request, Optional<String> answer, long createdMillis) {}

    static Optional<Row> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM api_idempotency WHERE id = :id")
                .bind("id", id)
                .mapTo(Row.class)
                .findOne();
    }

    static void insert(Handle transaction, String id, String request, long nowMillis) {
        transaction
                .createUpdate("""
                        INSERT INTO api_idempotency (id, request, created_millis) VALUES (:id, :request, :now)""")
                .bind("id", id)
                .bind("request", request)
                .bind("now", nowMillis)
                .execute();
    }

    static void answered(Handle transaction, String id, String answer) {
        transaction
                .createUpdate("UPDATE api_idempotency SET answer = :answer WHERE id = :id")
                .bind("id", id)
                .bind("answer", answer)
                .execute();
    }

    static void forgetBefore(Handle transaction, long millis) {
        transaction
                .createUpdate("DELETE FROM api_idempotency WHERE created_millis < :millis")
                .bind("millis", millis)
                .execute();
    }
}
