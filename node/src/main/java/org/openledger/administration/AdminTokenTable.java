package org.openledger.administration;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.identity.credential.Secrets;

/** The SQL of admin tokens and their secrets. */
final class AdminTokenTable {
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

    static void insertSecret(Handle transaction, String digest, String token) {
        transaction
                .createUpdate("INSERT INTO admin_secret (digest, admin_token) VALUES (:digest, :token)")
                .bind("digest", digest)
                .bind("token", token)
                .execute();
    }

    /** Lets the secrets of a token end at a time, unless they end before; those that have ended are forgotten. */
    static void endSecrets(Handle transaction, String token, long endsMillis, long nowMillis) {
        transaction
                .createUpdate("""
                        UPDATE admin_secret SET ends_millis = :ends
                        WHERE admin_token = :token AND (ends_millis IS NULL OR ends_millis > :ends)""")
                .bind("token", token)
                .bind("ends", endsMillis)
                .execute();
        transaction
                .createUpdate("DELETE FROM admin_secret WHERE admin_token = :token AND ends_millis <= :now")
                .bind("token", token)
                .bind("now", nowMillis)
                .execute();
    }

    /** The token that a secret is of, as long as both hold. */
    static Optional<Row> findLive(Handle handle, String secretDigest, long nowMillis) {
        return handle.createQuery("""
                        SELECT t.* FROM admin_secret s JOIN admin_token t ON t.digest = s.admin_token
                        WHERE s.digest = :digest AND (s.ends_millis IS NULL OR s.ends_millis > :now)
                            AND t.revoked_millis IS NULL AND (t.expires_millis IS NULL OR t.expires_millis > :now)""")
                .bind("digest", secretDigest)
                .bind("now", nowMillis)
                .mapTo(Row.class)
                .findOne();
    }

    static Optional<Row> byDigest(Handle handle, String digest) {
        return handle.createQuery("SELECT * FROM admin_token WHERE digest = :digest")
                .bind("digest", digest)
                .mapTo(Row.class)
                .findOne();
    }

    static Optional<Row> byId(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM admin_token WHERE digest LIKE :pattern")
                .bind("pattern", id + "%")
                .mapTo(Row.class)
                .findOne();
    }

    static long countLive(Handle handle, long nowMillis) {
        return handle.createQuery("""
                        SELECT count(*) FROM admin_token
                        WHERE revoked_millis IS NULL AND (expires_millis IS NULL OR expires_millis > :now)""").bind("now", nowMillis).mapTo(Long.class).one();
    }

    static void used(Handle transaction, String digest, long nowMillis) {
        transaction
                .createUpdate("UPDATE admin_token SET last_used_millis = :now WHERE digest = :digest")
                .bind("now", nowMillis)
                .bind("digest", digest)
                .execute();
    }

    /** Ends a token; one that has ended stays as it is. */
    static void revoke(Handle transaction, String digest, long nowMillis) {
        transaction
                .createUpdate(
                        "UPDATE admin_token SET revoked_millis = :now WHERE digest = :digest AND revoked_millis IS NULL")
                .bind("now", nowMillis)
                .bind("digest", digest)
                .execute();
    }
}
