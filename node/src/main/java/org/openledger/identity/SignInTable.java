package org.openledger.identity;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of sign-ins: nonces that were used and have not expired, and the sessions that they led to. */
final class SignInTable {
    private SignInTable() {}

    /** A session by the digest of its token. */
    public record Session(String digest, String address, long expiresMillis) {}

    /** Notes that a nonce was used; false where it was before. */
    static boolean useNonce(Handle transaction, String nonce, long expiresMillis) {
        return transaction
                        .createUpdate("""
                        INSERT INTO sign_in_nonce (nonce, expires_millis) VALUES (:nonce, :expires)
                        ON CONFLICT (nonce) DO NOTHING""")
                        .bind("nonce", nonce)
                        .bind("expires", expiresMillis)
                        .execute()
                > 0;
    }

    /** Forgets nonces that nobody can use any more. */
    static void forgetNonces(Handle transaction, long nowMillis) {
        transaction
                .createUpdate("DELETE FROM sign_in_nonce WHERE expires_millis < :now")
                .bind("now", nowMillis)
                .execute();
    }

    static long countNonces(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM sign_in_nonce")
                .mapTo(Long.class)
                .one();
    }

    static void insertSession(Handle transaction, Session session) {
        transaction.createUpdate("""
                        INSERT INTO wallet_session (digest, address, expires_millis)
                        VALUES (:digest, :address, :expiresMillis)""").bindMethods(session).execute();
    }

    static void forgetSessions(Handle transaction, long nowMillis) {
        transaction
                .createUpdate("DELETE FROM wallet_session WHERE expires_millis < :now")
                .bind("now", nowMillis)
                .execute();
    }

    static Optional<String> address(Handle handle, String digest, long nowMillis) {
        return handle.createQuery("""
                        SELECT address FROM wallet_session WHERE digest = :digest AND expires_millis >= :now""")
                .bind("digest", digest)
                .bind("now", nowMillis)
                .mapTo(String.class)
                .findOne();
    }

    static void deleteSession(Handle transaction, String digest) {
        transaction
                .createUpdate("DELETE FROM wallet_session WHERE digest = :digest")
                .bind("digest", digest)
                .execute();
    }
}
