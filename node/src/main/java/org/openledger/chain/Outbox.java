package org.openledger.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.openledger.store.Database;
import org.openledger.store.Loop;
import org.openledger.store.Refusal;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * Sends the operator's transactions, each exactly once in effect. A request is part of the caller's database transaction;
 * its nonce and its signed form are stored before the network sees them, and what was stored is sent again until it is
 * in a block deep enough to stay. So a crash at any moment neither loses nor repeats one, and leaves no gap in the nonces.
 */
public final class Outbox implements AutoCloseable {
    /** Requests that may wait; more are refused, because then the chain has been unreachable for long. */
    public static final int MAX_QUEUED = 100_000;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Database database;
    private final ChainClient client;
    private final OutboxSender sender;
    private final InstantSource clock;
    private final Map<String, CompletableFuture<TransactionReceipt>> waiting = new ConcurrentHashMap<>();
    private final Loop loop = new Loop(
            "outbox", this::send, Loop.Retry.doubling(POLL, LONGEST_PAUSE).also(ChainException.class), DRAIN);

    private Outbox(Database database, ChainClient client, Credentials operator, InstantSource clock) {
        this.database = database;
        this.client = client;
        this.clock = clock;
        this.sender = new OutboxSender(database, client, operator, clock, this::settled);
    }

    /** Opens the outbox kept in the database, and goes on with what an earlier process left. */
    public static Outbox start(Database database, ChainClient client, Credentials operator, InstantSource clock) {
        Outbox outbox = new Outbox(database, client, operator, clock);
        outbox.loop.start();
        return outbox;
    }

    /**
     * Requests a transaction as part of the caller's database transaction: it is sent if, and only if, that commits.
     * The same key with the same content again changes nothing; with another content it throws {@link ChainException}.
     *
     * @param to the contract called, or null to create one
     * @param data 0x-hex
     * @return the entry's id
     */
    public long enqueue(Handle transaction, String key, @Nullable String to, String data, BigInteger valueWei) {
        Optional<OutboxEntry> known = OutboxTable.find(transaction, key);
        if (known.isPresent()) {
            if (!known.get().asksFor(to, data, valueWei)) {
                throw new ChainException("a transaction with key " + key + " exists and does something else");
            }
            return known.get().id();
        }
        new OutboxEntry(0, key, to, data, valueWei, OutboxEntry.State.QUEUED, null, null, null, null);
        if (OutboxTable.count(transaction, OutboxEntry.State.QUEUED) >= MAX_QUEUED) {
            throw new ChainException(
                    Refusal.Kind.OVERLOADED,
                    MAX_QUEUED
                            + " transactions wait to be sent already: check that the chain answers (openledger doctor)");
        }
        long id = OutboxTable.insert(transaction, key, to, data, valueWei, clock.millis());
        transaction.afterCommit(loop::wake);
        return id;
    }

    /** Where a request stands; empty when there is none with this key. */
    public Optional<OutboxEntry> find(String key) {
        return database.read(handle -> OutboxTable.find(handle, key));
    }

    /** How many transactions are not confirmed yet. */
    public long depth() {
        return database.read(handle -> OutboxTable.count(handle, OutboxEntry.State.QUEUED)
                + OutboxTable.count(handle, OutboxEntry.State.SENT));
    }

    /** Entries in a state, oldest first. */
    public List<OutboxEntry> inState(OutboxEntry.State state, int limit) {
        return database.read(handle -> OutboxTable.inState(handle, state, limit));
    }

    /**
     * Completes with the receipt once the transaction is in a block that stays, or with {@link ChainException} and the
     * decoded reason when it failed. A key that was never requested fails at once.
     */
    public CompletableFuture<TransactionReceipt> confirmed(String key) {
        CompletableFuture<TransactionReceipt> future = waiting.computeIfAbsent(key, _ -> new CompletableFuture<>());
        Optional<OutboxEntry> entry = find(key);
        if (entry.isEmpty()) {
            waiting.remove(key);
            future.completeExceptionally(new ChainException("no transaction was requested with key " + key));
        } else {
            complete(entry.get());
        }
        if (loop.stopping()) {
            stop();
        }
        return future;
    }

    private void settled(String key) {
        find(key).ifPresent(this::complete);
    }

    private void complete(OutboxEntry entry) {
        if (entry.state() != OutboxEntry.State.CONFIRMED && entry.state() != OutboxEntry.State.FAILED) {
            return;
        }
        CompletableFuture<TransactionReceipt> future = waiting.remove(entry.key());
        if (future == null) {
            return;
        }
        String hash = entry.transactionHash();
        if (entry.state() == OutboxEntry.State.FAILED || hash == null) {
            future.completeExceptionally(
                    new ChainException("transaction " + entry.key() + " failed: " + entry.error()));
            return;
        }
        try {
            future.complete(client.receipt(hash)
                    .orElseThrow(() -> new ChainException("the chain no longer has transaction " + hash)));
        } catch (ChainException e) {
            future.completeExceptionally(e);
        }
    }

    private Duration send() {
        sender.step();
        return POLL;
    }

    /** Stops sending; what is under way is gone on with by the next process. */
    @Override
    public void close() {
        loop.close();
        stop();
    }

    private void stop() {
        ChainException stopped = new ChainException(
                Refusal.Kind.NOT_READY, "the node stops; the transaction goes on when it starts again");
        waiting.values().forEach(future -> future.completeExceptionally(stopped));
        waiting.clear();
    }
}
