package org.openledger.chain;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.OutboxTable.Attempt;
import org.openledger.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.crypto.transaction.type.Transaction1559;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * The outbox's work, one step at a time: settle what was sent, send what waits. Used by one thread.
 *
 * <p>The chain wants the operator's nonces in order, and nothing else: so an entry takes a nonce only when it can be paid for
 * and would not revert. One that cannot be sent is set aside, and tried again after ever longer pauses. It stops those that
 * need it, and no others. An entry that has its nonce is never set aside, because all later nonces would wait for it. Its fee
 * is raised, or it is replaced by a transfer of nothing to the operator itself under the same nonce. Whichever of all that was
 * signed for the nonce reaches a block decides what became of the entry.
 */
final class OutboxSender {
    /** Transactions without a final block at one time: nodes keep 64 from one sender in their pool. */
    private static final int MAX_UNDER_WAY = 64;

    private static final int BATCH = 100;
    private static final long RESEND_AFTER_MILLIS = 15_000;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 5 * 60_000L;
    private static final int MAX_DOUBLINGS = 16;
    /** A week of the longest pauses; afterwards somebody has to ask for it. */
    private static final long MAX_TRIES = 2_000;
    /** What reverts while others are under way may depend on one of them; not for longer than a minute or so. */
    private static final long MAX_TRIES_BESIDE_OTHERS = 8;
    /** A stuck transaction's fee is raised to at most so many times what the network asks for now. */
    private static final BigInteger MOST_RAISED = BigInteger.TEN;

    private static final BigInteger GAS_OF_TRANSFER = BigInteger.valueOf(21_000);
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);

    private final Database database;
    private final ChainClient client;
    private final Credentials operator;
    private final String address;
    private final InstantSource clock;
    private final FeePolicy policy;
    private final Consumer<String> settled;
    /** When each entry was last sent by this process; one it has not sent yet is sent again at once. */
    private final Map<Long, Long> lastSentMillis = new HashMap<>();
    /** The block at which an entry's nonce was first seen used by another transaction. */
    private final Map<Long, Long> supersededAt = new HashMap<>();

    OutboxSender(
            Database database,
            ChainClient client,
            Credentials operator,
            InstantSource clock,
            FeePolicy policy,
            Consumer<String> settled) {
        this.database = database;
        this.client = client;
        this.operator = operator;
        this.address = ChainClient.address(operator);
        this.clock = clock;
        this.policy = policy;
        this.settled = settled;
    }

    /** Does what can be done now. Throws {@link ChainException} when the chain does not answer; then nothing is lost. */
    void step() {
        settleSent();
        endDependent();
        while (sendQueued()) {
            settleSent();
            endDependent();
        }
        setDependentAside();
    }

    // -- what was sent

    private void settleSent() {
        List<OutboxEntry> entries =
                database.read(handle -> OutboxTable.inState(handle, OutboxEntry.State.SENT, MAX_UNDER_WAY));
        for (OutboxEntry entry : entries) {
            settle(entry);
        }
    }

    private void settle(OutboxEntry entry) {
        List<Attempt> attempts = database.read(handle -> OutboxTable.attempts(handle, entry.id()));
        for (Attempt attempt : attempts) {
            Optional<TransactionReceipt> receipt = client.receipt(attempt.transactionHash());
            if (receipt.isPresent()) {
                settle(entry, receipt.get());
                return;
            }
        }
        if (nonceTaken(entry)) {
            return;
        }
        Attempt latest = attempts.getLast();
        if (entry.cancelling() && !isNothing(latest, entry)) {
            send(entry, replacement(entry, latest, client.fees()));
        } else {
            sendAgain(entry, latest);
        }
    }

    /** Whether an attempt is the transfer of nothing that takes the entry's place. */
    private boolean isNothing(Attempt attempt, OutboxEntry entry) {
        return entry.cancelling() && attempt.gasLimit().equals(GAS_OF_TRANSFER);
    }

    private void settle(OutboxEntry entry, TransactionReceipt receipt) {
        long block = receipt.getBlockNumber().longValueExact();
        if (block > client.settledBlock()) {
            return;
        }
        boolean included = client.block(block)
                .map(found -> found.hash().equals(receipt.getBlockHash()))
                .orElse(false);
        if (!included) {
            return;
        }
        boolean good = "0x1".equals(receipt.getStatus());
        boolean cancelled = entry.cancelling()
                && database.read(handle -> OutboxTable.attempts(handle, entry.id())).stream()
                        .anyMatch(attempt -> attempt.transactionHash().equals(receipt.getTransactionHash())
                                && isNothing(attempt, entry));
        if (cancelled) {
            finish(
                    entry,
                    OutboxEntry.State.CANCELLED,
                    receipt.getTransactionHash(),
                    block,
                    OutboxEntry.CANCELLED_BY_OPERATOR);
            return;
        }
        finish(
                entry,
                good ? OutboxEntry.State.CONFIRMED : OutboxEntry.State.FAILED,
                receipt.getTransactionHash(),
                block,
                good ? null : whyReverted(entry));
    }

    private void finish(
            OutboxEntry entry,
            OutboxEntry.State state,
            @Nullable String hash,
            @Nullable Long block,
            @Nullable String error) {
        database.write(handle -> OutboxTable.settled(handle, entry.id(), state, hash, block, error));
        if (state == OutboxEntry.State.CONFIRMED) {
            database.write(handle ->
                    OutboxTable.tryNow(handle, entry.id(), entry.kind() == OutboxKind.BOND_AGAIN ? "settle:%" : ""));
        }
        lastSentMillis.remove(entry.id());
        supersededAt.remove(entry.id());
        if (error != null) {
            LOG.warn("transaction {} {}: {}", entry.key(), state.word(), error);
        }
        settled.accept(entry.key());
    }

    private String whyReverted(OutboxEntry entry) {
        try {
            client.estimateGas(address, entry.to(), entry.data(), entry.valueWei());
            return "it reverted in its block";
        } catch (RpcException e) {
            return Reverts.describe(e);
        }
    }

    /**
     * Whether some other transaction of the operator's key, not sent from here, has used the nonce; then a new one is
     * needed. Believed only once as many blocks have passed as make a block final.
     */
    private boolean nonceTaken(OutboxEntry entry) {
        Long nonce = entry.nonce();
        if (nonce == null || client.nonce(address) <= nonce) {
            supersededAt.remove(entry.id());
            return false;
        }
        long now = client.blockNumber();
        long since = supersededAt.computeIfAbsent(entry.id(), _ -> now);
        if (since <= client.settledBlock()
                && client.receipt(String.valueOf(entry.transactionHash())).isEmpty()) {
            if (entry.cancelling()) {
                finish(entry, OutboxEntry.State.CANCELLED, null, null, OutboxEntry.CANCELLED_BY_OPERATOR);
                return true;
            }
            LOG.warn(
                    "nonce {} of {} was used by a transaction from elsewhere: {} gets a new one",
                    nonce,
                    address,
                    entry.key());
            supersededAt.remove(entry.id());
            lastSentMillis.remove(entry.id());
            database.write(handle -> OutboxTable.requeue(handle, entry.id()));
        }
        return true;
    }

    private void sendAgain(OutboxEntry entry, Attempt attempt) {
        long now = clock.millis();
        long raiseAfterMillis = policy.raiseAfter().toMillis();
        Long last = lastSentMillis.get(entry.id());
        if (last != null && now - last < Math.min(RESEND_AFTER_MILLIS, raiseAfterMillis)) {
            return;
        }
        boolean stuck = !client.embedded() && now - attempt.madeMillis() > raiseAfterMillis;
        send(entry, stuck ? withHigherFee(entry, attempt) : attempt);
    }

    /** Left as it is where the network asks for so little that a higher fee would not be why it waits. */
    private Attempt withHigherFee(OutboxEntry entry, Attempt attempt) {
        ChainClient.Fees fees = client.fees();
        return raised(attempt.maxFeeWei()).compareTo(fees.maxFeeWei().multiply(MOST_RAISED)) > 0
                ? attempt
                : replacement(entry, attempt, fees);
    }

    /**
     * Another transaction for the entry's nonce: the same call, or nothing where that is to be cancelled. The present one where its
     * limits on fees let the operator offer no more; then the entry says so.
     */
    private Attempt replacement(OutboxEntry entry, Attempt attempt, ChainClient.Fees now) {
        BigInteger maxFee = now.maxFeeWei().max(raised(attempt.maxFeeWei()));
        BigInteger gasLimit = entry.cancelling() ? GAS_OF_TRANSFER : attempt.gasLimit();
        BigInteger more = maxFee.multiply(gasLimit)
                .subtract(attempt.maxFeeWei().multiply(attempt.gasLimit()))
                .max(BigInteger.ZERO);
        Optional<String> refused = policy.refusalToRaise(maxFee, more, signedWithinADay());
        if (refused.isPresent()) {
            database.write(handle -> OutboxTable.note(handle, entry.id(), "not raised: " + refused.get()));
            return attempt;
        }
        BigInteger tip = now.maxPriorityFeeWei().max(raised(tipOf(attempt)));
        long nonce = Objects.requireNonNull(entry.nonce());
        ChainClient.Fees fees = new ChainClient.Fees(tip.min(maxFee), maxFee);
        Attempt next = entry.cancelling() ? signNothing(nonce, fees) : sign(entry, nonce, gasLimit, fees);
        database.write(handle -> OutboxTable.sent(handle, entry.id(), nonce, next));
        return next;
    }

    private BigInteger signedWithinADay() {
        long since = clock.millis() - FeePolicy.DAY.toMillis();
        return database.read(handle -> OutboxTable.mostSignedSinceWei(handle, since));
    }

    /** Networks take a replacement only when cap and tip are both an eighth higher, or even a tenth more than that. */
    private static BigInteger raised(BigInteger feeWei) {
        return feeWei.add(feeWei.shiftRight(2)).add(BigInteger.ONE);
    }

    private static BigInteger tipOf(Attempt attempt) {
        return ((Transaction1559) TransactionDecoder.decode(attempt.raw()).getTransaction()).getMaxPriorityFeePerGas();
    }

    // -- what waits

    /** Ends what needs an entry that failed or was cancelled: it would do something else than was meant. */
    private void endDependent() {
        for (OutboxEntry.State end : List.of(OutboxEntry.State.FAILED, OutboxEntry.State.CANCELLED)) {
            List<OutboxEntry> ended = needing(end);
            while (!ended.isEmpty()) {
                ended.forEach(entry -> finish(
                        entry,
                        end,
                        null,
                        null,
                        "it needs " + needs(entry, end) + ", which "
                                + end.word().replace("cancelled", "was cancelled")));
                ended = needing(end);
            }
        }
    }

    private List<OutboxEntry> needing(OutboxEntry.State end) {
        return database.read(
                handle -> OutboxTable.needing(handle, end, List.of(OutboxEntry.State.QUEUED, OutboxEntry.State.ASIDE)));
    }

    /** What needs an entry that is set aside waits with it, and says so. */
    private void setDependentAside() {
        List<OutboxEntry> waiting = database.read(this::needingOneAside);
        while (!waiting.isEmpty()) {
            List<OutboxEntry> entries = waiting;
            database.write(handle -> entries.forEach(entry -> OutboxTable.aside(
                    handle,
                    entry.id(),
                    entry.tries(),
                    entry.nextTryMillis(),
                    "it needs " + needs(entry, OutboxEntry.State.ASIDE) + ", which is set aside")));
            waiting = database.read(this::needingOneAside);
        }
    }

    private List<OutboxEntry> needingOneAside(Handle handle) {
        return OutboxTable.needing(handle, OutboxEntry.State.ASIDE, List.of(OutboxEntry.State.QUEUED));
    }

    private String needs(OutboxEntry entry, OutboxEntry.State state) {
        return database.read(handle -> OutboxTable.needs(handle, entry.id())).stream()
                .filter(needed -> needed.state() == state)
                .map(OutboxEntry::key)
                .collect(Collectors.joining(", "));
    }

    /** Sends a batch; true when there may be more to send now. */
    private boolean sendQueued() {
        List<OutboxEntry> sendable = database.read(handle -> OutboxTable.sendable(handle, clock.millis(), BATCH));
        for (OutboxEntry entry : sendable) {
            long underWay = database.read(handle -> OutboxTable.count(handle, OutboxEntry.State.SENT));
            if (underWay >= MAX_UNDER_WAY) {
                return false;
            }
            sendNext(entry, underWay);
        }
        return !sendable.isEmpty();
    }

    /** Sends one entry, sets it aside, or fails it when it would revert for good. */
    private void sendNext(OutboxEntry entry, long underWay) {
        BigInteger gasLimit;
        try {
            gasLimit = client.gasLimit(address, entry.to(), entry.data(), entry.valueWei());
        } catch (RpcException refused) {
            String why = refused.reverted() ? Reverts.describe(refused) : String.valueOf(refused.getMessage());
            boolean mayPass = entry.kind().mayPassLater(why)
                    || !needs(entry, OutboxEntry.State.SENT).isEmpty()
                    || (underWay > 0 && entry.tries() < MAX_TRIES_BESIDE_OTHERS);
            if (refused.reverted() && !mayPass) {
                finish(entry, OutboxEntry.State.FAILED, null, null, why);
            } else {
                setAside(entry, why);
            }
            return;
        }
        ChainClient.Fees asked = client.fees();
        ChainClient.Fees fees = policy.within(asked);
        BigInteger gasCosts = gasLimit.multiply(fees.maxFeeWei());
        Optional<String> tooDear = policy.refusal(asked, gasCosts, signedWithinADay());
        if (tooDear.isPresent()) {
            setAside(entry, tooDear.get());
            return;
        }
        BigInteger costs = gasCosts.add(entry.valueWei());
        BigInteger free = client.balanceWei(address).subtract(database.read(OutboxTable::mostOfSentWei));
        if (costs.compareTo(free) > 0) {
            setAside(
                    entry,
                    "it costs up to " + NativeAmount.open(costs) + ", and the operator " + address + " has "
                            + NativeAmount.open(free.max(BigInteger.ZERO)) + " that nothing sent before may take");
            return;
        }
        long nonce = nextNonce();
        Attempt attempt = sign(entry, nonce, gasLimit, fees);
        boolean cancelledMeanwhile = database.transact(handle -> {
            boolean ended =
                    OutboxTable.find(handle, entry.id()).orElseThrow().state().ended();
            if (!ended) {
                OutboxTable.sent(handle, entry.id(), nonce, attempt);
            }
            return ended;
        });
        if (cancelledMeanwhile) {
            return;
        }
        send(entry, attempt);
        if (client.embedded()) {
            settleSent();
        }
    }

    /** The pauses double, so that what cannot be sent takes little of the chain's time. */
    private void setAside(OutboxEntry entry, String why) {
        long tries = entry.tries() + 1;
        long pause = FIRST_PAUSE_MILLIS << Math.min(entry.tries(), MAX_DOUBLINGS);
        long next = tries >= MAX_TRIES ? Long.MAX_VALUE : clock.millis() + Math.min(pause, LONGEST_PAUSE_MILLIS);
        database.write(handle -> OutboxTable.aside(handle, entry.id(), tries, next, why));
        if (!why.equals(entry.error())) {
            LOG.warn("transaction {} is set aside: {}", entry.key(), why);
        }
    }

    private long nextNonce() {
        long mined = client.nonce(address);
        return Math.max(mined, database.read(OutboxTable::nextNonce).orElse(0L));
    }

    private Attempt sign(OutboxEntry entry, long nonce, BigInteger gasLimit, ChainClient.Fees fees) {
        return sign(nonce, entry.to() == null ? "" : entry.to(), entry.data(), entry.valueWei(), gasLimit, fees);
    }

    private Attempt signNothing(long nonce, ChainClient.Fees fees) {
        return sign(nonce, address, "0x", BigInteger.ZERO, GAS_OF_TRANSFER, fees);
    }

    private Attempt sign(
            long nonce, String to, String data, BigInteger valueWei, BigInteger gasLimit, ChainClient.Fees fees) {
        RawTransaction transaction = RawTransaction.createTransaction(
                client.chainId(),
                BigInteger.valueOf(nonce),
                gasLimit,
                to,
                valueWei,
                data,
                fees.maxPriorityFeeWei(),
                fees.maxFeeWei());
        byte[] raw = TransactionEncoder.signMessage(transaction, operator);
        return new Attempt(
                Numeric.toHexString(Hash.sha3(raw)),
                Numeric.toHexString(raw),
                gasLimit,
                fees.maxFeeWei(),
                clock.millis());
    }

    /** The network's refusal is no failure: the receipt, or the used nonce, tells what became of it. */
    private void send(OutboxEntry entry, Attempt attempt) {
        try {
            client.sendRaw(attempt.raw());
        } catch (RpcException refused) {
            LOG.info("sending {}: {}", entry.key(), refused.getMessage());
        }
        lastSentMillis.put(entry.id(), clock.millis());
    }
}
