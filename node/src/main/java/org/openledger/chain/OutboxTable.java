package org.openledger.chain;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.OutboxEntry.State;

/** The outbox's SQL. Every method works inside the caller's transaction. */
final class OutboxTable {
    private OutboxTable() {}

    /** What keeps entries from being sent, or ends them, because of those they need. */
    private static final String NEEDS_ONE_THAT = """
            EXISTS (SELECT 1 FROM chain_dependency d JOIN chain_outbox n ON n.id = d.needs
                WHERE d.entry = chain_outbox.id AND n.state IN (<states>))""";

    /** A signed transaction for an entry. */
    public record Attempt(
            String transactionHash, String raw, BigInteger gasLimit, BigInteger maxFeeWei, long madeMillis) {}

    static Optional<OutboxEntry> find(Handle handle, String key) {
        return handle.createQuery("SELECT * FROM chain_outbox WHERE request_key = :key")
                .bind("key", key)
                .mapTo(OutboxEntry.class)
                .findOne();
    }

    static Optional<OutboxEntry> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM chain_outbox WHERE id = :id")
                .bind("id", id)
                .mapTo(OutboxEntry.class)
                .findOne();
    }

    /** The oldest entries that may be sent now: what they need is sent or confirmed. */
    static List<OutboxEntry> sendable(Handle handle, long nowMillis, int limit) {
        return handle.createQuery(
                        "SELECT * FROM chain_outbox WHERE state IN (:queued, :aside) AND next_try_millis <= :now"
                                + " AND NOT " + NEEDS_ONE_THAT + " ORDER BY id LIMIT :limit")
                .bind("queued", State.QUEUED)
                .bind("aside", State.ASIDE)
                .bind("now", nowMillis)
                .bindList("states", List.of(State.QUEUED, State.ASIDE, State.FAILED, State.CANCELLED))
                .bind("limit", limit)
                .mapTo(OutboxEntry.class)
                .list();
    }

    /** Entries that wait, and need one that is in this state. */
    static List<OutboxEntry> needing(Handle handle, State state, List<State> waiting) {
        return handle.createQuery(
                        "SELECT * FROM chain_outbox WHERE state IN (<waiting>) AND " + NEEDS_ONE_THAT + " ORDER BY id")
                .bindList("waiting", waiting)
                .bindList("states", List.of(state))
                .mapTo(OutboxEntry.class)
                .list();
    }

    /** What an entry needs. */
    static List<OutboxEntry> needs(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT o.* FROM chain_outbox o JOIN chain_dependency d ON d.needs = o.id WHERE d.entry = :id
                        ORDER BY o.id""").bind("id", id).mapTo(OutboxEntry.class).list();
    }

    /** What needs an entry, directly. */
    static List<OutboxEntry> neededBy(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT o.* FROM chain_outbox o JOIN chain_dependency d ON d.entry = o.id WHERE d.needs = :id
                        ORDER BY o.id""").bind("id", id).mapTo(OutboxEntry.class).list();
    }

    static void need(Handle transaction, long entry, long needs) {
        transaction
                .createUpdate("INSERT INTO chain_dependency (entry, needs) VALUES (:entry, :needs)")
                .bind("entry", entry)
                .bind("needs", needs)
                .execute();
    }

    /** The values of all that is not final, in wei. */
    static BigInteger unsettledValueWei(Handle handle) {
        return handle
                .createQuery("""
                        SELECT value_wei FROM chain_outbox WHERE state IN (:queued, :aside, :sent) AND value_wei <> '0'""")
                .bind("queued", State.QUEUED)
                .bind("aside", State.ASIDE)
                .bind("sent", State.SENT)
                .mapTo(BigInteger.class)
                .list()
                .stream()
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** The most that what is sent and not final may still cost: value and gas, in wei. */
    static BigInteger mostOfSentWei(Handle handle) {
        BigInteger sum = BigInteger.ZERO;
        for (OutboxEntry entry : inState(handle, State.SENT, Integer.MAX_VALUE)) {
            BigInteger most = BigInteger.ZERO;
            for (Attempt attempt : attempts(handle, entry.id())) {
                most = most.max(attempt.gasLimit().multiply(attempt.maxFeeWei()));
            }
            sum = sum.add(most).add(entry.valueWei());
        }
        return sum;
    }

    /** The most that all that was signed since then may cost in gas, in wei: of each entry the dearest of its transactions. */
    static BigInteger mostSignedSinceWei(Handle handle, long sinceMillis) {
        Map<Long, BigInteger> mostByEntry = new HashMap<>();
        handle.createQuery("""
                        SELECT outbox_id, gas_limit, max_fee_wei FROM chain_attempt WHERE made_millis >= :since""")
                .bind("since", sinceMillis)
                .mapTo(Offer.class)
                .forEach(offer -> mostByEntry.merge(
                        offer.outboxId(), offer.gasLimit().multiply(offer.maxFeeWei()), BigInteger::max));
        return mostByEntry.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** What a transaction of an entry may cost. */
    public record Offer(long outboxId, BigInteger gasLimit, BigInteger maxFeeWei) {}

    /** The oldest entries in a state, in the order of their requests. */
    static List<OutboxEntry> inState(Handle handle, State state, int limit) {
        return handle.createQuery("SELECT * FROM chain_outbox WHERE state = :state ORDER BY id LIMIT :limit")
                .bind("state", state)
                .bind("limit", limit)
                .mapTo(OutboxEntry.class)
                .list();
    }

    /** What is not final and goes to a contract with data that begin so. */
    static List<OutboxEntry> underWay(Handle handle, String to, String dataBegins) {
        return handle.createQuery("""
                        SELECT * FROM chain_outbox WHERE state IN (:queued, :aside, :sent) AND to_address = :to
                            AND data LIKE :begins ORDER BY id""")
                .bind("queued", State.QUEUED)
                .bind("aside", State.ASIDE)
                .bind("sent", State.SENT)
                .bind("to", to)
                .bind("begins", dataBegins + "%")
                .mapTo(OutboxEntry.class)
                .list();
    }

    /** The latest that name an account, the newest first. Data of contracts' code are not searched. */
    static List<OutboxEntry> naming(Handle handle, String account, int limit) {
        return handle.createQuery("""
                        SELECT * FROM chain_outbox WHERE to_address IS NOT NULL AND (to_address = :account
                            OR request_key LIKE :inKey OR data LIKE :inData) ORDER BY id DESC LIMIT :limit""")
                .bind("account", account)
                .bind("inKey", "%" + account + "%")
                .bind("inData", "%" + account.substring(2) + "%")
                .bind("limit", limit)
                .mapTo(OutboxEntry.class)
                .list();
    }

    static long countOf(Handle handle, String keysBegin) {
        return handle.createQuery("SELECT count(*) FROM chain_outbox WHERE request_key LIKE :begins")
                .bind("begins", keysBegin + "%")
                .mapTo(Long.class)
                .one();
    }

    static void notBefore(Handle transaction, long id, long fromMillis) {
        transaction
                .createUpdate("UPDATE chain_outbox SET next_try_millis = :from WHERE id = :id AND state = :queued")
                .bind("from", fromMillis)
                .bind("id", id)
                .bind("queued", State.QUEUED)
                .execute();
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
                        UPDATE chain_outbox SET state = :sent, nonce = :nonce, transaction_hash = :hash, error = NULL,
                            next_try_millis = 0
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

    /** Ends an entry, unless it has ended. */
    static void settled(
            Handle handle, long id, State state, @Nullable String hash, @Nullable Long block, @Nullable String error) {
        handle.createUpdate("""
                        UPDATE chain_outbox SET state = :state, transaction_hash = :hash, block = :block, error = :error
                        WHERE id = :id AND state NOT IN (:confirmed, :failed, :cancelled)""")
                .bind("id", id)
                .bind("confirmed", State.CONFIRMED)
                .bind("failed", State.FAILED)
                .bind("cancelled", State.CANCELLED)
                .bind("state", state)
                .bind("hash", hash)
                .bind("block", block)
                .bind("error", error)
                .execute();
    }

    /** The chain took its blocks back from this one on: whatever had a nonce there needs a block again. */
    static void takeBack(Handle transaction, long fromBlock) {
        transaction
                .createUpdate("""
                        UPDATE chain_outbox SET state = :sent, block = NULL, error = NULL
                        WHERE block >= :from AND nonce IS NOT NULL AND state IN (:confirmed, :failed, :cancelled)""")
                .bind("from", fromBlock)
                .bind("sent", State.SENT)
                .bind("confirmed", State.CONFIRMED)
                .bind("failed", State.FAILED)
                .bind("cancelled", State.CANCELLED)
                .execute();
    }

    static void aside(Handle handle, long id, long tries, long nextTryMillis, String error) {
        handle.createUpdate("""
                        UPDATE chain_outbox SET state = :aside, tries = :tries, next_try_millis = :next, error = :error
                        WHERE id = :id AND state IN (:queued, :aside)""")
                .bind("id", id)
                .bind("queued", State.QUEUED)
                .bind("aside", State.ASIDE)
                .bind("tries", tries)
                .bind("next", nextTryMillis)
                .bind("error", error)
                .execute();
    }

    /** As new: it is tried at once, and as often as before. */
    static void retry(Handle handle, long id) {
        handle.createUpdate("UPDATE chain_outbox SET state = :queued, tries = 0, next_try_millis = 0 WHERE id = :id")
                .bind("id", id)
                .bind("queued", State.QUEUED)
                .execute();
    }

    /** What is set aside and needs an entry, or has such a key, is tried at once: what it was refused for may be gone. */
    static void tryNow(Handle handle, long needed, String keys) {
        handle.createUpdate("""
                        UPDATE chain_outbox SET next_try_millis = 0 WHERE state = :aside AND (request_key LIKE :keys
                            OR id IN (SELECT entry FROM chain_dependency WHERE needs = :needed))""")
                .bind("aside", State.ASIDE)
                .bind("keys", keys)
                .bind("needed", needed)
                .execute();
    }

    static void cancelling(Handle handle, long id) {
        handle.createUpdate("UPDATE chain_outbox SET cancelling = 1 WHERE id = :id")
                .bind("id", id)
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
