package org.openledger.identity;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.store.Database;

/** API keys ({@code ol_…}), each bound to one payer. The database has their SHA-256 only. */
public final class ApiKeys {
    /** Live keys of one payer, unless an operator says otherwise. */
    public static final int STANDARD_MAX_KEYS = 100;

    private static final String PREFIX = "ol_";
    private static final int MAX_LABEL_CHARACTERS = 80;

    private final Database database;
    private final InstantSource clock;
    private final int maxKeys;

    /** @param maxKeys live keys that one payer may have */
    public ApiKeys(Database database, InstantSource clock, int maxKeys) {
        this.database = database;
        this.clock = clock;
        this.maxKeys = maxKeys;
    }

    /** A new key that spends this payer's deposit. It cannot be shown again. */
    public String issue(String payer, String label) {
        return database.transact(tx -> issue(tx, payer, label));
    }

    /** {@link #issue(String, String)} in the caller's transaction. */
    public String issue(Handle tx, String payer, String label) {
        String address = Address.parse(payer);
        if (label.length() > MAX_LABEL_CHARACTERS || label.chars().anyMatch(Character::isISOControl)) {
            throw new IdentityException("a key's label has at most " + MAX_LABEL_CHARACTERS + " printable characters");
        }
        if (ApiKeyTable.countLive(tx, address) >= maxKeys) {
            throw new IdentityException("a payer has at most " + maxKeys + " live keys: revoke one first");
        }
        String key = Secrets.issue(PREFIX);
        ApiKeyTable.insert(
                tx, new ApiKeyTable.Row(Secrets.digest(key), address, label, clock.millis(), Optional.empty()));
        return key;
    }

    /** The live key with this text; empty for unknown and revoked ones. */
    public Optional<ApiKey> lookup(String key) {
        if (!key.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return database.read(handle -> ApiKeyTable.findLive(handle, Secrets.digest(key)));
    }

    /** A payer's keys, oldest first, revoked ones included. */
    public List<ApiKey> list(String payer) {
        String address = Address.parse(payer);
        return database.read(handle -> ApiKeyTable.ofPayer(handle, address));
    }

    /** Ends a payer's key from the next request on. Revoking twice is fine; another payer's key is refused. */
    public void revoke(String payer, String id) {
        if (!ApiKey.isId(id)) {
            throw new IdentityException(
                    "a key's id has " + ApiKey.ID_CHARACTERS + " hex characters: see the list of keys");
        }
        String address = Address.parse(payer);
        if (!database.transact(tx -> ApiKeyTable.revoke(tx, address, id, clock.millis()))) {
            throw new IdentityException("the payer has no key with the id " + id + ": see the list of keys");
        }
    }
}
