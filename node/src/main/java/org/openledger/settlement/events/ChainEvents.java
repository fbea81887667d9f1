package org.openledger.settlement.events;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.Entry;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Posting;
import org.openledger.ledger.SpendingLimits;
import org.openledger.settlement.call.AnchorTable;
import org.openledger.settlement.call.AnchoredCheckpoint;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.claim.ClaimTable;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochState;
import org.openledger.settlement.epoch.EpochTable;

/**
 * Books what the escrow and the distributor say on chain. Each method is called, in the chain's order, with an event that
 * will not be undone by a reorganisation, inside the transaction that moves the reader's place forward; calling it again
 * with the same event changes nothing. Events of other operators' lanes are ignored.
 */
public final class ChainEvents {
    private final Journal journal;
    private final SpendingLimits limits;
    private final ExpiringCover expiring;
    private final String operator;

    /** @param operator this node's address */
    public ChainEvents(Journal journal, SpendingLimits limits, String operator) {
        this.journal = journal;
        this.limits = limits;
        this.expiring = new ExpiringCover(journal);
        this.operator = operator;
    }

    /** {@code InferenceEscrow.Deposited}: the payer can spend it. */
    public void deposited(Handle transaction, EventId id, String payer, BigInteger amountWei) {
        if (EventTable.first(transaction, id)) {
            long gwei = Dust.add(transaction, payer, amountWei);
            post(
                    transaction,
                    id,
                    "deposit",
                    new Line(LedgerAccount.ESCROW, -gwei),
                    new Line(LedgerAccount.payer(payer), gwei));
        }
    }

    /**
     * {@code InferenceEscrow.SpendingLimitSet}: how much the payer lets this operator draw. A lower limit counts here at
     * once; on chain it comes into force at {@code effectiveAtSeconds}, and what was charged above it is settled before.
     */
    public void spendingLimitSet(
            Handle transaction,
            EventId id,
            String payer,
            String limitedOperator,
            BigInteger cumulativeLimitWei,
            long effectiveAtSeconds) {
        if (limitedOperator.equals(operator) && EventTable.first(transaction, id)) {
            limits.set(transaction, payer, Wei.toGweiSaturated(cumulativeLimitWei), id.sequence());
            if (effectiveAtSeconds > id.timeMillis() / 1_000) {
                expiring.expect(transaction, id, payer, ExpiringCoverTable.Reason.LOWER_LIMIT, 0, effectiveAtSeconds);
            } else {
                expiring.forget(transaction, payer, ExpiringCoverTable.Reason.LOWER_LIMIT);
            }
        }
    }

    /**
     * {@code InferenceEscrow.WithdrawalRequested}: what is asked back cannot be spent any more, so far as it is not spent
     * or held already: that is settled before the money can leave, at {@code availableAtSeconds}. A new request replaces
     * the one before; zero cancels it.
     */
    public void withdrawalRequested(
            Handle transaction, EventId id, String payer, BigInteger amountWei, long availableAtSeconds) {
        if (EventTable.first(transaction, id)) {
            BigInteger roundedUp = amountWei.add(Wei.PER_GWEI).subtract(BigInteger.ONE);
            long requested = Wei.toGweiSaturated(roundedUp);
            long withdrawing = journal.balance(transaction, LedgerAccount.withdrawing(payer));
            long change = Math.min(requested - withdrawing, journal.available(transaction, LedgerAccount.payer(payer)));
            if (requested > 0) {
                expiring.expect(
                        transaction, id, payer, ExpiringCoverTable.Reason.WITHDRAWAL, requested, availableAtSeconds);
            } else {
                expiring.forget(transaction, payer, ExpiringCoverTable.Reason.WITHDRAWAL);
            }
            post(
                    transaction,
                    id,
                    "withdrawal-request",
                    new Line(LedgerAccount.payer(payer), -change),
                    new Line(LedgerAccount.withdrawing(payer), change));
        }
    }

    /**
     * {@code InferenceEscrow.Withdrawn}: the money left. It comes out of what was set aside for it, then out of what the
     * payer could still spend; when charges that were not settled in time are gone with it, the operator is short of them.
     */
    public void withdrawn(Handle transaction, EventId id, String payer, BigInteger amountWei) {
        if (EventTable.first(transaction, id)) {
            expiring.forget(transaction, payer, ExpiringCoverTable.Reason.WITHDRAWAL);
            long gwei = -Dust.add(transaction, payer, amountWei.negate());
            long withdrawing = journal.balance(transaction, LedgerAccount.withdrawing(payer));
            long fromRequest = Math.min(gwei, withdrawing);
            long fromBalance = Math.min(gwei - fromRequest, journal.available(transaction, LedgerAccount.payer(payer)));
            long missing = gwei - fromRequest - fromBalance;
            post(
                    transaction,
                    id,
                    "withdrawal",
                    new Line(LedgerAccount.ESCROW, gwei),
                    new Line(LedgerAccount.withdrawing(payer), -withdrawing),
                    new Line(LedgerAccount.payer(payer), withdrawing - fromRequest - fromBalance),
                    new Line(LedgerAccount.SHORTFALL, -missing));
        }
    }

    /** {@code InferenceEscrow.EpochSettled}: the epoch's money went from the escrow to the distributor. */
    public void epochSettled(
            Handle transaction, EventId id, String settledBy, long number, String root, BigInteger chargedWei) {
        if (settledBy.equals(operator) && EventTable.first(transaction, id)) {
            Epoch epoch = epoch(transaction, number);
            long gwei = Wei.toGweiExact(chargedWei);
            if (!epoch.root().equals(root) || epoch.chargedGwei() != gwei) {
                throw new IllegalStateException("epoch " + number + " was settled on chain with root " + root + " and "
                        + gwei + " gwei, here it has " + epoch.root() + " and " + epoch.chargedGwei()
                        + ": another node uses this operator's key");
            }
            EpochTable.update(transaction, epoch.postedBy(id.transaction()));
            post(
                    transaction,
                    id,
                    "settlement",
                    new Line(LedgerAccount.ESCROW, gwei),
                    new Line(LedgerAccount.DISTRIBUTOR, -gwei));
        }
    }

    /** {@code RewardDistributor.RootPosted}: the challenge window is open until then. */
    public void rootPosted(Handle transaction, EventId id, String postedBy, long number, long finalAtSeconds) {
        change(transaction, id, postedBy, number, EpochState.POSTED, finalAtSeconds);
    }

    /** {@code RewardDistributor.RootReplaced}: the window of the new root is open until then. */
    public void rootReplaced(
            Handle transaction, EventId id, String replacedBy, long number, String root, long finalAtSeconds) {
        if (replacedBy.equals(operator) && !epoch(transaction, number).root().equals(root)) {
            throw new IllegalStateException("the root of epoch " + number + " was replaced on chain by " + root
                    + ", which this node did not compute: another node uses this operator's key");
        }
        change(transaction, id, replacedBy, number, EpochState.POSTED, finalAtSeconds);
    }

    /** {@code RewardDistributor.RootChallenged}: nothing can be claimed under this root until that is decided. */
    public void rootChallenged(Handle transaction, EventId id, String challenged, long number) {
        change(transaction, id, challenged, number, EpochState.CHALLENGED, 0);
    }

    /** {@code RewardDistributor.ChallengeUpheld}: the root must be replaced. */
    public void challengeUpheld(Handle transaction, EventId id, String challenged, long number) {
        change(transaction, id, challenged, number, EpochState.REJECTED, 0);
    }

    /** {@code RewardDistributor.ChallengeRejected} or {@code ChallengeExpired}: the root stands from then on. */
    public void challengeEnded(Handle transaction, EventId id, String challenged, long number, long finalAtSeconds) {
        change(transaction, id, challenged, number, EpochState.POSTED, finalAtSeconds);
    }

    /** {@code RewardDistributor.Claimed}: the account has its money, whoever brought the claim. */
    public void claimed(Handle transaction, EventId id, String claimedFrom, String account, BigInteger amountWei) {
        if (claimedFrom.equals(operator) && EventTable.first(transaction, id)) {
            long gwei = Wei.toGweiExact(amountWei);
            ClaimTable.add(transaction, account, gwei);
            post(
                    transaction,
                    id,
                    "claim",
                    new Line(LedgerAccount.claimable(account), -gwei),
                    new Line(LedgerAccount.DISTRIBUTOR, gwei));
        }
    }

    /** {@code LogAnchor.CheckpointAnchored}: the log's root of this size is on chain. */
    public void checkpointAnchored(Handle transaction, EventId id, String anchoredBy, long size, String root) {
        if (anchoredBy.equals(operator)) {
            EventTable.first(transaction, id);
            AnchorTable.book(transaction, new AnchoredCheckpoint(size, root, id.block(), id.transaction()));
        }
    }

    private void change(
            Handle transaction, EventId id, String lane, long number, EpochState state, long finalAtSeconds) {
        if (lane.equals(operator) && EventTable.first(transaction, id)) {
            EpochTable.update(transaction, epoch(transaction, number).with(state, finalAtSeconds));
        }
    }

    private static Epoch epoch(Handle transaction, long number) {
        return EpochTable.find(transaction, number)
                .orElseThrow(() -> new IllegalStateException("the chain knows an epoch " + number
                        + " of this operator that this node never closed: its data folder is not the operator's"));
    }

    /**
     * The chain took its blocks back from this one on. What they had is expected again under the same transactions, in
     * other blocks; what does not come back is named by {@link ChainCheck}.
     */
    public void removed(Handle transaction, long fromBlock) {
        EventTable.takeBack(transaction, fromBlock);
    }

    /** A posting that may be of nothing, and then is left out. */
    private record Line(LedgerAccount account, long gwei) {}

    private void post(Handle transaction, EventId id, String kind, Line... lines) {
        List<Posting> postings = new ArrayList<>();
        for (Line line : lines) {
            if (line.gwei() != 0) {
                postings.add(new Posting(line.account(), line.gwei()));
            }
        }
        if (!postings.isEmpty()) {
            journal.post(
                    transaction, new Entry(kind + ":" + id.key(), id.timeMillis(), kind, id.transaction(), postings));
        }
    }
}
