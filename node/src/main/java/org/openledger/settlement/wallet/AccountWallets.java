package org.openledger.settlement.wallet;

import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Bindings;
import org.openledger.chain.ChainClient;
import org.openledger.chain.NativeAmount;
import org.openledger.chain.Outbox;
import org.openledger.chain.OutboxEntry;
import org.openledger.chain.Reverts;
import org.openledger.chain.RpcException;
import org.openledger.identity.Signer;
import org.openledger.identity.TypedData;
import org.openledger.identity.TypedDataBuilder;
import org.openledger.identity.Wallets;
import org.openledger.ledger.SpendingLimits;
import org.openledger.settlement.call.Calls;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.call.Wei;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Refusal;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.bytes.Hex;
import org.web3j.protocol.core.RemoteFunctionCall;

/**
 * Brings to the chain what accounts say of their own money. Every method is given the id of the call: with the same one again nothing is
 * sent again.
 */
public final class AccountWallets {
    /** What the faucet gives an account a day, and how many accounts. */
    public static final long GIFT_GWEI = 1_000_000_000L;

    private static final int MAX_GIFTS_A_DAY = 100;
    private static final String ESCROW_DOMAIN = "OpenLedger InferenceEscrow";
    private static final String GIFTS = "gift/";
    private static final int CALLS_OF_A_TRANSFER = 1;
    private static final int CALLS_OF_A_PURCHASE = 5;
    /** {@code withdraw(uint256)}, which tokens that wrap the chain's own coin have. */
    private static final String UNWRAP_SELECTOR = "2e1a7d4d";
    /** 0x and the selector of a call. */
    private static final int SELECTOR_CHARACTERS = 10;

    private static final int WORD_BYTES = 32;
    private static final int WORD_DIGITS = 2 * WORD_BYTES;

    private final Database database;
    private final ChainClient client;
    private final Bindings bindings;
    private final Outbox outbox;
    private final SpendingLimits limits;
    private final Wallets wallets;
    private final InstantSource clock;
    private final Duration signingTime;
    private final TokenPermits permits;

    public AccountWallets(
            Database database,
            ChainClient client,
            Bindings bindings,
            Outbox outbox,
            SpendingLimits limits,
            Wallets wallets,
            InstantSource clock,
            Duration signingTime) {
        this.database = database;
        this.client = client;
        this.bindings = bindings;
        this.outbox = outbox;
        this.limits = limits;
        this.wallets = wallets;
        this.clock = clock;
        this.signingTime = signingTime;
        this.permits = new TokenPermits(client, bindings, outbox.operator());
    }

    public Holdings holdings(String account) {
        return Holdings.read(client, bindings, account);
    }

    /** What this node has drawn of a payer's limit, charges that are not settled yet included, in gwei. */
    public long drawnGwei(String payer) {
        return database.read(handle -> limits.drawnGwei(handle, payer));
    }

    /** The most that a payer lets this node draw since the beginning, as the books count it: a lower limit at once. */
    public long limitGwei(String payer) {
        return database.<SpendingLimits.Said, RuntimeException>read(handle -> limits.said(handle, payer))
                .limitGwei();
    }

    /** The time between asking for a deposit back and its leaving. */
    public long withdrawalDelaySeconds() {
        return read(bindings.inferenceEscrow().withdrawalDelay()).longValueExact();
    }

    /** The operator's latest transactions that name an account, the newest first. */
    public List<OutboxEntry> movements(String account, int limit) {
        return outbox.naming(account, limit);
    }

    /** What an account paid, by day. */
    public ListPage<Usage> usage(String account, ListRequest request) {
        return Usage.page(database, account, request);
    }

    // -- limits

    /** The last second of a document that is signed now. */
    public long deadlineSeconds() {
        return clock.instant().plus(signingTime).getEpochSecond();
    }

    public SignedLimit limit(String payer, long limitGwei, long deadlineSeconds) {
        return new SignedLimit(payer, Wei.ofGwei(limitGwei), nonce(payer), deadlineSeconds);
    }

    private BigInteger nonce(String payer) {
        return read(bindings.inferenceEscrow().limitChanges(outbox.operator(), payer));
    }

    /** {@code SpendingLimit(address payer,address operator,uint256 cumulativeLimit,uint256 nonce,uint256 deadline)}. */
    public TypedData document(SignedLimit limit) {
        return escrow("SpendingLimit")
                .field("address", "payer", limit.payer())
                .field("address", "operator", outbox.operator())
                .field("uint256", "cumulativeLimit", limit.limitWei().toString())
                .field("uint256", "nonce", limit.nonce().toString())
                .field("uint256", "deadline", Long.toString(limit.deadlineSeconds()))
                .build();
    }

    /** Sends a limit that the payer signed; its key in the outbox. {@link SettlementException} while another is under way. */
    public String set(String id, SignedLimit limit, String signature) {
        String key = "limit/" + id;
        if (outbox.find(key).isPresent()) {
            return key;
        }
        requireGood(limit.payer(), document(limit), limit.deadlineSeconds(), signature);
        if (!limit.nonce().equals(nonce(limit.payer()))) {
            throw new SettlementException(limit.payer()
                    + " has set the limit since: ask for a new document and sign that. Nothing was done.");
        }
        String data = data(bindings.inferenceEscrow()
                .setSpendingLimitFor(
                        limit.payer(),
                        outbox.operator(),
                        limit.limitWei(),
                        limit.nonce(),
                        BigInteger.valueOf(limit.deadlineSeconds()),
                        Hex.parsePrefixed(signature)));
        return database.transact(transaction -> {
            requireNoneUnderWay(transaction, escrowAddress(), data, "A limit of " + limit.payer());
            outbox.enqueue(transaction, key, escrowAddress(), data, BigInteger.ZERO);
            return key;
        });
    }

    // -- payouts of deposits

    /** {@code Withdrawal(address payer,uint256 amount,bool native,uint256 nonce,uint256 deadline)}. */
    public TypedData document(SignedPayout payout) {
        return escrow("Withdrawal")
                .field("address", "payer", payout.payer())
                .field("uint256", "amount", payout.wei().toString())
                .field("bool", "native", Boolean.toString(payout.paidNative()))
                .field("uint256", "nonce", payout.nonce().toString())
                .field("uint256", "deadline", Long.toString(payout.deadlineSeconds()))
                .build();
    }

    /**
     * Sends what the payer signed, and has it paid out once the delay is over; the last key in the outbox. What was to be paid out for an
     * earlier request, which this one replaces, is not sent. {@link SettlementException} where the deposit is less.
     */
    public String pay(String id, SignedPayout payout, String signature) {
        String asks = "payout/" + id + "/request";
        String pays = "payout/" + id + "/pay";
        if (outbox.find(asks).isPresent()) {
            return outbox.find(pays).isPresent() ? pays : asks;
        }
        requireGood(payout.payer(), document(payout), payout.deadlineSeconds(), signature);
        if (payout.wei().compareTo(holdings(payout.payer()).depositWei()) > 0) {
            throw refusal(
                    Refusal.Kind.CONFLICT,
                    "gwei",
                    "The deposit of " + payout.payer() + " is less than that. Nothing was done.");
        }
        String request = data(bindings.inferenceEscrow()
                .requestWithdrawalFor(
                        payout.payer(),
                        payout.wei(),
                        payout.paidNative(),
                        payout.nonce(),
                        BigInteger.valueOf(payout.deadlineSeconds()),
                        Hex.parsePrefixed(signature)));
        String payment = data(bindings.inferenceEscrow().withdrawFor(payout.payer()));
        long laterMillis =
                clock.millis() + Duration.ofSeconds(withdrawalDelaySeconds()).toMillis();
        database
                .<List<OutboxEntry>, RuntimeException>read(handle -> outbox.underWay(handle, escrowAddress(), payment))
                .stream()
                .filter(entry -> entry.state() != OutboxEntry.State.SENT)
                .forEach(earlier -> outbox.cancel(earlier.key()));
        return database.transact(transaction -> {
            outbox.enqueue(transaction, asks, escrowAddress(), request, BigInteger.ZERO);
            if (payout.wei().signum() == 0) {
                return asks;
            }
            outbox.enqueueLater(transaction, pays, escrowAddress(), payment, List.of(asks), laterMillis);
            return pays;
        });
    }

    // -- transfers

    /**
     * Sends what an account whose key the node keeps has of the token; the last key in the outbox. As native OPEN it goes by the operator,
     * which unwraps it. One transfer of an account at a time, so that none is asked for that the one before has spent.
     */
    public String transfer(String id, Signer from, String to, long gwei, boolean paidNative) {
        String last = "transfer/" + id + (paidNative ? "/native" : "/move");
        if (outbox.find(last).isPresent()) {
            return last;
        }
        BigInteger wei = Wei.ofGwei(gwei);
        String owner = from.address();
        String token = tokenAddress();
        String allow = permits.allow(from, wei, deadlineSeconds());
        String move = data(bindings.wrappedOpen().transferFrom(owner, paidNative ? outbox.operator() : to, wei));
        BigInteger has = read(bindings.wrappedOpen().balanceOf(owner));
        if (has.compareTo(wei) < 0) {
            throw refusal(
                    Refusal.Kind.UNPAID,
                    "gwei",
                    owner + " has " + OpenAmount.of(Wei.toGweiSaturated(has)) + ", less than the " + OpenAmount.of(gwei)
                            + " to be sent. Nothing was done.");
        }
        if (paidNative && !client.code(token).contains(UNWRAP_SELECTOR)) {
            throw refusal(
                    Refusal.Kind.CONFLICT,
                    "paidNative",
                    "The token here wraps nothing, so there is no native OPEN for it: send the token.");
        }
        if (paidNative) {
            requireTakesNative(to);
        }
        return database.transact(transaction -> {
            for (String call : List.of(allow, move)) {
                requireNoneUnderWay(transaction, token, call, "A transfer of " + owner);
            }
            String start = "transfer/" + id;
            enqueue(transaction, start + "/allow", token, allow);
            enqueue(transaction, start + "/move", token, move, start + "/allow");
            if (paidNative) {
                String unwrap = data(bindings.wrappedOpen().withdraw(wei));
                enqueue(transaction, start + "/unwrap", token, unwrap, start + "/move");
                outbox.enqueue(transaction, last, to, "0x", wei, List.of(start + "/unwrap"));
            }
            return last;
        });
    }

    /** A contract that refuses what it is sent would leave it with the operator. */
    private void requireTakesNative(String to) {
        try {
            client.estimateGas(outbox.operator(), to, "0x", BigInteger.ONE);
        } catch (RpcException refused) {
            throw refusal(
                    Refusal.Kind.CONFLICT,
                    "to",
                    to + " takes no native OPEN: " + Reverts.describe(refused) + ". Nothing was done.");
        }
    }

    // -- licences

    /**
     * Licences that are bought.
     *
     * @param token the Datanet's id on chain, decimal
     * @param terms 64 hexadecimal digits
     * @param priceWei of all of them
     */
    public record Licences(String token, long version, String terms, long amount, BigInteger priceWei) {}

    /**
     * Buys licences for an account whose key the node keeps; the last key in the outbox. The operator pays the treasury and is paid by the
     * account after that, so that nothing of the account moves for licences that it does not get. Within what the account holds, and what
     * its spending limit leaves. One call of an account at a time, as of transfers.
     */
    public String buy(String id, Signer holder, Licences wanted) {
        String start = "licence/" + id;
        String mints = start + "/mint";
        String pays = start + "/pay";
        String last = wanted.priceWei().signum() == 0 ? mints : pays;
        if (outbox.find(last).isPresent()) {
            return last;
        }
        String owner = holder.address();
        var contract = bindings.licences()
                .orElseThrow(
                        () -> new SettlementException(
                                "The contracts of this node's data folder are from before licences: none can be bought. Nothing was done."));
        String mint = data(contract.mint(
                new BigInteger(wanted.token()),
                BigInteger.valueOf(wanted.version()),
                Hex.parse(wanted.terms()),
                owner,
                BigInteger.valueOf(wanted.amount())));
        if (wanted.priceWei().signum() == 0) {
            return database.transact(transaction -> {
                enqueue(transaction, mints, contract.getContractAddress(), mint);
                return mints;
            });
        }
        requireSpendable(owner, wanted.priceWei());
        String token = tokenAddress();
        String allow = permits.allow(holder, wanted.priceWei(), deadlineSeconds());
        String pay = data(bindings.wrappedOpen().transferFrom(owner, outbox.operator(), wanted.priceWei()));
        String approve = data(bindings.wrappedOpen().approve(contract.getContractAddress(), wanted.priceWei()));
        boolean wraps = client.code(token).contains(UNWRAP_SELECTOR);
        BigInteger freeWei = outbox.freeWei(CALLS_OF_A_PURCHASE);
        return database.transact(transaction -> {
            for (String call : List.of(allow, pay, approve)) {
                requireNoneUnderWay(transaction, token, call, "A purchase or transfer of " + owner);
            }
            enqueue(transaction, start + "/allow", token, allow);
            if (wraps) {
                outbox.requireAffordable(transaction, freeWei, wanted.priceWei(), "termsId");
                outbox.enqueue(
                        transaction,
                        start + "/wrap",
                        token,
                        Calls.wrap(),
                        wanted.priceWei(),
                        List.of(start + "/allow"));
            }
            enqueue(transaction, start + "/approve", token, approve, wraps ? start + "/wrap" : start + "/allow");
            enqueue(transaction, mints, contract.getContractAddress(), mint, start + "/approve");
            enqueue(transaction, pays, token, pay, mints);
            return pays;
        });
    }

    private void requireSpendable(String owner, BigInteger wei) {
        BigInteger has = read(bindings.wrappedOpen().balanceOf(owner));
        if (has.compareTo(wei) < 0) {
            throw refusal(
                    Refusal.Kind.UNPAID,
                    "termsId",
                    owner + " holds " + OpenAmount.of(Wei.toGweiSaturated(has)) + ", less than the "
                            + NativeAmount.open(wei) + " of these licences. Nothing was done.");
        }
        long left = database.read(handle -> limits.remaining(handle, owner));
        if (Wei.ofGwei(left).compareTo(wei) < 0) {
            throw refusal(
                    Refusal.Kind.UNPAID,
                    "termsId",
                    owner + " lets this operator spend " + OpenAmount.of(left) + " more, less than the "
                            + NativeAmount.open(wei)
                            + " of these licences: raise the spending limit. Nothing was done.");
        }
    }

    // -- gifts

    /** What the faucet gives the account now, in gwei: nothing on another network, and where it has had it today. */
    public long giftGwei(String account) {
        return client.embedded() && outbox.find(giftKey(account)).isEmpty() ? GIFT_GWEI : 0;
    }

    private String giftKey(String account) {
        return GIFTS + today() + "/" + account;
    }

    private long today() {
        return Duration.ofMillis(clock.millis()).toDays();
    }

    /** Gives native OPEN of the operator, on the embedded chain alone: once a day to an account, to so many accounts. */
    public String give(String account) {
        if (!client.embedded()) {
            throw refusal(
                    Refusal.Kind.CONFLICT,
                    "account",
                    "There is a faucet on the embedded chain only. On another network OPEN comes from those who have it.");
        }
        String key = giftKey(account);
        BigInteger wei = Wei.ofGwei(GIFT_GWEI);
        BigInteger freeWei = outbox.freeWei(CALLS_OF_A_TRANSFER);
        return database.transact(transaction -> {
            if (outbox.find(key).isPresent()) {
                throw refusal(
                        Refusal.Kind.CONFLICT,
                        "account",
                        account + " has had its " + OpenAmount.of(GIFT_GWEI) + " of today.");
            }
            if (outbox.countOf(transaction, GIFTS + today() + "/") >= MAX_GIFTS_A_DAY) {
                throw refusal(
                        Refusal.Kind.CONFLICT,
                        "account",
                        "The faucet has given to " + MAX_GIFTS_A_DAY + " accounts today: come back tomorrow.");
            }
            outbox.requireAffordable(transaction, freeWei, wei, "account");
            outbox.enqueue(transaction, key, account, "0x", wei);
            return key;
        });
    }

    // -- what they share

    private void requireGood(String account, TypedData document, long deadlineSeconds, String signature) {
        if (deadlineSeconds <= clock.instant().getEpochSecond()) {
            throw new SettlementException("the signature was good until second " + deadlineSeconds
                    + ", which is over: ask for a new document and sign that");
        }
        wallets.requireSigned(account, document, signature);
    }

    /** Calls of one kind that name one account first, which the chain takes one after the other. */
    private void requireNoneUnderWay(Handle transaction, String to, String data, String what) {
        if (!outbox.underWay(transaction, to, data.substring(0, SELECTOR_CHARACTERS + WORD_DIGITS))
                .isEmpty()) {
            throw new SettlementException(
                    what + " is under way already: try again when it is on chain. Nothing was done.");
        }
    }

    private void enqueue(Handle transaction, String key, String to, String data, String... needs) {
        outbox.enqueue(transaction, key, to, data, BigInteger.ZERO, List.of(needs));
    }

    private static SettlementException refusal(Refusal.Kind kind, String field, String says) {
        return new SettlementException(kind.at(field), says);
    }

    private TypedDataBuilder escrow(String type) {
        return new TypedDataBuilder(ESCROW_DOMAIN, client.chainId(), escrowAddress(), type);
    }

    private String escrowAddress() {
        return bindings.inferenceEscrow().getContractAddress();
    }

    private String tokenAddress() {
        return bindings.wrappedOpen().getContractAddress();
    }

    private static String data(RemoteFunctionCall<?> call) {
        return call.encodeFunctionCall();
    }

    private static <T> T read(RemoteFunctionCall<T> call) {
        return Holdings.read(call);
    }
}
