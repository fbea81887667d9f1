package org.openledger.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.OutboxEntry.State;

/** The outbox's SQL. Every method works inside the caller's transaction. */
final class OutboxTable {
    private OutboxTable() {}

    /** A signed transaction for an entry. */
    public record Attempt(
            String transactionHash, String raw, BigInteger gasLimit, BigInteger maxFeeWei, long madeMillis) {}

    static Optional<OutboxEntry> find(Handle handle, String key) {
        return handle.createQuery("SELECT * FROM chain_outbox WHERE request_key = :key")
                .bind("key", key)
                .mapTo(OutboxEntry.class)
                .findOne();
    }

    /** The oldest entries in a state, in the order of their requests. */
    static List<OutboxEntry> inState(Handle handle, State state, int limit) {
        return handle.createQuery("SELECT * FROM chain_outbox WHERE state = :state ORDER BY id LIMIT :limit")
                .bind("state", state)
                .bind("limit", limit)
                .mapTo(OutboxEntry.class)
                .list();
    }

    static long count(Handle handle, State state) {
        return handle.createQuery("SELECT count(*) FROM chain_outbox WHERE state = :state")
                .bind("state", state)
                .mapTo(Long.class)
                .one();
    }

    static long insert(
            Handle handle, String key, @Nullable String to, String data, BigInteger valueWei, long nowMillis) {
        long id = handle.createQuery("SELECT coalesce(max(id), 0) + 1 FROM chain_outbox")
                .mapTo(Long.class)
                .one();
        handle.createUpdate("""
                        INSERT INTO chain_outbox (id, request_key, to_address, data, value_wei, state, created_millis)
                        VALUES (:id, :key, :to, :data, :value, :state, :now)""")
                .bind("id", id)
                .bind("key", key)
                .bind("to", to)
                .bind("data", data)
                .bind("value", valueWei)
                .bind("state", State.QUEUED)
                .bind("now", nowMillis)
                .execute();
        return id;
    }

    /** The nonce after the last one given out and not yet final; empty when none is under way. */
    static Optional<Long> nextNonce(Handle handle) {
        return handle.createQuery("SELECT max(nonce) + 1 FROM chain_outbox WHERE state = :sent")
                .bind("sent", State.SENT)
                .mapTo(Long.class)
                .findFirst();
    }

    static void sent(Handle handle, long id, long nonce, Attempt attempt) {
        handle.createUpdate("""
                        UPDATE chain_outbox SET state = :sent, nonce = :nonce, transaction_hash = :hash, error = NULL
                        WHERE id = :id""")
                .bind("id", id)
                .bind("sent", State.SENT)
                .bind("nonce", nonce)
                .bind("hash", attempt.transactionHash())
                .execute();
        handle.createUpdate("""
                        INSERT INTO chain_attempt (transaction_hash, outbox_id, raw, gas_limit, max_fee_wei, made_millis)
                        VALUES (:transactionHash, :id, :raw, :gas, :maxFeeWei, :madeMillis)""")
                .bindMethods(attempt)
                .bind("id", id)
                .bind("gas", attempt.gasLimit().longValueExact())
                .execute();
    }

    /** The hashes of all transactions that were signed, and not taken back. */
    static Set<String> attempted(Handle handle) {
        return handle.createQuery("SELECT transaction_hash FROM chain_attempt")
                .mapTo(String.class)
                .set();
    }

    /** The last block that has a transaction of the outbox; 0 where none has. */
    static long lastBlock(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(block), 0) FROM chain_outbox")
                .mapTo(Long.class)
                .one();
    }

    /** All that was signed for an entry, the latest last. */
    static List<Attempt> attempts(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT transaction_hash, raw, gas_limit, max_fee_wei, made_millis FROM chain_attempt
                        WHERE outbox_id = :id ORDER BY made_millis, transaction_hash""").bind("id", id).mapTo(Attempt.class).list();
    }

    static void settled(
            Handle handle, long id, State state, @Nullable String hash, @Nullable Long block, @Nullable String error) {
        handle.createUpdate("""
                        UPDATE chain_outbox SET state = :state, transaction_hash = :hash, block = :block, error = :error
                        WHERE id = :id""")
                .bind("id", id)
                .bind("state", state)
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
        handle.createUpdate("""
                        UPDATE chain_outbox SET state = :queued, nonce = NULL, transaction_hash = NULL WHERE id = :id""").bind("id", id).bind("queued", State.QUEUED).execute();
    }
}
