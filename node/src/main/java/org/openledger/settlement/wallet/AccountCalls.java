package org.openledger.settlement.wallet;

import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ChainException;
import org.openledger.chain.Reverts;
import org.openledger.chain.RpcException;
import org.openledger.identity.Signer;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.call.Wei;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.bytes.Worded;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * Calls contracts for accounts whose keys the node keeps, with the accounts' own keys, nonces and money for gas. A call is tried on the
 * chain's state first, and is not sent where it would revert, or where its gas may cost more than was said. It is noted before it is
 * sent, so that one id is one transaction however often it is asked for; an account has one under way at a time, so that no
 * nonce waits for another. What was sent counts as paid in full until the chain says what its gas cost.
 */
public final class AccountCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Database database;
    private final ChainClient client;
    private final Function<String, Signer> keys;
    private final InstantSource clock;

    /** @param keys signs for accounts; it refuses those whose keys the node does not keep */
    public AccountCalls(Database database, ChainClient client, Function<String, Signer> keys, InstantSource clock) {
        this.database = database;
        this.client = client;
        this.keys = keys;
        this.clock = clock;
    }

    /** What became of a call. */
    public enum State implements Worded {
        /** It is in no block yet. */
        SENT,
        DONE,
        /** It is in a block, where it did nothing but cost gas. */
        REVERTED,
        /** Another transaction of the account has its nonce, so it never will be in a block. */
        REPLACED;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * What is to be called.
     *
     * @param id with the same one again nothing is sent again
     * @param account that calls, and pays the gas
     * @param mostGwei that its gas may cost
     */
    public record Wanted(String id, String account, ContractCall call, long mostGwei) {}

    /**
     * What was made of it.
     *
     * @param transaction its hash
     * @param paidWei what its gas cost; the most that it may, while that is not known
     */
    public record Made(State state, String transaction, BigInteger paidWei) {
        /** Rounded up: budgets are of whole gwei. */
        public long paidGwei() {
            return paidWei.add(Wei.PER_GWEI)
                    .subtract(BigInteger.ONE)
                    .divide(Wei.PER_GWEI)
                    .longValueExact();
        }
    }

    /** What was made of the call of this id, as far as the chain says; empty where none was signed. One that is in no block is sent again. */
    public Optional<Made> find(String id) {
        return database.read(handle -> AccountCallTable.find(handle, id)).map(row -> {
            try {
                if (made(row).state() == State.SENT) {
                    send(row);
                }
                return made(followed(row));
            } catch (ChainException unreachable) {
                return made(row);
            }
        });
    }

    /** Makes a call, or sends it again while it is in no block, and waits a while for its block. */
    public Made make(Wanted wanted) throws InterruptedException {
        Optional<AccountCallTable.Row> before = database.read(handle -> AccountCallTable.find(handle, wanted.id()));
        AccountCallTable.Row row = followed(before.isPresent() ? before.get() : sent(wanted));
        if (before.isPresent() && made(row).state() == State.SENT) {
            send(row); // it may have been lost on its way
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (made(row).state() == State.SENT && System.nanoTime() < end) {
            Thread.sleep(LOOK);
            row = followed(row);
        }
        return made(row);
    }

    private AccountCallTable.Row sent(Wanted wanted) {
        requireNoneUnderWay(wanted.account());
        AccountCallTable.Row row = signed(wanted);
        database.write(tx -> {
            if (AccountCallTable.underWay(tx, wanted.account()).isPresent()) {
                throw underWay(wanted.account());
            }
            AccountCallTable.insert(tx, row);
        });
        send(row);
        return row;
    }

    private void requireNoneUnderWay(String account) {
        database.read(handle -> AccountCallTable.underWay(handle, account))
                .map(this::followed)
                .filter(earlier -> made(earlier).state() == State.SENT)
                .ifPresent(earlier -> {
                    send(earlier);
                    throw underWay(account);
                });
    }

    private static SettlementException underWay(String account) {
        return refused(
                Refusal.Kind.CONFLICT, "a call of " + account + " is in no block yet: send this one again when it is");
    }

    /** The call as a transaction that costs no more than was said. */
    private AccountCallTable.Row signed(Wanted wanted) {
        ContractCall call = wanted.call();
        if (client.code(call.contract()).equals("0x")) {
            throw refused(
                    Refusal.Kind.INVALID.at("function"),
                    "there is no contract at " + call.contract() + " on this chain");
        }
        BigInteger gasLimit;
        try {
            client.call(wanted.account(), call.contract(), call.data());
            gasLimit = client.gasLimit(wanted.account(), call.contract(), call.data(), BigInteger.ZERO);
        } catch (RpcException reverts) {
            throw refused(Refusal.Kind.CONFLICT, "tried first, " + reason(reverts));
        }
        ChainClient.Fees fees = client.fees();
        BigInteger most = gasLimit.multiply(fees.maxFeeWei());
        if (most.compareTo(Wei.ofGwei(wanted.mostGwei())) > 0) {
            throw refused(
                    Refusal.Kind.CONFLICT.at("maxGwei"),
                    "its gas may cost " + amount(most) + ", more than " + OpenAmount.of(wanted.mostGwei()));
        }
        BigInteger has = client.balanceWei(wanted.account());
        if (has.compareTo(most) < 0) {
            throw refused(
                    Refusal.Kind.UNPAID,
                    wanted.account() + " has " + amount(has) + " for gas, less than the " + amount(most)
                            + " that it may cost");
        }
        long nonce = client.nonce(wanted.account());
        byte[] raw = TransactionEncoder.signMessage(
                RawTransaction.createTransaction(
                        client.chainId(),
                        BigInteger.valueOf(nonce),
                        gasLimit,
                        call.contract(),
                        BigInteger.ZERO,
                        call.data(),
                        fees.maxPriorityFeeWei(),
                        fees.maxFeeWei()),
                Credentials.create(keys.apply(wanted.account()).export()));
        return new AccountCallTable.Row(
                wanted.id(),
                wanted.account(),
                nonce,
                Numeric.toHexString(Hash.sha3(raw)),
                Numeric.toHexString(raw),
                most.toString(),
                State.SENT.word(),
                most.toString(),
                clock.millis());
    }

    private static String reason(RpcException failure) {
        return failure.reverted() ? Reverts.describe(failure) : "it fails: " + failure.getMessage();
    }

    private static String amount(BigInteger wei) {
        return OpenAmount.of(Wei.toGweiSaturated(wei.add(Wei.PER_GWEI).subtract(BigInteger.ONE)));
    }

    /** The network's refusal is no failure: receipt and nonce tell what became of it. */
    private void send(AccountCallTable.Row row) {
        try {
            client.sendRaw(row.raw());
        } catch (RpcException known) {
            // in a block, or waiting for one, or its nonce is used
        }
    }

    /** The call as the chain has it now. */
    private AccountCallTable.Row followed(AccountCallTable.Row row) {
        if (made(row).state() != State.SENT) {
            return row;
        }
        // asked for before the receipt: a nonce that is used now has its receipt then
        long nonce = client.nonce(row.account());
        Optional<TransactionReceipt> receipt = client.receipt(row.hash());
        if (receipt.isEmpty() && nonce <= row.nonce()) {
            return row;
        }
        State state = receipt.map(found -> found.isStatusOK() ? State.DONE : State.REVERTED)
                .orElse(State.REPLACED);
        BigInteger paid = receipt.map(AccountCalls::paidWei).orElse(BigInteger.ZERO);
        database.write(tx -> AccountCallTable.end(tx, row.id(), state.word(), paid));
        return database.read(handle -> AccountCallTable.find(handle, row.id())).orElseThrow();
    }

    private static Made made(AccountCallTable.Row row) {
        return new Made(State.of(row.state()), row.hash(), new BigInteger(row.paidWei()));
    }

    private static BigInteger paidWei(TransactionReceipt receipt) {
        return receipt.getGasUsed().multiply(Numeric.decodeQuantity(receipt.getEffectiveGasPrice()));
    }

    private static SettlementException refused(Refusal.Kind kind, String why) {
        return refused(kind.retryAfter(0), why);
    }

    private static SettlementException refused(Refusal.Reason reason, String why) {
        return new SettlementException(reason, "The contract was not called: " + why + ". Nothing was sent.");
    }
}
