package org.openledger.administration;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.identity.credential.CredentialTable;
import org.openledger.identity.credential.Secrets;

/** The SQL of admin tokens alone; what they share with other credentials is {@link #CREDENTIALS}. */
final class AdminTokenTable {
    static final CredentialTable<Row> CREDENTIALS = new CredentialTable<>("admin_token", "admin_secret", Row.class);

    private AdminTokenTable() {}

    /** A token as it is kept: by the digest of its first secret. */
    public record Row(
            String digest,
            String name,
            long temporary,
            long createdMillis,
            Optional<Long> lastUsedMillis,
            Optional<Long> expiresMillis,
            Optional<Long> revokedMillis) {
        AdminToken toToken() {
            return new AdminToken(
                    Secrets.id(digest),
                    name,
                    temporary != 0,
                    createdMillis,
                    lastUsedMillis,
                    expiresMillis,
                    revokedMillis);
        }
    }

    static void insert(Handle transaction, Row row) {
        transaction.createUpdate("""
                        INSERT INTO admin_token (digest, name, temporary, created_millis, last_used_millis, expires_millis,
                            revoked_millis)
                        VALUES (:digest, :name, :temporary, :createdMillis, :lastUsedMillis, :expiresMillis,
                            :revokedMillis)""").bindMethods(row).execute();
    }

    static long countLive(Handle handle, long nowMillis) {
        return handle.createQuery("""
                        SELECT count(*) FROM admin_token
                        WHERE revoked_millis IS NULL AND (expires_millis IS NULL OR expires_millis > :now)""").bind("now", nowMillis).mapTo(Long.class).one();
    }
}
