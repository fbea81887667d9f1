package org.openledger.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.openledger.store.Database;

/** API keys ({@code ol_…}), each bound to one payer. The database has their SHA-256 only. */
public final class ApiKeys {
    /** Live keys of one payer, unless an operator says otherwise. */
    public static final int STANDARD_MAX_KEYS = 100;

    private static final String PREFIX = "ol_";
    private static final int MAX_LABEL_CHARACTERS = 80;
    private static final int ID_CHARACTERS = 16;
    private static final String COLUMNS = "digest, payer, label, created_millis, revoked_millis";

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
        if (count(tx, address) >= maxKeys) {
            throw new IdentityException("a payer has at most " + maxKeys + " live keys: revoke one first");
        }
        String key = Secrets.issue(PREFIX);
        tx.createUpdate(
                        "INSERT INTO api_key (digest, payer, label, created_millis) VALUES (:digest, :payer, :label, :created)")
                .bind("digest", Secrets.digest(key))
                .bind("payer", address)
                .bind("label", label)
                .bind("created", clock.millis())
                .execute();
        return key;
    }

    /** The live key with this text; empty for unknown and revoked ones. */
    public Optional<ApiKey> lookup(String key) {
        if (!key.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return database.read(handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM api_key WHERE digest = :digest AND revoked_millis IS NULL")
                .bind("digest", Secrets.digest(key))
                .map(ApiKeys::toKey)
                .findOne());
    }

    /** A payer's keys, oldest first, revoked ones included. */
    public List<ApiKey> list(String payer) {
        return database.read(handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM api_key WHERE payer = :payer ORDER BY created_millis, digest")
                .bind("payer", Address.parse(payer))
                .map(ApiKeys::toKey)
                .list());
    }

    /** Ends a payer's key from the next request on. Revoking twice is fine; another payer's key is refused. */
    public void revoke(String payer, String id) {
        if (!id.matches("[0-9a-f]{" + ID_CHARACTERS + "}")) {
            throw new IdentityException("a key's id has " + ID_CHARACTERS + " hex characters: see the list of keys");
        }
        int found = database.transact(tx -> tx.createUpdate(
                        "UPDATE api_key SET revoked_millis = coalesce(revoked_millis, :now) WHERE payer = :payer AND digest LIKE :id")
                .bind("now", clock.millis())
                .bind("payer", Address.parse(payer))
                .bind("id", id + "%")
                .execute());
        if (found == 0) {
            throw new IdentityException("the payer has no key with the id " + id + ": see the list of keys");
        }
    }

    private static long count(Handle tx, String payer) {
        return tx.createQuery("SELECT count(*) FROM api_key WHERE payer = :payer AND revoked_millis IS NULL")
                .bind("payer", payer)
                .mapTo(Long.class)
                .one();
    }

    private static ApiKey toKey(ResultSet row, StatementContext context) throws SQLException {
        row.getLong("revoked_millis");
        boolean revoked = !row.wasNull();
        return new ApiKey(
                row.getString("digest").substring(0, ID_CHARACTERS),
                row.getString("payer"),
                row.getString("label"),
                row.getLong("created_millis"),
                revoked);
    }
}
