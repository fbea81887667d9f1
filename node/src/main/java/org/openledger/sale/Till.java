package org.openledger.sale;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ChainException;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.OutboxEntry;
import org.openledger.identity.Accounts;
import org.openledger.sale.PaymentTable.State;
import org.openledger.store.Database;
import org.openledger.store.Loop;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.OpenAmount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes payments by signature. A payment is noted in one transaction together with the request that has the chain take it; what was
 * taken is put into the escrow for an account of this node that stands for the buyer; and only when that is booked is anything worked
 * for. Whoever brings a transfer to the chain before the node does, has made the same transfer: it is found, and counts.
 */
public final class Till implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Till.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int ID_BYTES = 16;
    private static final int MAX_UNDER_WAY = 1_000;
    /** How far back a transfer is looked for that somebody made before the node knew of it. */
    private static final long MADE_BEFORE_BLOCKS = 2_000;

    private final Database database;
    private final ChainClient client;
    private final Outbox outbox;
    private final Accounts accounts;
    private final SaleCalls calls;
    private final Terms terms;
    private final InstantSource clock;
    private final Options options;
    private final SecureRandom random = new SecureRandom();
    private final Loop loop =
            new Loop("till", this::turn, Loop.Retry.every(RETRY).also(ChainException.class), Duration.ZERO);

    /**
     * What payments hang on.
     *
     * @param open whether the token takes transfers by signature at all
     * @param patience how long a call waits for the chain
     * @param isBooked whether the events of a block are in the books
     */
    public record Options(boolean open, Duration patience, LongPredicate isBooked) {}

    public Till(
            Database database,
            ChainClient client,
            Contracts contracts,
            Outbox outbox,
            Accounts accounts,
            Terms terms,
            InstantSource clock,
            Options options) {
        this.database = database;
        this.client = client;
        this.outbox = outbox;
        this.accounts = accounts;
        this.calls = new SaleCalls(contracts, terms);
        this.terms = terms;
        this.clock = clock;
        this.options = options;
    }

    /** Goes on with what was under way. */
    public void start() {
        loop.start();
    }

    public Terms terms() {
        return terms;
    }

    /** {@link SaleException} where the node's token takes no transfers by signature. */
    public void requireOpen() {
        if (!options.open()) {
            throw new SaleException(
                    Kind.UNSUPPORTED,
                    "The token of this node's contracts takes no transfers by signature (ERC-3009): pay with a deposit and an API key.");
        }
    }

    /** The account that stands for an address which paid here. */
    public String requireAccount(String address) {
        return database.read(handle -> PaymentTable.account(handle, address))
                .orElseThrow(() -> new SaleException(Kind.UNKNOWN, address + " never paid by signature here."));
    }

    /**
     * Takes a payment, or finds the one that was taken under the same payment-identifier for the same request.
     *
     * @param header the value of {@link Terms#SIGNATURE_HEADER}
     */
    public Paid pay(Terms.Wanted wanted, String header) throws InterruptedException {
        requireOpen();
        Authorization paid = Authorization.parse(header, terms, wanted);
        Optional<PaymentTable.Row> before = database.read(handle -> before(handle, paid, wanted));
        if (before.isPresent()) {
            return await(before.get().id());
        }
        paid.requireInTime(clock.instant().getEpochSecond());
        long block = Math.max(0, client.blockNumber() - (isMade(paid) ? MADE_BEFORE_BLOCKS : 0));
        String id = randomId();
        String admitted = database.transact(tx ->
                before(tx, paid, wanted).map(PaymentTable.Row::id).orElseGet(() -> admit(tx, id, paid, wanted, block)));
        loop.wake();
        return await(admitted);
    }

    /** One authorization is one payment: whoever brings it again gets nothing for it, but for the same request by its identifier. */
    private Optional<PaymentTable.Row> before(Handle handle, Authorization paid, Terms.Wanted wanted) {
        Optional<PaymentTable.Row> known =
                paid.identifier().flatMap(id -> PaymentTable.byIdentifier(handle, paid.from(), id));
        if (known.isPresent()) {
            if (!known.get().request().equals(wanted.request())) {
                throw new SaleException(
                        Kind.CONFLICT,
                        "This payment-identifier paid for another request: send a new one with a new request. Nothing was taken.");
            }
            return known;
        }
        if (PaymentTable.byNonce(handle, terms.token(), paid.from(), paid.nonce())
                .isPresent()) {
            throw new SaleException(
                    Kind.CONFLICT,
                    "This authorization was used for a call before: one authorization pays for one call. Sign another.");
        }
        return Optional.empty();
    }

    private String admit(Handle tx, String id, Authorization paid, Terms.Wanted wanted, long block) {
        if (PaymentTable.underWay(tx).size() >= MAX_UNDER_WAY) {
            throw new SaleException(Kind.OVERLOADED, "Too many payments wait for the chain: try again later.");
        }
        if (PaymentTable.account(tx, paid.from()).isEmpty()) {
            String account = accounts.create(tx, "buyer " + paid.from()).address();
            PaymentTable.insertBuyer(tx, paid.from(), account, clock.millis());
        }
        PaymentTable.insert(
                tx,
                new PaymentTable.Row(
                        id,
                        terms.token(),
                        paid.from(),
                        paid.nonce(),
                        wanted.gwei(),
                        paid.identifier(),
                        wanted.request(),
                        State.TAKING,
                        "",
                        block,
                        clock.millis()));
        outbox.enqueue(tx, SaleCalls.takeKey(id), terms.token(), calls.take(paid), BigInteger.ZERO);
        return id;
    }

    /** Whether the token knows the authorization: its transfer was made by somebody, or it was cancelled. */
    private boolean isMade(Authorization paid) {
        if (calls.isUsed(client, paid.from(), paid.nonce())) {
            return true;
        }
        BigInteger has = calls.balanceWei(client, paid.from());
        if (has.compareTo(paid.wei()) < 0) {
            throw new SaleException(
                    Kind.UNPAID,
                    paid.from() + " has " + has + " wei of the token, not " + paid.wei() + ". Nothing was taken.");
        }
        return false;
    }

    private Paid await(String id) throws InterruptedException {
        long end = System.nanoTime() + options.patience().toNanos();
        while (System.nanoTime() < end) {
            PaymentTable.Row row = database.read(handle -> PaymentTable.require(handle, id));
            switch (row.state()) {
                case CREDITED -> {
                    return new Paid(id, requireAccount(row.fromAddress()), row.fromAddress(), row.outcome());
                }
                case FAILED ->
                    throw new SaleException(
                            Kind.UNPAID,
                            "The token did not make the transfer (" + row.outcome() + "). Nothing was taken.");
                case TAKING, DEPOSITING -> Thread.sleep(LOOK);
            }
        }
        throw new SaleException(
                Kind.NOT_READY,
                "The chain has not confirmed the payment yet. It goes on by itself; send the call again with the same"
                        + " payment-identifier.");
    }

    private Duration turn() {
        List<PaymentTable.Row> underWay = database.read(PaymentTable::underWay);
        for (PaymentTable.Row row : underWay) {
            switch (row.state()) {
                case TAKING -> taken(row);
                case DEPOSITING -> deposited(row);
                case CREDITED, FAILED -> throw new IllegalStateException(row.id() + " is not under way");
            }
        }
        return underWay.isEmpty() ? Loop.UNTIL_WOKEN : LOOK;
    }

    private void taken(PaymentTable.Row row) {
        OutboxEntry take = entry(SaleCalls.takeKey(row.id()));
        if (!take.state().ended()) {
            return;
        }
        Optional<String> transaction = take.state() == OutboxEntry.State.CONFIRMED
                ? Optional.ofNullable(take.transactionHash())
                : calls.madeBySomebody(client, row);
        if (transaction.isPresent()) {
            deposit(row, transaction.get());
        } else {
            String why = String.valueOf(take.error());
            LOG.info("the payment {} of {} was not made: {}", row.id(), row.fromAddress(), why);
            database.write(tx -> PaymentTable.become(tx, row.id(), State.FAILED, why));
        }
    }

    /** The operator has it now, and puts it into the escrow for the buyer's account; the first time that account also lets it charge. */
    private void deposit(PaymentTable.Row row, String transaction) {
        String account = requireAccount(row.fromAddress());
        String limit = SaleCalls.limitKey(account);
        Optional<String> mayCharge =
                outbox.find(limit).isPresent() ? Optional.empty() : Optional.of(calls.limit(accounts.signer(account)));
        database.write(tx -> {
            outbox.enqueue(
                    tx,
                    SaleCalls.depositKey(row.id()),
                    calls.escrow(),
                    calls.deposit(account, row.gwei()),
                    BigInteger.ZERO,
                    List.of(SaleCalls.APPROVE));
            mayCharge.ifPresent(data -> outbox.enqueue(tx, limit, calls.escrow(), data, BigInteger.ZERO));
            PaymentTable.become(tx, row.id(), State.DEPOSITING, transaction);
        });
    }

    private void deposited(PaymentTable.Row row) {
        OutboxEntry deposit = entry(SaleCalls.depositKey(row.id()));
        OutboxEntry limit = entry(SaleCalls.limitKey(requireAccount(row.fromAddress())));
        if (isBooked(deposit) && isBooked(limit)) {
            LOG.info("{} of {} paid by signature", OpenAmount.of(row.gwei()), row.fromAddress());
            database.write(tx -> PaymentTable.become(tx, row.id(), State.CREDITED, row.outcome()));
        }
    }

    /** What cannot be deposited now is tried again by the outbox: the buyer's money is with the operator until then. */
    private boolean isBooked(OutboxEntry entry) {
        Long block = entry.block();
        return entry.state() == OutboxEntry.State.CONFIRMED
                && block != null
                && options.isBooked().test(block);
    }

    private OutboxEntry entry(String key) {
        return outbox.find(key).orElseThrow(() -> new IllegalStateException("nobody requested " + key));
    }

    private String randomId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        loop.close();
    }
}
