package org.openledger.identity.credential;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.openledger.client.call.KeyScope;

/** The SQL of API keys and their secrets. */
final class ApiKeyTable {
    private ApiKeyTable() {}

    /** A key as it is kept: by the digest of its first secret. */
    public record Row(
            String digest,
            String payer,
            String label,
            long createdMillis,
            Optional<Long> revokedMillis,
            String scopes,
            String models,
            Optional<Long> callGwei,
            Optional<Long> dayGwei,
            Optional<Long> totalGwei,
            Optional<Long> expiresMillis,
            Optional<Long> lastUsedMillis) {
        static Row of(String digest, String payer, KeyTerms terms, long createdMillis) {
            return new Row(
                    digest,
                    payer,
                    terms.label(),
                    createdMillis,
                    Optional.empty(),
                    terms.scopes().stream().sorted().map(KeyScope::word).collect(Collectors.joining(",")),
                    String.join(",", terms.models()),
                    terms.callGwei(),
                    terms.dayGwei(),
                    terms.totalGwei(),
                    terms.expiresMillis(),
                    Optional.empty());
        }

        ApiKey toKey() {
            KeyTerms terms =
                    new KeyTerms(label, scopesOf(scopes), words(models), callGwei, dayGwei, totalGwei, expiresMillis);
            return new ApiKey(Secrets.id(digest), payer, terms, createdMillis, lastUsedMillis, revokedMillis);
        }
    }

    private static Set<KeyScope> scopesOf(String text) {
        Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
        words(text).forEach(word -> scopes.add(KeyScope.valueOf(word.toUpperCase(Locale.ROOT))));
        return scopes;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.stream(text.split(",", -1)).toList();
    }

    static void insert(Handle transaction, Row row) {
        transaction.createUpdate("""
                        INSERT INTO api_key (digest, payer, label, created_millis, revoked_millis, scopes, models, call_gwei,
                            day_gwei, total_gwei, expires_millis, last_used_millis)
                        VALUES (:digest, :payer, :label, :createdMillis, :revokedMillis, :scopes, :models, :callGwei,
                            :dayGwei, :totalGwei, :expiresMillis, :lastUsedMillis)""").bindMethods(row).execute();
    }

    static void insertSecret(Handle transaction, String digest, String key) {
        transaction
                .createUpdate("INSERT INTO api_key_secret (digest, api_key) VALUES (:digest, :key)")
                .bind("digest", digest)
                .bind("key", key)
                .execute();
    }

    /** Lets the secrets of a key end at a time, unless they end before; those that have ended are forgotten. */
    static void endSecrets(Handle transaction, String key, long endsMillis, long nowMillis) {
        transaction.createUpdate("""
                        UPDATE api_key_secret SET ends_millis = :ends
                        WHERE api_key = :key AND (ends_millis IS NULL OR ends_millis > :ends)""").bind("key", key).bind("ends", endsMillis).execute();
        transaction
                .createUpdate("DELETE FROM api_key_secret WHERE api_key = :key AND ends_millis <= :now")
                .bind("key", key)
                .bind("now", nowMillis)
                .execute();
    }

    /** The key that a secret is of, as long as both hold. */
    static Optional<Row> findLive(Handle handle, String secretDigest, long nowMillis) {
        return handle.createQuery("""
                        SELECT k.* FROM api_key_secret s JOIN api_key k ON k.digest = s.api_key
                        WHERE s.digest = :digest AND (s.ends_millis IS NULL OR s.ends_millis > :now)
                            AND k.revoked_millis IS NULL AND (k.expires_millis IS NULL OR k.expires_millis > :now)""")
                .bind("digest", secretDigest)
                .bind("now", nowMillis)
                .mapTo(Row.class)
                .findOne();
    }

    static Optional<Row> byDigest(Handle handle, String digest) {
        return handle.createQuery("SELECT * FROM api_key WHERE digest = :digest")
                .bind("digest", digest)
                .mapTo(Row.class)
                .findOne();
    }

    static Optional<Row> byId(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM api_key WHERE digest LIKE :pattern")
                .bind("pattern", id + "%")
                .mapTo(Row.class)
                .findOne();
    }

    static long countLive(Handle handle, String payer, long nowMillis) {
        return handle.createQuery("""
                        SELECT count(*) FROM api_key
                        WHERE payer = :payer AND revoked_millis IS NULL
                            AND (expires_millis IS NULL OR expires_millis > :now)""")
                .bind("payer", payer)
                .bind("now", nowMillis)
                .mapTo(Long.class)
                .one();
    }

    static void used(Handle transaction, String digest, long nowMillis) {
        transaction
                .createUpdate("UPDATE api_key SET last_used_millis = :now WHERE digest = :digest")
                .bind("now", nowMillis)
                .bind("digest", digest)
                .execute();
    }

    /** Ends a key; one that has ended stays as it is. */
    static void revoke(Handle transaction, String digest, long nowMillis) {
        transaction
                .createUpdate(
                        "UPDATE api_key SET revoked_millis = :now WHERE digest = :digest AND revoked_millis IS NULL")
                .bind("now", nowMillis)
                .bind("digest", digest)
                .execute();
    }
}
