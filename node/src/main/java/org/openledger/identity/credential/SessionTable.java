package org.openledger.identity.credential;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of sessions of wallets. */
final class SessionTable {
    private SessionTable() {}

    /** A session by the digest of its token. */
    public record Row(
            String digest,
            String address,
            long expiresMillis,
            long createdMillis,
            Optional<Long> lastUsedMillis,
            String agent,
            String origin) {}

    static void insert(Handle transaction, Row row) {
        transaction.createUpdate("""
                        INSERT INTO wallet_session (digest, address, expires_millis, created_millis, last_used_millis, agent,
                            origin)
                        VALUES (:digest, :address, :expiresMillis, :createdMillis, :lastUsedMillis, :agent, :origin)""").bindMethods(row).execute();
    }

    static void forget(Handle transaction, long nowMillis) {
        transaction
                .createUpdate("DELETE FROM wallet_session WHERE expires_millis < :now")
                .bind("now", nowMillis)
                .execute();
    }

    static Optional<Row> findLive(Handle handle, String digest, long nowMillis) {
        return find(handle, digest).filter(row -> row.expiresMillis() >= nowMillis);
    }

    static Optional<Row> find(Handle handle, String digest) {
        return handle.createQuery("SELECT * FROM wallet_session WHERE digest = :digest")
                .bind("digest", digest)
                .mapTo(Row.class)
                .findOne();
    }

    static Optional<Row> byId(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM wallet_session WHERE digest LIKE :pattern")
                .bind("pattern", id + "%")
                .mapTo(Row.class)
                .findOne();
    }

    static void used(Handle transaction, String digest, long nowMillis) {
        transaction
                .createUpdate("UPDATE wallet_session SET last_used_millis = :now WHERE digest = :digest")
                .bind("now", nowMillis)
                .bind("digest", digest)
                .execute();
    }

    static int delete(Handle transaction, String digest) {
        return transaction
                .createUpdate("DELETE FROM wallet_session WHERE digest = :digest")
                .bind("digest", digest)
                .execute();
    }

    static int deleteOf(Handle transaction, String address) {
        return transaction
                .createUpdate("DELETE FROM wallet_session WHERE address = :address")
                .bind("address", address)
                .execute();
    }
}
