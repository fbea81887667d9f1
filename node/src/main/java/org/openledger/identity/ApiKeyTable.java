package org.openledger.identity;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of API keys. */
final class ApiKeyTable {
    private ApiKeyTable() {}

    /** A key as it is kept: by its digest. */
    public record Row(String digest, String payer, String label, long createdMillis, Optional<Long> revokedMillis) {
        ApiKey toKey() {
            return new ApiKey(ApiKey.id(digest), payer, label, createdMillis, revokedMillis.isPresent());
        }
    }

    static void insert(Handle transaction, Row row) {
        transaction.createUpdate("""
                        INSERT INTO api_key (digest, payer, label, created_millis, revoked_millis)
                        VALUES (:digest, :payer, :label, :createdMillis, :revokedMillis)""").bindMethods(row).execute();
    }

    static Optional<ApiKey> findLive(Handle handle, String digest) {
        return handle.createQuery("SELECT * FROM api_key WHERE digest = :digest AND revoked_millis IS NULL")
                .bind("digest", digest)
                .mapTo(Row.class)
                .map(Row::toKey)
                .findOne();
    }

    static List<ApiKey> ofPayer(Handle handle, String payer) {
        return handle.createQuery("SELECT * FROM api_key WHERE payer = :payer ORDER BY created_millis, digest")
                .bind("payer", payer)
                .mapTo(Row.class)
                .map(Row::toKey)
                .list();
    }

    static long countLive(Handle handle, String payer) {
        return handle.createQuery("SELECT count(*) FROM api_key WHERE payer = :payer AND revoked_millis IS NULL")
                .bind("payer", payer)
                .mapTo(Long.class)
                .one();
    }

    /** Ends the payer's key whose digest starts so; false where there is none. One that has ended stays as it is. */
    static boolean revoke(Handle transaction, String payer, String id, long nowMillis) {
        return transaction
                        .createUpdate("""
                                UPDATE api_key SET revoked_millis = coalesce(revoked_millis, :now)
                                WHERE payer = :payer AND digest LIKE :pattern""")
                        .bind("now", nowMillis)
                        .bind("payer", payer)
                        .bind("pattern", id + "%")
                        .execute()
                > 0;
    }
}
