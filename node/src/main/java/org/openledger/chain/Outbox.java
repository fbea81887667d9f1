package org.openledger.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
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
 * One that cannot be sent stops those that need it, and no others.
 */
public final class Outbox implements AutoCloseable {
    /** Requests that may wait; more are refused, because then the chain has been unreachable for long. */
    public static final int MAX_QUEUED = 100_000;

    /** Gas that a call whose cost is not known yet is taken to cost, to say whether the operator can pay for it. */
    private static final BigInteger GAS_OF_A_CALL = BigInteger.valueOf(200_000);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Database database;
    private final ChainClient client;
    private final String operator;
    private final OutboxSender sender;
    private final InstantSource clock;
    private final Map<String, CompletableFuture<TransactionReceipt>> waiting = new ConcurrentHashMap<>();
    private final Loop loop = new Loop(
            "outbox", this::send, Loop.Retry.doubling(POLL, LONGEST_PAUSE).also(ChainException.class), DRAIN);

    private Outbox(Database database, ChainClient client, Credentials operator, InstantSource clock, FeePolicy limits) {
        this.database = database;
        this.client = client;
        this.operator = ChainClient.address(operator);
        this.clock = clock;
        this.sender = new OutboxSender(database, client, operator, clock, limits, this::settled);
    }

    /** Opens the outbox kept in the database, and goes on with what an earlier process left. */
    public static Outbox start(Database database, ChainClient client, Credentials operator, InstantSource clock) {
        return start(database, client, operator, clock, FeePolicy.NONE);
    }

    /** As above, with limits on what gas may cost: what they do not allow waits, and says so. */
    public static Outbox start(
            Database database, ChainClient client, Credentials operator, InstantSource clock, FeePolicy limits) {
        Outbox outbox = new Outbox(database, client, operator, clock, limits);
        outbox.loop.start();
        return outbox;
    }

    /** The account that signs what is sent, lower-case address. */
    public String operator() {
        return operator;
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
        return enqueue(transaction, key, to, data, valueWei, List.of());
    }

    /**
     * As above, for a transaction that is never sent before or without others.
     *
     * @param needs their keys, each requested before
     */
    public long enqueue(
            Handle transaction, String key, @Nullable String to, String data, BigInteger valueWei, List<String> needs) {
        Optional<OutboxEntry> known = OutboxTable.find(transaction, key);
        if (known.isPresent()) {
            if (!known.get().asksFor(to, data, valueWei)) {
                throw new ChainException("a transaction with key " + key + " exists and does something else");
            }
            return known.get().id();
        }
        new OutboxEntry(0, key, to, data, valueWei, OutboxEntry.State.QUEUED, null, null, null, null, 0, 0, 0, false);
        long waiting = OutboxTable.count(transaction, OutboxEntry.State.QUEUED)
                + OutboxTable.count(transaction, OutboxEntry.State.ASIDE);
        if (waiting >= MAX_QUEUED) {
            throw new ChainException(
                    Refusal.Kind.OVERLOADED,
                    MAX_QUEUED
                            + " transactions wait to be sent already: check that the chain answers (openledger doctor)");
        }
        long id = OutboxTable.insert(transaction, key, to, data, valueWei, clock.millis());
        for (String needed : needs) {
            OutboxEntry entry = OutboxTable.find(transaction, needed)
                    .orElseThrow(
                            () -> new IllegalStateException(key + " needs " + needed + ", which nobody requested"));
            OutboxTable.need(transaction, id, entry.id());
        }
        transaction.afterCommit(loop::wake);
        return id;
    }

    /**
     * As above, for a transaction that is not tried before a moment.
     *
     * @param fromMillis since 1970, by the node's clock
     */
    public long enqueueLater(
            Handle transaction, String key, String to, String data, List<String> needs, long fromMillis) {
        long id = enqueue(transaction, key, to, data, BigInteger.ZERO, needs);
        OutboxTable.notBefore(transaction, id, fromMillis);
        return id;
    }

    /** What is not final of the calls to a contract whose data begin so. */
    public List<OutboxEntry> underWay(Handle handle, String to, String dataBegins) {
        return OutboxTable.underWay(handle, to, dataBegins);
    }

    /** The latest entries that name an account: in their key, as whom they go to, or in what they call with. */
    public List<OutboxEntry> naming(String account, int limit) {
        return database.read(handle -> OutboxTable.naming(handle, account, limit));
    }

    /** How many entries have a key that begins so. */
    public long countOf(Handle handle, String keysBegin) {
        return OutboxTable.countOf(handle, keysBegin);
    }

    /**
     * Refuses, before anything is requested, what the operator cannot pay for beside all that is requested already.
     *
     * @param freeWei what {@link #freeWei} gave
     * @param field what the caller names the amount
     */
    public void requireAffordable(Handle transaction, BigInteger freeWei, BigInteger valueWei, String field) {
        BigInteger left = freeWei.subtract(OutboxTable.unsettledValueWei(transaction));
        if (valueWei.compareTo(left) > 0) {
            throw new ChainException(
                    Refusal.Kind.UNPAID.at(field),
                    "The operator " + operator + " has " + NativeAmount.open(left.max(BigInteger.ZERO))
                            + " beside what it needs for gas and for transactions under way, less than the "
                            + NativeAmount.open(valueWei)
                            + " asked for: send it OPEN, or ask for less. Nothing was done.");
        }
    }

    /** What the operator has on chain beside the gas of so many calls. */
    public BigInteger freeWei(int calls) {
        BigInteger gas = GAS_OF_A_CALL.multiply(BigInteger.valueOf(calls));
        return client.balanceWei(operator).subtract(gas.multiply(client.fees().maxFeeWei()));
    }

    /** An entry, with what it needs and what needs it, by key. */
    public record Described(OutboxEntry entry, List<String> needs, List<String> neededBy) {}

    /** An entry by its key; {@link ChainException} when there is none. */
    public Described require(String key) {
        return database.read(handle -> describe(handle, requireEntry(handle, key)));
    }

    static Described describe(Handle handle, OutboxEntry entry) {
        return new Described(
                entry,
                OutboxTable.needs(handle, entry.id()).stream()
                        .map(OutboxEntry::key)
                        .toList(),
                OutboxTable.neededBy(handle, entry.id()).stream()
                        .map(OutboxEntry::key)
                        .toList());
    }

    private static OutboxEntry requireEntry(Handle handle, String key) {
        return OutboxTable.find(handle, key)
                .orElseThrow(() -> new ChainException(
                        Refusal.Kind.UNKNOWN.at("key"),
                        "There is no transaction " + key + " in the outbox: openledger outbox list has them all."));
    }

    /**
     * What cancelling did.
     *
     * @param cancelled the keys of the entry and of all that needed it, which are never sent
     * @param replacing whether the entry has its nonce already: nothing takes its place on chain, unless it was in a block before
     * @param effect what that means for what it was for
     */
    public record Cancelled(List<String> cancelled, boolean replacing, String effect) {}

    /**
     * Cancels an entry that is not final, and what needs it. {@link ChainException} where its kind or that of one that needs it
     * may not be cancelled, or one that needs it is sent.
     */
    public Cancelled cancel(String key) {
        Cancelled done = database.transact(handle -> {
            OutboxEntry entry = requireEntry(handle, key);
            requireOpen(entry, "cancelled");
            String effect = entry.kind().requireCancellable(key);
            List<OutboxEntry> needing = allNeeding(handle, entry);
            for (OutboxEntry other : needing) {
                other.kind().requireCancellable(other.key());
                if (other.state() == OutboxEntry.State.SENT) {
                    throw new ChainException(
                            Refusal.Kind.CONFLICT, other.key() + " needs " + key + " and is sent: cancel that first");
                }
            }
            boolean sent = entry.state() == OutboxEntry.State.SENT;
            if (sent) {
                OutboxTable.cancelling(handle, entry.id());
            } else {
                end(handle, entry, OutboxEntry.CANCELLED_BY_OPERATOR);
            }
            needing.forEach(other -> end(handle, other, "it needs " + key + ", which was cancelled"));
            List<String> keys = Stream.concat(Stream.of(entry), needing.stream())
                    .map(OutboxEntry::key)
                    .toList();
            handle.afterCommit(() -> {
                loop.wake();
                keys.forEach(this::settled);
            });
            return new Cancelled(keys, sent, effect);
        });
        return done;
    }

    private static void end(Handle handle, OutboxEntry entry, String why) {
        OutboxTable.settled(handle, entry.id(), OutboxEntry.State.CANCELLED, null, null, why);
    }

    /** All that need an entry, directly or not, and have not ended. */
    private static List<OutboxEntry> allNeeding(Handle handle, OutboxEntry entry) {
        List<OutboxEntry> all = new ArrayList<>(List.of(entry));
        for (int next = 0; next < all.size(); next++) {
            for (OutboxEntry other : OutboxTable.neededBy(handle, all.get(next).id())) {
                if (!other.state().ended() && !all.contains(other)) {
                    all.add(other);
                }
            }
        }
        return all.subList(1, all.size());
    }

    /** Tries an entry that is set aside again at once; {@link ChainException} when it is not. */
    public Described retry(String key) {
        return database.transact(handle -> {
            OutboxEntry entry = requireEntry(handle, key);
            requireOpen(entry, "tried again");
            if (entry.state() == OutboxEntry.State.SENT) {
                throw new ChainException(
                        Refusal.Kind.CONFLICT,
                        key + " is sent already, and is sent again by itself until it is in a block");
            }
            OutboxTable.retry(handle, entry.id());
            handle.afterCommit(loop::wake);
            return describe(handle, requireEntry(handle, key));
        });
    }

    private static void requireOpen(OutboxEntry entry, String what) {
        if (entry.state().ended()) {
            throw new ChainException(
                    Refusal.Kind.CONFLICT, entry.key() + " is " + entry.state().word() + " and cannot be " + what);
        }
    }

    /** Where a request stands; empty when there is none with this key. */
    public Optional<OutboxEntry> find(String key) {
        return database.read(handle -> OutboxTable.find(handle, key));
    }

    /** How many transactions are not confirmed yet. */
    public long depth() {
        return database.read(handle -> OutboxTable.count(handle, OutboxEntry.State.QUEUED)
                + OutboxTable.count(handle, OutboxEntry.State.ASIDE)
                + OutboxTable.count(handle, OutboxEntry.State.SENT));
    }

    /** How many cannot be sent now. */
    public long asideCount() {
        return database.read(handle -> OutboxTable.count(handle, OutboxEntry.State.ASIDE));
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
        if (!entry.state().ended()) {
            return;
        }
        CompletableFuture<TransactionReceipt> future = waiting.remove(entry.key());
        if (future == null) {
            return;
        }
        String hash = entry.transactionHash();
        if (entry.state() != OutboxEntry.State.CONFIRMED || hash == null) {
            future.completeExceptionally(new ChainException(
                    "transaction " + entry.key() + " " + entry.state().word() + ": " + entry.error()));
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
