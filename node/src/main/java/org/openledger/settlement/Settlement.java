package org.openledger.settlement;

import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Bindings;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Contracts;
import org.openledger.chain.EventFollower;
import org.openledger.chain.Outbox;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.Wallets;
import org.openledger.ledger.Journal;
import org.openledger.ledger.SpendingLimits;
import org.openledger.settlement.call.Anchors;
import org.openledger.settlement.call.RootCalls;
import org.openledger.settlement.call.Transactions;
import org.openledger.settlement.claim.Claiming;
import org.openledger.settlement.claim.Claims;
import org.openledger.settlement.claim.Recipients;
import org.openledger.settlement.claim.SignedClaims;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochAccounts;
import org.openledger.settlement.epoch.EpochState;
import org.openledger.settlement.events.AnchorEvents;
import org.openledger.settlement.events.DistributorEvents;
import org.openledger.settlement.events.EscrowEvents;
import org.openledger.settlement.events.EventDispatch;
import org.openledger.settlement.events.ExpiringCover;
import org.openledger.store.Database;
import org.openledger.verify.OpenAmount;

/**
 * Settlement as the node runs it: {@link #step} again and again, {@link #close} at the end of each epoch. Both are safe
 * to repeat after a crash at any moment.
 */
public final class Settlement {
    private final Database database;
    private final ChainClient client;
    private final InstantSource clock;
    private final Transactions transactions;
    private final String operator;
    private final Schedule schedule;
    private final EventFollower follower;
    private final Epochs epochs;
    private final Claims claims;
    private final SignedClaims signedClaims;
    private final Recipients recipients;
    private final boolean summed;
    private final Replacements replacements;
    private final ExpiringCover expiring;
    private final Anchors anchors;
    private final OperatorBond bond;

    /**
     * Choices of this operator.
     *
     * @param operator this node's address: the lane of its epochs
     * @param accounts which addresses the pools stand for
     * @param schedule what happens by itself
     * @param claimThresholdGwei what is due less than this is not claimed but left to accumulate
     * @param claimSigningTime how long the signature under a claim to another address holds
     * @param leavesLog where the digests of leaves are published as they are made
     * @param firstBlock where the contracts' events begin; 0 is always right, and slow on a long chain
     */
    public record Options(
            String operator,
            EpochAccounts accounts,
            Schedule schedule,
            long claimThresholdGwei,
            Duration claimSigningTime,
            LeavesLog leavesLog,
            long firstBlock) {}

    /**
     * What happens without anybody asking.
     *
     * @param epochLength an epoch closes so long after its first charge; zero leaves closing to people
     * @param claimFromGwei who is due so much is paid as soon as an epoch is final; zero leaves claiming to people
     */
    public record Schedule(Duration epochLength, long claimFromGwei) {
        public static final Schedule BY_HAND = new Schedule(Duration.ZERO, 0);
    }

    public Settlement(
            Database database,
            ChainClient client,
            Contracts contracts,
            Outbox outbox,
            Journal journal,
            SpendingLimits limits,
            InstantSource clock,
            Options options) {
        this.transactions = Transactions.of(outbox);
        this.operator = options.operator();
        this.schedule = options.schedule();
        this.database = database;
        this.client = client;
        this.clock = clock;
        Bindings bindings = new Bindings(client, contracts);
        RootCalls calls = new RootCalls(bindings.summed());
        String distributor = contracts.rewardDistributor();
        this.epochs = new Epochs(
                journal,
                options.accounts(),
                contracts.inferenceEscrow(),
                calls,
                operator,
                options.leavesLog(),
                transactions);
        this.claims = new Claims(distributor, calls, transactions, operator, options.claimThresholdGwei());
        this.signedClaims = new SignedClaims(
                database,
                claims,
                new Wallets(ContractCalls.on(client)),
                contracts.chainId(),
                contracts.rewardDistributor(),
                options.operator(),
                clock,
                options.claimSigningTime());
        this.expiring = new ExpiringCover(journal);
        this.recipients = new Recipients(
                database,
                claims,
                new Wallets(ContractCalls.on(client)),
                bindings,
                contracts.chainId(),
                transactions,
                clock,
                options.claimSigningTime());
        this.summed = calls.summed();
        this.replacements = new Replacements(journal, distributor, calls, operator, options.leavesLog(), transactions);
        this.bond = new OperatorBond(database, epochs, transactions, contracts, client, options.operator());
        this.anchors = new Anchors(contracts.logAnchor(), transactions);
        EventDispatch dispatch = new EventDispatch(
                contracts,
                new EscrowEvents(journal, limits, options.operator()),
                new DistributorEvents(journal, operator, new LeafAnswers(distributor, operator, transactions)),
                new AnchorEvents(options.operator()),
                journal,
                limits);
        this.follower =
                new EventFollower(database, client, "settlement", dispatch.addresses(), options.firstBlock(), dispatch);
    }

    public Epochs epochs() {
        return epochs;
    }

    public Anchors anchors() {
        return anchors;
    }

    public Claims claims() {
        return claims;
    }

    /** Claims to another address under contracts from before recipients. */
    public SignedClaims signedClaims() {
        return signedClaims;
    }

    /** Where accounts are paid, under contracts that know it. */
    public Recipients recipients() {
        return recipients;
    }

    /** Whether the contracts are those whose reward trees have sums, and which know recipients. */
    public boolean summed() {
        return summed;
    }

    /**
     * Books what is new on chain, answers rejected roots, makes epochs final whose window is over and claims from them,
     * closes an epoch when its time is over or a payer's charges are to be settled now, and bonds what a settlement is refused
     * for. Returns how many blocks were read; when that is {@link
     * EventFollower#MAX_BLOCKS} there may be more. One thread at a time.
     */
    public int step() {
        int blocks = follower.poll();
        long chainSeconds = client.latestBlock().timestampSeconds();
        long nowMillis = clock.millis();
        long nowSeconds = nowMillis / 1_000;
        ExpiringCover.Due due = database.transact(handle -> {
            replacements.answer(handle, EpochState.REJECTED);
            if (!epochs.advance(handle, chainSeconds).isEmpty() && schedule.claimFromGwei() > 0) {
                claimAll(handle, schedule.claimFromGwei());
            }
            if (client.embedded() && chainSeconds < nowSeconds) {
                moveClock(handle, nowSeconds);
            }
            return expiring.settleDue(handle, Math.max(chainSeconds, nowSeconds), nowMillis);
        });
        if (due.mustSettle() || closesAtMillis().orElse(Long.MAX_VALUE) <= nowMillis) {
            close(nowMillis);
        }
        bond.cover(nowMillis);
        return blocks;
    }

    /** When the open epoch closes by itself, in milliseconds; empty where it does not, or nothing is charged yet. */
    public OptionalLong closesAtMillis() {
        if (schedule.epochLength().isZero()) {
            return OptionalLong.empty();
        }
        return database.read(epochs::openSinceMillis).stream()
                .mapToLong(since -> since + schedule.epochLength().toMillis())
                .findFirst();
    }

    /** What happens next with an epoch, and when. */
    public NextStep nextOf(Epoch epoch) {
        return switch (epoch.state()) {
            case CLOSED ->
                NextStep.whenever(epochs.whyAside(epoch)
                        .map(why -> "Its settlement cannot be sent now (" + why + "), and is tried again by itself.")
                        .orElse("Its settlement is on its way to the chain."));
            case POSTED ->
                new NextStep(
                        "It becomes final, unless its root is challenged before.",
                        OptionalLong.of(epoch.finalAtSeconds() * 1_000));
            case CHALLENGED -> NextStep.whenever("The arbiter decides on the challenge; nothing of it is paid before.");
            case REJECTED, REPLACING ->
                NextStep.whenever("A root computed again from the journal takes the place of the rejected one.");
            case DISPUTED ->
                NextStep.whenever("The journal gives the rejected root again: openledger fsck and the arbiter have to"
                        + " agree, then close an epoch.");
            case FINAL ->
                NextStep.whenever(
                        schedule.claimFromGwei() > 0
                                ? "Who is due " + OpenAmount.of(schedule.claimFromGwei())
                                        + " or more is paid without asking, everybody else on a claim."
                                : "What it gave is paid on a claim.");
        };
    }

    /**
     * The embedded chain makes a block only for a transaction, and so its clock stands still while a challenge window or a
     * payer's delay runs out; an empty transaction of the operator to itself moves it on.
     */
    private void moveClock(Handle transaction, long nowSeconds) {
        for (Epoch epoch : epochs.posted(transaction)) {
            if (epoch.finalAtSeconds() > 0 && epoch.finalAtSeconds() <= nowSeconds) {
                makeBlock(transaction, "block-for-epoch:" + epoch.number() + ":" + epoch.finalAtSeconds());
            }
        }
        for (String event : expiring.ended(transaction, nowSeconds)) {
            makeBlock(transaction, "block-for-delay:" + event);
        }
    }

    private void makeBlock(Handle transaction, String key) {
        transactions.enqueue(transaction, key, operator, "0x", BigInteger.ZERO);
    }

    /**
     * Closes as many epochs as the open charges need. Of earlier ones it sends again what the chain refused, and computes
     * those again that are in dispute.
     */
    public List<Epoch> close(long timeMillis) {
        database.write(handle -> {
            replacements.answer(handle, EpochState.DISPUTED);
            replacements.resend(handle);
            epochs.resend(handle);
        });
        List<Epoch> closed = new ArrayList<>();
        Optional<Epoch> epoch = closeOne(timeMillis);
        while (epoch.isPresent()) {
            closed.add(epoch.get());
            epoch = closeOne(timeMillis);
        }
        return closed;
    }

    /** Claims for everybody who is due enough. */
    public List<Claiming.Sent> claimAll() {
        return database.transact(handle -> claimAll(handle, 0));
    }

    /** What is in a commons stays there until the Datanet's owner says who gets it. */
    private List<Claiming.Sent> claimAll(Handle transaction, long leastGwei) {
        return claims.claimAll(
                transaction,
                leastGwei,
                account -> epochs.commonsOf(transaction, account).isPresent());
    }

    private Optional<Epoch> closeOne(long timeMillis) {
        return database.transact(handle -> epochs.close(handle, timeMillis));
    }
}
