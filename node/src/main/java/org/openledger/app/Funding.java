package org.openledger.app;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.api.account.SettlementParts;
import org.openledger.chain.Bindings;
import org.openledger.chain.ChainException;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.OutboxEntry;
import org.openledger.identity.Accounts;
import org.openledger.setting.Settings;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * The operator's money on chain: its bond, without which it may settle nothing, and deposits it makes for payers out of its
 * own OPEN. For a payer whose key the node keeps, the spending limit is raised by the deposit in the payer's name; any other
 * payer sets it with their own wallet.
 */
public final class Funding implements SettlementParts.Deposits {
    private static final BigInteger WEI_PER_GWEI = BigInteger.TEN.pow(9);
    private static final BigInteger UNLIMITED = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    /** Longer than a node is ever down between asking for a limit and sending it. */
    private static final Duration SIGNATURE_TIME = Duration.ofDays(365);

    private static final String DEPOSIT_KEYS = "deposit/";
    private static final String WRAP = "/wrap";
    private static final String DEPOSIT = "/deposit";
    private static final String LIMIT = "/limit";
    private static final String APPROVE = "operator/approve";
    private static final int NONCE_BITS = 128;
    private static final int CALLS_OF_A_DEPOSIT = 3;
    private static final int LOCKS = 64;
    /** Where a call's first argument ends: 0x, the selector, a word. */
    private static final int PAYER_ENDS = 2 + 8 + 64;

    private final Database database;
    private final Outbox outbox;
    private final Bindings bindings;
    private final Contracts contracts;
    private final Accounts accounts;
    private final String operator;
    private final ChainLoop loop;
    private final InstantSource clock;
    private final Duration timeout;
    private final SecureRandom random = new SecureRandom();
    /** One for some payers: the deposits of one payer come one after the other, and wait for no other payer's. */
    private final ReentrantLock[] depositingByPayer =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    Funding(FoundationParts on, ChainLoop loop) {
        this.database = on.database();
        this.outbox = on.outbox();
        this.bindings = on.bindings();
        this.contracts = on.contracts();
        this.accounts = on.accounts();
        this.operator = on.operator().address();
        this.loop = loop;
        this.clock = on.clock();
        this.timeout = on.values().get(Settings.CHAIN_DEPOSIT_TIMEOUT);
    }

    /** Wraps and bonds what an operator needs, once for a data folder; goes on where an earlier process stopped. */
    public void bond(BigInteger minimumBondWei) {
        database.write(tx -> {
            enqueue(
                    tx,
                    "operator/wrap",
                    contracts.wrappedOpen(),
                    bindings.wrappedOpen().deposit(minimumBondWei),
                    minimumBondWei);
            enqueue(
                    tx,
                    APPROVE,
                    contracts.wrappedOpen(),
                    bindings.wrappedOpen().approve(contracts.inferenceEscrow(), UNLIMITED),
                    BigInteger.ZERO);
            enqueue(
                    tx,
                    "operator/bond",
                    contracts.inferenceEscrow(),
                    bindings.inferenceEscrow().bond(minimumBondWei),
                    BigInteger.ZERO,
                    "operator/wrap",
                    APPROVE);
        });
    }

    /**
     * Deposits, and raises the limit by as much: both are asked for in one database transaction, so that a deposit which
     * outlives this process can be spent. What the operator cannot pay for is refused, and nothing is asked for.
     *
     * @param id of this deposit: with the same one again nothing is deposited again, and what the first became is waited for
     */
    @Override
    public void deposit(String id, String payer, long gwei) {
        String key = DEPOSIT_KEYS + id;
        ReentrantLock depositing = depositingByPayer[Math.floorMod(payer.hashCode(), depositingByPayer.length)];
        depositing.lock();
        try {
            if (outbox.find(key + WRAP).isEmpty()) {
                request(key, payer, BigInteger.valueOf(gwei).multiply(WEI_PER_GWEI));
            }
            String last = outbox.find(key + LIMIT).isPresent() ? LIMIT : DEPOSIT;
            awaitBooked(await(key + last));
        } finally {
            depositing.unlock();
        }
    }

    private void request(String key, String payer, BigInteger wei) {
        boolean custodial = accounts.find(payer).isPresent();
        Optional<String> raise = custodial ? Optional.of(raiseLimit(payer, wei)) : Optional.empty();
        BigInteger freeWei = outbox.freeWei(CALLS_OF_A_DEPOSIT);
        database.write(tx -> {
            outbox.requireAffordable(tx, freeWei, wei, "gwei");
            enqueue(
                    tx,
                    key + WRAP,
                    contracts.wrappedOpen(),
                    bindings.wrappedOpen().deposit(wei),
                    wei);
            enqueue(
                    tx,
                    key + DEPOSIT,
                    contracts.inferenceEscrow(),
                    bindings.inferenceEscrow().depositFor(payer, wei),
                    BigInteger.ZERO,
                    key + WRAP,
                    APPROVE);
            raise.ifPresent(data -> outbox.enqueue(
                    tx, key + LIMIT, contracts.inferenceEscrow(), data, BigInteger.ZERO, List.of(key + DEPOSIT)));
        });
    }

    /** The call that raises a payer's limit. Raises add up because each reads what the one before it has set. */
    private String raiseLimit(String payer, BigInteger wei) {
        awaitEarlierRaises(payer);
        BigInteger limit = ChainReads.read(
                        () -> bindings.inferenceEscrow().limit(operator, payer).send())
                .add(wei);
        BigInteger nonce = bindings.summed()
                ? ChainReads.read(() ->
                        bindings.inferenceEscrow().limitChanges(operator, payer).send())
                : new BigInteger(NONCE_BITS, random);
        BigInteger deadline =
                BigInteger.valueOf(clock.instant().plus(SIGNATURE_TIME).getEpochSecond());
        byte[] digest = ChainReads.read(() -> bindings.inferenceEscrow()
                .spendingLimitDigest(payer, operator, limit, nonce, deadline)
                .send());
        return bindings.inferenceEscrow()
                .setSpendingLimitFor(
                        payer,
                        operator,
                        limit,
                        nonce,
                        deadline,
                        accounts.signer(payer).sign(digest))
                .encodeFunctionCall();
    }

    /** Those of the payer that an earlier process, or an earlier wait, left under way. */
    private void awaitEarlierRaises(String payer) {
        String call = bindings.inferenceEscrow()
                .setSpendingLimitFor(payer, operator, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, new byte[0])
                .encodeFunctionCall()
                .substring(0, PAYER_ENDS);
        for (OutboxEntry entry : database.<List<OutboxEntry>, RuntimeException>read(
                handle -> outbox.underWay(handle, contracts.inferenceEscrow(), call))) {
            refuseAside(entry, payer);
            await(entry.key());
        }
    }

    /** Its limit is the sum of all that are asked for: one that may yet be sent, or not, leaves the sum unknown. */
    private static void refuseAside(OutboxEntry entry, String payer) {
        if (entry.state() == OutboxEntry.State.ASIDE) {
            String first = entry.key().startsWith(DEPOSIT_KEYS)
                    ? entry.key().substring(0, entry.key().length() - LIMIT.length()) + WRAP
                    : entry.key();
            throw new ChainException(
                    Refusal.Kind.CONFLICT,
                    "An earlier limit of " + payer + " cannot be sent (" + entry.error() + "): retry or cancel " + first
                            + " first, with openledger outbox. Nothing was done.");
        }
    }

    private void enqueue(
            Handle tx, String key, String to, RemoteFunctionCall<?> call, BigInteger valueWei, String... needs) {
        outbox.enqueue(tx, key, to, call.encodeFunctionCall(), valueWei, List.of(needs));
    }

    /** Waits for a transaction and returns its block. */
    private long await(String key) {
        try {
            TransactionReceipt receipt = outbox.confirmed(key).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return receipt.getBlockNumber().longValueExact();
        } catch (ExecutionException e) {
            // A shutdown, a cancellation or a contract's refusal; each says what it is.
            Refusal.Kind kind = e.getCause() instanceof Refusal refusal && refusal.kind() != Refusal.Kind.FAILED
                    ? refusal.kind()
                    : Refusal.Kind.CONFLICT;
            String why = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
            throw new ChainException(kind, "The deposit did not reach the escrow: " + why);
        } catch (TimeoutException e) {
            throw new ChainException(
                    Refusal.Kind.NOT_READY,
                    "the chain has not confirmed the deposit within " + timeout.toSeconds()
                            + " s; it goes on by itself: look at the account again later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while depositing", e);
        }
    }

    private void awaitBooked(long block) {
        try {
            if (!loop.awaitBlock(block, timeout)) {
                throw new ChainException(
                        Refusal.Kind.NOT_READY,
                        "the deposit is on chain, but its block is not read yet: look again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while depositing", e);
        }
    }
}
