package org.openledger.chain;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.OutboxTable.Attempt;
import org.openledger.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** The outbox's work, one step at a time: settle what was sent, send what waits. Used by one thread. */
final class OutboxSender {
    /** Transactions without a final block at one time: nodes keep 64 from one sender in their pool. */
    private static final int MAX_UNDER_WAY = 64;

    private static final int BATCH = 100;
    private static final long RESEND_AFTER_MILLIS = 15_000;
    private static final long RAISE_FEE_AFTER_MILLIS = 90_000;
    private static final BigInteger GAS_MARGIN = BigInteger.valueOf(10_000);
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);

    private final Database database;
    private final ChainClient client;
    private final Credentials operator;
    private final String address;
    private final InstantSource clock;
    private final Consumer<String> settled;
    /** When each entry was last sent by this process; one it has not sent yet is sent again at once. */
    private final Map<Long, Long> lastSentMillis = new HashMap<>();
    /** The block at which an entry's nonce was first seen used by another transaction. */
    private final Map<Long, Long> supersededAt = new HashMap<>();

    private final Set<Long> noted = new HashSet<>();

    OutboxSender(
            Database database,
            ChainClient client,
            Credentials operator,
            InstantSource clock,
            Consumer<String> settled) {
        this.database = database;
        this.client = client;
        this.operator = operator;
        this.address = ChainClient.address(operator);
        this.clock = clock;
        this.settled = settled;
    }

    /** Does what can be done now. Throws {@link ChainException} when the chain does not answer; then nothing is lost. */
    void step() {
        settleSent();
        while (sendQueued()) {
            settleSent();
        }
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
        if (!nonceTaken(entry)) {
            sendAgain(entry, attempts.getLast());
        }
    }

    private void settle(OutboxEntry entry, TransactionReceipt receipt) {
        long block = receipt.getBlockNumber().longValueExact();
        if (client.blockNumber() - block < client.chain().confirmations()) {
            return;
        }
        boolean included = client.block(block)
                .map(found -> found.hash().equals(receipt.getBlockHash()))
                .orElse(false);
        if (!included) {
            return;
        }
        boolean good = "0x1".equals(receipt.getStatus());
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
        lastSentMillis.remove(entry.id());
        supersededAt.remove(entry.id());
        noted.remove(entry.id());
        if (error != null) {
            LOG.warn("transaction {} failed: {}", entry.key(), error);
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
        if (now - since >= client.chain().confirmations()
                && client.receipt(String.valueOf(entry.transactionHash())).isEmpty()) {
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
        Long last = lastSentMillis.get(entry.id());
        if (last != null && now - last < RESEND_AFTER_MILLIS) {
            return;
        }
        boolean stuck = client.chain().confirmations() > 0 && now - attempt.madeMillis() > RAISE_FEE_AFTER_MILLIS;
        send(entry, stuck ? withHigherFee(entry, attempt) : attempt);
    }

    /** Networks take a replacement only for at least an eighth more. */
    private Attempt withHigherFee(OutboxEntry entry, Attempt attempt) {
        ChainClient.Fees fees = client.fees();
        BigInteger raised =
                attempt.maxFeeWei().add(attempt.maxFeeWei().shiftRight(2)).add(BigInteger.ONE);
        BigInteger maxFee = fees.maxFeeWei().max(raised);
        long nonce = Objects.requireNonNull(entry.nonce());
        Attempt next = sign(
                entry,
                nonce,
                attempt.gasLimit(),
                new ChainClient.Fees(fees.maxPriorityFeeWei().max(maxFee.shiftRight(2)), maxFee));
        database.write(handle -> OutboxTable.sent(handle, entry.id(), nonce, next));
        return next;
    }

    // -- what waits

    /** Sends a batch; true when there may be more to send now. */
    private boolean sendQueued() {
        List<OutboxEntry> queued =
                database.read(handle -> OutboxTable.inState(handle, OutboxEntry.State.QUEUED, BATCH));
        for (OutboxEntry entry : queued) {
            long underWay = database.read(handle -> OutboxTable.count(handle, OutboxEntry.State.SENT));
            if (underWay >= MAX_UNDER_WAY || !sendNext(entry, underWay)) {
                return false;
            }
        }
        return !queued.isEmpty();
    }

    /** Sends one entry, or fails it when it would revert; false when it has to wait. */
    private boolean sendNext(OutboxEntry entry, long underWay) {
        BigInteger gas;
        try {
            gas = client.estimateGas(address, entry.to(), entry.data(), entry.valueWei());
        } catch (RpcException e) {
            if (e.reverted() && underWay == 0) {
                finish(entry, OutboxEntry.State.FAILED, null, null, Reverts.describe(e));
                return true;
            }
            // It may depend on one that is under way; or the operator lacks funds, and may get some.
            note(entry, e);
            return false;
        }
        long nonce = nextNonce();
        Attempt attempt = sign(entry, nonce, gas.add(gas.shiftRight(2)).add(GAS_MARGIN), client.fees());
        database.write(handle -> OutboxTable.sent(handle, entry.id(), nonce, attempt));
        send(entry, attempt);
        if (client.chain().confirmations() == 0) {
            settleSent();
        }
        return true;
    }

    private void note(OutboxEntry entry, RpcException e) {
        if (!e.reverted() && noted.add(entry.id())) {
            LOG.warn("transaction {} has to wait: {}", entry.key(), e.getMessage());
            database.write(handle -> OutboxTable.note(handle, entry.id(), String.valueOf(e.getMessage())));
        }
    }

    private long nextNonce() {
        long mined = client.nonce(address);
        return Math.max(mined, database.read(OutboxTable::nextNonce).orElse(0L));
    }

    private Attempt sign(OutboxEntry entry, long nonce, BigInteger gasLimit, ChainClient.Fees fees) {
        RawTransaction transaction = RawTransaction.createTransaction(
                client.chainId(),
                BigInteger.valueOf(nonce),
                gasLimit,
                entry.to() == null ? "" : entry.to(),
                entry.valueWei(),
                entry.data(),
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
