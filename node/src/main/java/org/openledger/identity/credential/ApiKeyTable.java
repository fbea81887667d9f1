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

/** The SQL of API keys alone; what they share with other credentials is {@link #CREDENTIALS}. */
final class ApiKeyTable {
    static final CredentialTable<Row> CREDENTIALS = new CredentialTable<>("api_key", "api_key_secret", Row.class);

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
            Optional<Long> lastUsedMillis,
            Optional<String> mandate) {
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
                    Optional.empty(),
                    terms.mandate());
        }

        ApiKey toKey() {
            KeyTerms terms = new KeyTerms(
                    label, scopesOf(scopes), words(models), callGwei, dayGwei, totalGwei, expiresMillis, mandate);
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
                            day_gwei, total_gwei, expires_millis, last_used_millis, mandate)
                        VALUES (:digest, :payer, :label, :createdMillis, :revokedMillis, :scopes, :models, :callGwei,
                            :dayGwei, :totalGwei, :expiresMillis, :lastUsedMillis, :mandate)""").bindMethods(row).execute();
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
}
