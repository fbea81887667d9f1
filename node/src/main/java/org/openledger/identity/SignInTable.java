package org.openledger.identity;

import org.jdbi.v3.core.Handle;

/** The SQL of sign-ins: nonces that were given out and not used yet. */
final class SignInTable {
    private SignInTable() {}

    static void insertNonce(Handle transaction, String nonce, long expiresMillis) {
        transaction
                .createUpdate("INSERT INTO sign_in_nonce (nonce, expires_millis) VALUES (:nonce, :expires)")
                .bind("nonce", nonce)
                .bind("expires", expiresMillis)
                .execute();
    }

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

    /** Takes a nonce that is still good; false where there is none. */
    static boolean useNonce(Handle transaction, String nonce, long nowMillis) {
        return transaction
                        .createUpdate("DELETE FROM sign_in_nonce WHERE nonce = :nonce AND expires_millis >= :now")
                        .bind("nonce", nonce)
                        .bind("now", nowMillis)
                        .execute()
                > 0;
    }
}
