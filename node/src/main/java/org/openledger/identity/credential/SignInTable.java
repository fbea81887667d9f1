package org.openledger.identity.credential;

import org.jdbi.v3.core.Handle;

/** The SQL of sign-ins: nonces that were used and have not expired. */
final class SignInTable {
    private SignInTable() {}

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
}
