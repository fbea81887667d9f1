package org.openledger.settlement;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Bindings;
import org.openledger.chain.Chain;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ContractDeployment;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.OutboxEntry;
import org.openledger.chain.local.LocalChain;
import org.openledger.chain.local.TestChain;
import org.openledger.ledger.Charge;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Holds;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerCheck;
import org.openledger.ledger.Reservation;
import org.openledger.ledger.SpendingLimits;
import org.openledger.log.Log;
import org.openledger.settlement.claim.SignedClaims;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochAccounts;
import org.openledger.settlement.events.ChainCheck;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.seal.Finding;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.LogEntry;
import org.openledger.verify.Receipt.Payment;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** A node's settlement on an embedded chain of its own, with the contracts deployed, the operator bonded, and payers. */
final class Town implements AutoCloseable {
    static final String OPERATOR = ChainClient.address(TestChain.OPERATOR);
    /** Who decides challenges, with a key of its own. */
    private static final Credentials JUDGE = payer(0x10000);

    static final String COURT = ChainClient.address(JUDGE);
    static final String TREASURY = Books.address(0x71);
    static final String STAKERS = Books.address(0x72);
    static final String COMMONS = Books.address(0x73);

    private static final BigInteger OPEN = BigInteger.TEN.pow(18);
    /** Twice the minimum: what is above it pays what payers lack. */
    static final BigInteger BOND = OPEN.shiftLeft(1);

    private static final long TIMEOUT_SECONDS = 60;

    final Chain chain;
    final ChainClient client;
    final Database database;
    final Outbox outbox;
    final Contracts contracts;
    final Bindings bindings;
    final Journal journal = new Journal();
    final SpendingLimits limits = new SpendingLimits();
    final Charges charges = new Charges(new Holds(journal), limits);
    final Settlement settlement;
    private final Log log;
    private final InstantSource clock;

    Town(Path folder, InstantSource clock, long windowSeconds) {
        this(folder, clock, windowSeconds, Settlement.Schedule.BY_HAND);
    }

    Town(Path folder, InstantSource clock, long windowSeconds, Settlement.Schedule schedule) {
        this(
                folder,
                LocalChain.start(folder.resolve("chain"), TestChain.settings(new LocalDisk(), clock)),
                clock,
                windowSeconds,
                schedule);
    }

    /** On a chain of somebody else's, on which the operator has money. */
    Town(Path folder, Chain chain, InstantSource clock, long windowSeconds, Settlement.Schedule schedule) {
        this.clock = clock;
        this.chain = chain;
        this.client = new ChainClient(chain);
        this.database = MigratedDatabase.open(folder);
        this.outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system());
        this.contracts = ContractDeployment.deployOrLoad(
                database,
                client,
                outbox,
                new ContractDeployment.Parameters(
                        Optional.empty(),
                        OPEN,
                        windowSeconds,
                        3 * windowSeconds,
                        COURT,
                        OPEN,
                        windowSeconds,
                        windowSeconds,
                        BigInteger.ZERO));
        this.bindings = new Bindings(client, contracts);
        this.log = Log.open(database, folder, new LocalDisk(), "town");
        this.settlement = new Settlement(
                database,
                client,
                contracts,
                outbox,
                journal,
                limits,
                clock,
                new Settlement.Options(
                        OPERATOR, accounts(), schedule, 1, SignedClaims.STANDARD_SIGNING_TIME, this::publish, 0));
    }

    static EpochAccounts accounts() {
        return new EpochAccounts(TREASURY, STAKERS, new OneCommons(COMMONS));
    }

    static Credentials payer(int number) {
        return Credentials.create(String.format("%064x", 0xabc000 + number));
    }

    private void publish(Handle transaction, long epoch, String digest) {
        log.append(
                transaction,
                List.of(LogEntry.of(LogEntry.EPOCH, Long.toString(epoch), digest)
                        .bytes()));
    }

    /** Whether the log has the digest of an epoch's leaves. */
    boolean isPublished(Epoch epoch) {
        byte[] leaf = LogEntry.of(LogEntry.EPOCH, Long.toString(epoch.number()), epoch.leavesDigest())
                .leafHash();
        return database.read(handle -> log.find(handle, leaf).isPresent());
    }

    /** Wraps OPEN, approves the escrow and bonds; nothing when that was done before. */
    void bond() {
        send(
                "wrap",
                contracts.wrappedOpen(),
                bindings.wrappedOpen().deposit(BigInteger.ZERO),
                OPEN.multiply(BigInteger.valueOf(1_000)));
        send(
                "approve",
                contracts.wrappedOpen(),
                bindings.wrappedOpen().approve(contracts.inferenceEscrow(), OPEN.shiftLeft(64)),
                BigInteger.ZERO);
        send("bond", contracts.inferenceEscrow(), bindings.inferenceEscrow().bond(BOND), BigInteger.ZERO);
    }

    /** Deposits for a payer, who signs that the operator may draw all of it. */
    void deposit(String key, Credentials payer, BigInteger wei) {
        String address = ChainClient.address(payer);
        send(
                "deposit:" + key,
                contracts.inferenceEscrow(),
                bindings.inferenceEscrow().depositFor(address, wei),
                BigInteger.ZERO);
        BigInteger nonce = bindings.summed()
                ? read(bindings.inferenceEscrow().limitChanges(OPERATOR, address))
                : BigInteger.valueOf(key.hashCode() & 0xffff);
        BigInteger limit = OPEN.shiftLeft(40);
        BigInteger deadline = BigInteger.ONE.shiftLeft(40);
        byte[] digest = read(bindings.inferenceEscrow().spendingLimitDigest(address, OPERATOR, limit, nonce, deadline));
        send(
                "limit:" + key,
                contracts.inferenceEscrow(),
                bindings.inferenceEscrow()
                        .setSpendingLimitFor(address, OPERATOR, limit, nonce, deadline, sign(payer, digest)),
                BigInteger.ZERO);
    }

    /** The operator as a payer, who can send transactions of its own. */
    void depositForOperator(String key, BigInteger wei) {
        String escrow = contracts.inferenceEscrow();
        send("deposit:" + key, escrow, bindings.inferenceEscrow().deposit(wei), BigInteger.ZERO);
        limit(key, OPEN.shiftLeft(40));
    }

    void limit(String key, BigInteger wei) {
        String escrow = contracts.inferenceEscrow();
        send("limit:" + key, escrow, bindings.inferenceEscrow().setSpendingLimit(OPERATOR, wei), BigInteger.ZERO);
    }

    /** Asks for the operator's deposit back. */
    void withdraw(String key, BigInteger wei) {
        String escrow = contracts.inferenceEscrow();
        send("withdraw:" + key, escrow, bindings.inferenceEscrow().requestWithdrawal(wei), BigInteger.ZERO);
    }

    /** Takes what was asked back, once the delay is over. */
    void takeOut(String key) {
        String escrow = contracts.inferenceEscrow();
        send("take-out:" + key, escrow, bindings.inferenceEscrow().withdraw(), BigInteger.ZERO);
    }

    /** The operator, for want of another, challenges its own epoch. */
    void challenge(long epoch) {
        send(
                "approve-challenge:" + epoch,
                contracts.wrappedOpen(),
                bindings.wrappedOpen().approve(contracts.rewardDistributor(), OPEN),
                BigInteger.ZERO);
        send(
                "challenge:" + epoch,
                contracts.rewardDistributor(),
                bindings.rewardDistributor().challenge(OPERATOR, BigInteger.valueOf(epoch)),
                BigInteger.ZERO);
    }

    void approveDistributor() {
        send(
                "approve-distributor",
                contracts.wrappedOpen(),
                bindings.wrappedOpen().approve(contracts.rewardDistributor(), OPEN),
                BigInteger.ZERO);
    }

    /** The operator, for want of another, asks to see a leaf of its own epoch. */
    TransactionReceipt demand(long epoch, String account) {
        return send(
                "demand:" + epoch + ":" + account,
                contracts.rewardDistributor(),
                bindings.rewardDistributor().demandLeaf(OPERATOR, BigInteger.valueOf(epoch), account),
                BigInteger.ZERO);
    }

    /** The arbiter agrees with the challenger. */
    void uphold(long epoch) {
        sendAs(
                JUDGE,
                contracts.rewardDistributor(),
                bindings.rewardDistributor()
                        .resolve(OPERATOR, BigInteger.valueOf(epoch), true)
                        .encodeFunctionCall());
    }

    /** Sends a call of somebody else's, with gas of the operator's, and waits until it is in a block. */
    TransactionReceipt sendAs(Credentials sender, String to, String data) {
        String address = ChainClient.address(sender);
        if (client.balanceWei(address).compareTo(OPEN) < 0) {
            String key = "fund:" + address;
            database.write(handle -> outbox.enqueue(handle, key, address, "0x", OPEN.multiply(BigInteger.TEN)));
            confirmed(key);
        }
        ChainClient.Fees fees = client.fees();
        RawTransaction transaction = RawTransaction.createTransaction(
                client.chainId(),
                BigInteger.valueOf(client.nonce(address)),
                BigInteger.valueOf(1_000_000),
                to,
                BigInteger.ZERO,
                data,
                fees.maxPriorityFeeWei(),
                fees.maxFeeWei());
        String hash = client.sendRaw(
                Numeric.toHexString(TransactionEncoder.signMessage(transaction, client.chainId(), sender)));
        TransactionReceipt receipt = client.receipt(hash).orElseThrow();
        if (!receipt.isStatusOK()) {
            throw new IllegalStateException("the transaction of " + address + " reverted");
        }
        return receipt;
    }

    /** Sends a call of the operator's and waits until it is in a block. */
    TransactionReceipt send(String key, String to, RemoteFunctionCall<TransactionReceipt> call, BigInteger valueWei) {
        database.write(handle -> outbox.enqueue(handle, key, to, call.encodeFunctionCall(), valueWei));
        return confirmed(key);
    }

    TransactionReceipt confirmed(String key) {
        try {
            return outbox.confirmed(key).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(key + " was not confirmed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void answer(String payer, String receiptId, List<Payment> payments) {
        answer(payer, receiptId, payments, AuditedAnswer.NOTHING);
    }

    /** An answer whose contributors are paid by what is sure. */
    void answer(String payer, String receiptId, List<Payment> payments, AuditedAnswer audited) {
        long totalGwei = payments.stream().mapToLong(Payment::gwei).sum();
        database.write(handle -> {
            Reservation reservation = charges.reserve(handle, payer, receiptId, totalGwei, 1);
            if (!(reservation instanceof Reservation.Held)) {
                throw new IllegalStateException("not reserved: " + reservation);
            }
            charges.charge(handle, new Charge(payer, receiptId, clock.millis(), payments, audited));
        });
    }

    /** Steps until every posted epoch is final; the caller has let their windows pass. */
    void finish() {
        settlement.step();
        for (Epoch epoch : database.read(handle -> settlement.epochs().posted(handle))) {
            confirmed("block-for-epoch:" + epoch.number() + ":" + epoch.finalAtSeconds());
        }
        settlement.step();
    }

    /** Waits until the outbox has nothing under way. */
    void drain() throws InterruptedException {
        for (int wait = 0; wait < TIMEOUT_SECONDS * 20; wait++) {
            if (outbox.inState(OutboxEntry.State.QUEUED, 1).isEmpty()
                    && outbox.inState(OutboxEntry.State.SENT, 1).isEmpty()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the outbox is not empty after " + TIMEOUT_SECONDS + " s");
    }

    BigInteger openWei(String address) {
        return read(bindings.wrappedOpen().balanceOf(address));
    }

    /** All that is wrong, by every audit there is. */
    List<String> fsck() {
        return database.read(handle -> {
            List<String> findings = new ArrayList<>(new LedgerCheck(journal)
                    .fsck(handle).stream().map(Finding::sentence).toList());
            findings.addAll(new SettlementCheck(journal, OPERATOR).fsck(handle));
            findings.addAll(new ChainCheck(journal, bindings, OPERATOR).fsck(handle));
            return findings;
        });
    }

    static <T> T read(RemoteFunctionCall<T> call) {
        try {
            return call.send();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sign(Credentials payer, byte[] digest) {
        Sign.SignatureData signature = Sign.signMessage(digest, payer.getEcKeyPair(), false);
        byte[] bytes = new byte[65];
        System.arraycopy(signature.getR(), 0, bytes, 0, 32);
        System.arraycopy(signature.getS(), 0, bytes, 32, 32);
        bytes[64] = signature.getV()[0];
        return bytes;
    }

    @Override
    public void close() {
        outbox.close();
        chain.close();
        database.close();
    }
}
