package org.openledger.app;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openledger.api.AccountRoutes;
import org.openledger.chain.Bindings;
import org.openledger.chain.ChainException;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.identity.Accounts;
import org.openledger.store.Database;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * The operator's money on chain: its bond, without which it may settle nothing, and deposits it makes for payers out of its
 * own OPEN. For a payer whose key the node keeps, the spending limit is raised by the deposit in the payer's name; any other
 * payer sets it with their own wallet.
 */
final class Funding implements AccountRoutes.Deposits {
    private static final BigInteger WEI_PER_GWEI = BigInteger.TEN.pow(9);
    private static final BigInteger UNLIMITED = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration SIGNATURE_TIME = Duration.ofHours(1);
    private static final int NONCE_BITS = 128;

    private final Database database;
    private final Outbox outbox;
    private final Bindings bindings;
    private final Contracts contracts;
    private final Accounts accounts;
    private final String operator;
    private final ChainLoop loop;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Funding(
            Database database,
            Outbox outbox,
            Bindings bindings,
            Contracts contracts,
            Accounts accounts,
            String operator,
            ChainLoop loop,
            InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.bindings = bindings;
        this.contracts = contracts;
        this.accounts = accounts;
        this.operator = operator;
        this.loop = loop;
        this.clock = clock;
    }

    /** Wraps and bonds what an operator needs, once for a data folder; goes on where an earlier process stopped. */
    void bond(BigInteger minimumBondWei) {
        database.write(tx -> {
            outbox.enqueue(
                    tx,
                    "operator/wrap",
                    contracts.wrappedOpen(),
                    bindings.wrappedOpen().deposit(minimumBondWei).encodeFunctionCall(),
                    minimumBondWei);
            outbox.enqueue(
                    tx,
                    "operator/approve",
                    contracts.wrappedOpen(),
                    bindings.wrappedOpen()
                            .approve(contracts.inferenceEscrow(), UNLIMITED)
                            .encodeFunctionCall(),
                    BigInteger.ZERO);
            outbox.enqueue(
                    tx,
                    "operator/bond",
                    contracts.inferenceEscrow(),
                    bindings.inferenceEscrow().bond(minimumBondWei).encodeFunctionCall(),
                    BigInteger.ZERO);
        });
    }

    @Override
    public void deposit(String payer, long gwei) {
        BigInteger wei = BigInteger.valueOf(gwei).multiply(WEI_PER_GWEI);
        String key = "deposit/" + UUID.randomUUID();
        database.write(tx -> {
            outbox.enqueue(
                    tx,
                    key + "/wrap",
                    contracts.wrappedOpen(),
                    bindings.wrappedOpen().deposit(wei).encodeFunctionCall(),
                    wei);
            outbox.enqueue(
                    tx,
                    key + "/deposit",
                    contracts.inferenceEscrow(),
                    bindings.inferenceEscrow().depositFor(payer, wei).encodeFunctionCall(),
                    BigInteger.ZERO);
        });
        long block = await(key + "/deposit");
        if (accounts.find(payer).isPresent()) {
            block = raiseLimit(payer, wei, key + "/limit");
        }
        awaitBooked(block);
    }

    private long raiseLimit(String payer, BigInteger wei, String key) {
        BigInteger limit = ChainReads.read(
                        () -> bindings.inferenceEscrow().limit(operator, payer).send())
                .add(wei);
        BigInteger nonce = new BigInteger(NONCE_BITS, random);
        BigInteger deadline =
                BigInteger.valueOf(clock.instant().plus(SIGNATURE_TIME).getEpochSecond());
        byte[] digest = ChainReads.read(() -> bindings.inferenceEscrow()
                .spendingLimitDigest(payer, operator, limit, nonce, deadline)
                .send());
        byte[] signature = accounts.signer(payer).sign(digest);
        database.write(tx -> outbox.enqueue(
                tx,
                key,
                contracts.inferenceEscrow(),
                bindings.inferenceEscrow()
                        .setSpendingLimitFor(payer, operator, limit, nonce, deadline, signature)
                        .encodeFunctionCall(),
                BigInteger.ZERO));
        return await(key);
    }

    /** Waits for a transaction and returns its block. */
    private long await(String key) {
        try {
            TransactionReceipt receipt = outbox.confirmed(key).get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return receipt.getBlockNumber().longValueExact();
        } catch (ExecutionException e) {
            throw new ChainException("the deposit did not reach the escrow: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new ChainException(
                    "the chain has not confirmed the deposit within " + TIMEOUT.toMinutes()
                            + " minutes; it goes on by itself: look at the account again later",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while depositing", e);
        }
    }

    private void awaitBooked(long block) {
        try {
            if (!loop.awaitBlock(block, TIMEOUT)) {
                throw new ChainException("the deposit is on chain, but its block is not read yet: look again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while depositing", e);
        }
    }
}
