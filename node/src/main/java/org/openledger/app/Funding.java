package org.openledger.app;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
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

    private static final String DEPOSIT = "/deposit";
    private static final String LIMIT = "/limit";
    private static final int NONCE_BITS = 128;

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
    private final ReentrantLock depositing = new ReentrantLock();

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
                    "operator/approve",
                    contracts.wrappedOpen(),
                    bindings.wrappedOpen().approve(contracts.inferenceEscrow(), UNLIMITED),
                    BigInteger.ZERO);
            enqueue(
                    tx,
                    "operator/bond",
                    contracts.inferenceEscrow(),
                    bindings.inferenceEscrow().bond(minimumBondWei),
                    BigInteger.ZERO);
        });
    }

    /**
     * Deposits, and raises the limit by as much: both are asked for in one database transaction, so that a deposit which
     * outlives this process can be spent.
     */
    @Override
    public void deposit(String payer, long gwei) {
        BigInteger wei = BigInteger.valueOf(gwei).multiply(WEI_PER_GWEI);
        String key = "deposit/" + UUID.randomUUID();
        boolean custodial = accounts.find(payer).isPresent();
        depositing.lock();
        try {
            Optional<String> raise = custodial ? Optional.of(raiseLimit(payer, wei)) : Optional.empty();
            database.write(tx -> {
                enqueue(
                        tx,
                        key + "/wrap",
                        contracts.wrappedOpen(),
                        bindings.wrappedOpen().deposit(wei),
                        wei);
                enqueue(
                        tx,
                        key + DEPOSIT,
                        contracts.inferenceEscrow(),
                        bindings.inferenceEscrow().depositFor(payer, wei),
                        BigInteger.ZERO);
                raise.ifPresent(
                        data -> outbox.enqueue(tx, key + LIMIT, contracts.inferenceEscrow(), data, BigInteger.ZERO));
            });
            awaitBooked(await(key + (custodial ? LIMIT : DEPOSIT)));
        } finally {
            depositing.unlock();
        }
    }

    /** The call that raises a payer's limit. Raises add up because each reads what the one before it has set. */
    private String raiseLimit(String payer, BigInteger wei) {
        awaitEarlierRaises();
        BigInteger limit = ChainReads.read(
                        () -> bindings.inferenceEscrow().limit(operator, payer).send())
                .add(wei);
        BigInteger nonce = new BigInteger(NONCE_BITS, random);
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

    /** Those that an earlier process left under way. */
    private void awaitEarlierRaises() {
        Stream.of(OutboxEntry.State.QUEUED, OutboxEntry.State.SENT)
                .flatMap(state -> outbox.inState(state, Outbox.MAX_QUEUED).stream())
                .map(OutboxEntry::key)
                .filter(key -> key.endsWith(LIMIT))
                .forEach(this::await);
    }

    private void enqueue(Handle tx, String key, String to, RemoteFunctionCall<?> call, BigInteger valueWei) {
        outbox.enqueue(tx, key, to, call.encodeFunctionCall(), valueWei);
    }

    /** Waits for a transaction and returns its block. */
    private long await(String key) {
        try {
            TransactionReceipt receipt = outbox.confirmed(key).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return receipt.getBlockNumber().longValueExact();
        } catch (ExecutionException e) {
            throw new ChainException("the deposit did not reach the escrow: " + e.getMessage(), e);
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
