package org.openledger.identity.credential;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.identity.Address;
import org.openledger.identity.GivenName;
import org.openledger.identity.IdentityException;
import org.openledger.ledger.Budget;
import org.openledger.ledger.Budgets;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Refusal.Kind;

/**
 * API keys ({@code ol_…}), each bound to one payer. The database has the SHA-256 of their secrets only. What a key may be used for
 * is fixed when it is issued; a rotation gives it another secret and leaves all else.
 */
public final class ApiKeys {
    /** Live keys of one payer, unless an operator says otherwise. */
    public static final int STANDARD_MAX_KEYS = 100;

    /** Keys of all payers. */
    public static final Listing ALL = Listing.of("t.digest", "api_key t")
            .searching("t.label")
            .searching("t.digest")
            .searching("t.payer")
            .filtering("payer", "t.payer")
            .filtering(Life.FILTER, Life.SQL)
            .sorting("label", "LOWER(t.label)")
            .sorting("createdMillis", "t.created_millis")
            .sorting("lastUsedMillis", "coalesce(t.last_used_millis, 0)")
            .standing("t.created_millis DESC, t.digest");

    private static final String PREFIX = "ol_";
    private static final GivenName LABELLED =
            new GivenName("a key's label", "label", /* least= */ 0, GivenName.MAX_CHARACTERS);

    private final Database database;
    private final InstantSource clock;
    private final int maxKeys;
    private final LastUse lastUse;

    /** @param maxKeys live keys that one payer may have */
    public ApiKeys(Database database, InstantSource clock, int maxKeys) {
        this.database = database;
        this.clock = clock;
        this.maxKeys = maxKeys;
        this.lastUse = new LastUse(database);
    }

    /** A key with its secret, which cannot be shown again. */
    public record Issued(ApiKey key, String secret) {
        @Override
        public String toString() {
            return "Issued[" + key.id() + "]";
        }
    }

    /** A key, and what its answers cost and may still cost. */
    public record Spending(ApiKey key, Budget.Spending spent) {}

    /** A new key that spends this payer's deposit. */
    public Issued issue(String payer, KeyTerms terms) {
        String address = Address.parse(payer);
        KeyTerms labelled = terms.withLabel(LABELLED.of(terms.label()));
        String secret = Secrets.issue(PREFIX);
        String digest = Secrets.digest(secret);
        return database.transact(tx -> {
            if (ApiKeyTable.countLive(tx, address, clock.millis()) >= maxKeys) {
                throw new IdentityException("a payer has at most " + maxKeys + " live keys: revoke one first");
            }
            ApiKeyTable.Row row = ApiKeyTable.Row.of(digest, address, labelled, clock.millis());
            ApiKeyTable.insert(tx, row);
            ApiKeyTable.CREDENTIALS.insertSecret(tx, digest, digest);
            return new Issued(row.toKey(), secret);
        });
    }

    /** The live key with this secret; empty for what is unknown, has expired or was revoked. Notes its use. */
    public Optional<ApiKey> lookup(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        long now = clock.millis();
        Optional<ApiKeyTable.Row> found =
                database.read(handle -> ApiKeyTable.CREDENTIALS.findLive(handle, Secrets.digest(secret), now));
        found.ifPresent(row -> lastUse.note(
                row.digest(), row.lastUsedMillis(), now, tx -> ApiKeyTable.CREDENTIALS.used(tx, row.digest(), now)));
        return found.map(ApiKeyTable.Row::toKey);
    }

    /** Keys as a reader searches, filters and sorts them, those that have ended included. */
    public ListPage<Spending> list(ListRequest request) {
        return database.read(handle -> ALL.page(handle, request, Life.given(request, clock.millis()))
                .map(digest -> spending(
                        handle,
                        ApiKeyTable.CREDENTIALS
                                .byDigest(handle, digest)
                                .orElseThrow()
                                .toKey())));
    }

    /** The payer of a key; empty where there is no such key. */
    public Optional<String> payer(String id) {
        return database.read(handle -> ApiKeyTable.CREDENTIALS.byId(handle, Secrets.requireId(id)))
                .map(ApiKeyTable.Row::payer);
    }

    /** Another secret for a live key. What held before holds for the overlap, which may be none. */
    public Issued rotate(String id, Duration overlap) {
        String secret = Secrets.issue(PREFIX);
        return database.transact(tx -> {
            ApiKeyTable.Row row = require(tx, id);
            long now = clock.millis();
            Life life = row.toKey().life(now);
            if (life != Life.LIVE) {
                throw new IdentityException(
                        Kind.CONFLICT, "the key " + id + " is " + life.word() + ": issue another instead");
            }
            ApiKeyTable.CREDENTIALS.endSecrets(tx, row.digest(), now + overlap.toMillis(), now);
            ApiKeyTable.CREDENTIALS.insertSecret(tx, Secrets.digest(secret), row.digest());
            return new Issued(row.toKey(), secret);
        });
    }

    /** Ends a key from the next request on. Revoking twice is fine. */
    public Spending revoke(String id) {
        return database.transact(tx -> {
            ApiKeyTable.Row row = require(tx, id);
            ApiKeyTable.CREDENTIALS.revoke(tx, row.digest(), clock.millis());
            return spending(tx, require(tx, id).toKey());
        });
    }

    private static ApiKeyTable.Row require(Handle handle, String id) {
        return ApiKeyTable.CREDENTIALS
                .byId(handle, Secrets.requireId(id))
                .orElseThrow(() ->
                        new IdentityException(Kind.UNKNOWN, "there is no key with the id " + id + ": see the list"));
    }

    private static Spending spending(Handle handle, ApiKey key) {
        return new Spending(key, Budgets.spent(handle, ApiKey.budgetName(key.id())));
    }
}
