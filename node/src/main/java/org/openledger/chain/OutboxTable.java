package org.openledger.chain;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The outbox's SQL. Every method works inside the caller's transaction. */
final class OutboxTable {
    private static final String COLUMNS =
            "id, request_key, to_address, data, value_wei, state, nonce, transaction_hash, block, error";

    private OutboxTable() {}

    /** A signed transaction for an entry. */
    record Attempt(String hash, String raw, BigInteger gasLimit, BigInteger maxFeeWei, long madeMillis) {}

    static Optional<OutboxEntry> find(Handle handle, String key) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM chain_outbox WHERE request_key = :key")
                .bind("key", key)
                .map(OutboxTable::entry)
                .findOne();
    }

    /** The oldest entries in a state, in the order of their requests. */
    static List<OutboxEntry> inState(Handle handle, OutboxEntry.State state, int limit) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + " FROM chain_outbox WHERE state = :state ORDER BY id LIMIT :limit")
                .bind("state", name(state))
                .bind("limit", limit)
                .map(OutboxTable::entry)
                .list();
    }

    static long count(Handle handle, OutboxEntry.State state) {
        return handle.createQuery("SELECT count(*) FROM chain_outbox WHERE state = :state")
                .bind("state", name(state))
                .mapTo(Long.class)
                .one();
    }

    static long insert(
            Handle handle, String key, @Nullable String to, String data, BigInteger valueWei, long nowMillis) {
        long id = handle.createQuery("SELECT coalesce(max(id), 0) + 1 FROM chain_outbox")
                .mapTo(Long.class)
                .one();
        handle.createUpdate(
                        "INSERT INTO chain_outbox (id, request_key, to_address, data, value_wei, state, created_millis)"
                                + " VALUES (:id, :key, :to, :data, :value, 'queued', :now)")
                .bind("id", id)
                .bind("key", key)
                .bind("to", to)
                .bind("data", data)
                .bind("value", valueWei.toString())
                .bind("now", nowMillis)
                .execute();
        return id;
    }

    /** The nonce after the last one given out and not yet final; empty when none is under way. */
    static Optional<Long> nextNonce(Handle handle) {
        return handle.createQuery("SELECT max(nonce) + 1 FROM chain_outbox WHERE state = 'sent'")
                .mapTo(Long.class)
                .findFirst();
    }

    static void sent(Handle handle, long id, long nonce, Attempt attempt) {
        handle.createUpdate("UPDATE chain_outbox SET state = 'sent', nonce = :nonce, transaction_hash = :hash,"
                        + " error = NULL WHERE id = :id")
                .bind("id", id)
                .bind("nonce", nonce)
                .bind("hash", attempt.hash())
                .execute();
        handle.createUpdate(
                        "INSERT INTO chain_attempt (transaction_hash, outbox_id, raw, gas_limit, max_fee_wei, made_millis)"
                                + " VALUES (:hash, :id, :raw, :gas, :fee, :made)")
                .bind("hash", attempt.hash())
                .bind("id", id)
                .bind("raw", attempt.raw())
                .bind("gas", attempt.gasLimit().longValueExact())
                .bind("fee", attempt.maxFeeWei().toString())
                .bind("made", attempt.madeMillis())
                .execute();
    }

    /** All that was signed for an entry, the latest last. */
    static List<Attempt> attempts(Handle handle, long id) {
        return handle.createQuery("SELECT transaction_hash, raw, gas_limit, max_fee_wei, made_millis FROM chain_attempt"
                        + " WHERE outbox_id = :id ORDER BY made_millis, transaction_hash")
                .bind("id", id)
                .map((row, context) -> new Attempt(
                        row.getString("transaction_hash"),
                        row.getString("raw"),
                        BigInteger.valueOf(row.getLong("gas_limit")),
                        new BigInteger(row.getString("max_fee_wei")),
                        row.getLong("made_millis")))
                .list();
    }

    static void settled(
            Handle handle,
            long id,
            OutboxEntry.State state,
            @Nullable String hash,
            @Nullable Long block,
            @Nullable String error) {
        handle.createUpdate("UPDATE chain_outbox SET state = :state, transaction_hash = :hash, block = :block,"
                        + " error = :error WHERE id = :id")
                .bind("id", id)
                .bind("state", name(state))
                .bind("hash", hash)
                .bind("block", block)
                .bind("error", error)
                .execute();
    }

    /** What keeps an entry from going on; shown to the operator. */
    static void note(Handle handle, long id, String error) {
        handle.createUpdate("UPDATE chain_outbox SET error = :error WHERE id = :id")
                .bind("id", id)
                .bind("error", error)
                .execute();
    }

    /** Takes a nonce back that another transaction of the same key has used up: what was signed can never be included. */
    static void requeue(Handle handle, long id) {
        handle.createUpdate("DELETE FROM chain_attempt WHERE outbox_id = :id")
                .bind("id", id)
                .execute();
        handle.createUpdate(
                        "UPDATE chain_outbox SET state = 'queued', nonce = NULL, transaction_hash = NULL WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    private static String name(OutboxEntry.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static OutboxEntry entry(ResultSet row, StatementContext context) throws SQLException {
        return new OutboxEntry(
                row.getLong("id"),
                row.getString("request_key"),
                row.getString("to_address"),
                row.getString("data"),
                new BigInteger(row.getString("value_wei")),
                OutboxEntry.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                number(row, "nonce"),
                row.getString("transaction_hash"),
                number(row, "block"),
                row.getString("error"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
