package org.openledger.settlement.events;

import java.math.BigInteger;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.SpendingLimits;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.bytes.Hex;

/** Books what the escrow says: deposits, spending limits, withdrawals, and the settlements of this operator. */
public final class EscrowEvents {
    private final Journal journal;
    private final SpendingLimits limits;
    private final ExpiringCover expiring;
    private final String operator;

    /** @param operator this node's address */
    public EscrowEvents(Journal journal, SpendingLimits limits, String operator) {
        this.journal = journal;
        this.limits = limits;
        this.expiring = new ExpiringCover(journal);
        this.operator = operator;
    }

    EventBookings bookings() {
        return new EventBookings()
                .on(
                        InferenceEscrow.DEPOSITED_EVENT,
                        InferenceEscrow::getDepositedEventFromLog,
                        (transaction, id, event) ->
                                deposited(transaction, id, EventBookings.address(event.payer), event.amount))
                .on(
                        InferenceEscrow.SPENDINGLIMITSET_EVENT,
                        InferenceEscrow::getSpendingLimitSetEventFromLog,
                        (transaction, id, event) -> spendingLimitSet(
                                transaction,
                                id,
                                EventBookings.address(event.payer),
                                EventBookings.address(event.operator),
                                event.cumulativeLimit,
                                event.effectiveAt.longValueExact()))
                .on(
                        InferenceEscrow.WITHDRAWALREQUESTED_EVENT,
                        InferenceEscrow::getWithdrawalRequestedEventFromLog,
                        (transaction, id, event) -> withdrawalRequested(
                                transaction,
                                id,
                                EventBookings.address(event.payer),
                                event.amount,
                                event.availableAt.longValueExact()))
                .on(
                        InferenceEscrow.WITHDRAWN_EVENT,
                        InferenceEscrow::getWithdrawnEventFromLog,
                        (transaction, id, event) ->
                                withdrawn(transaction, id, EventBookings.address(event.payer), event.amount))
                .on(
                        InferenceEscrow.SHORTFALL_EVENT,
                        InferenceEscrow::getShortfallEventFromLog,
                        (transaction, id, event) -> shortfall(
                                transaction,
                                id,
                                EventBookings.address(event.operator),
                                EventBookings.address(event.payer),
                                event.amount))
                .on(
                        InferenceEscrow.EPOCHSETTLED_EVENT,
                        InferenceEscrow::getEpochSettledEventFromLog,
                        (transaction, id, event) -> epochSettled(
                                transaction,
                                id,
                                EventBookings.address(event.operator),
                                event.epoch.longValueExact(),
                                Hex.prefixed(event.rewardRoot),
                                event.chargedWei));
    }

    /** {@code InferenceEscrow.Deposited}: the payer can spend it, less what it owes from before. */
    public void deposited(Handle transaction, EventId id, String payer, BigInteger amountWei) {
        if (EventTable.first(transaction, id)) {
            long gwei = Dust.add(transaction, id, payer, amountWei);
            long owedGwei = Math.min(gwei, owedGwei(transaction, payer));
            EventEntry.post(
                    journal,
                    transaction,
                    id,
                    "deposit",
                    new EventEntry.Line(LedgerAccount.ESCROW, -gwei),
                    new EventEntry.Line(LedgerAccount.shortfall(payer), owedGwei),
                    new EventEntry.Line(LedgerAccount.payer(payer), gwei - owedGwei));
        }
    }

    /** What a payer took out of the escrow although it was spent. */
    private long owedGwei(Handle handle, String payer) {
        return Math.negateExact(journal.balance(handle, LedgerAccount.shortfall(payer)));
    }

    /**
     * {@code InferenceEscrow.Shortfall}: the operator's bond paid what the payer lacked or no longer allowed, as if it had been
     * deposited for the payer. It makes good what the payer took out although it was spent. The rest is money that the payer
     * still has on chain, where the operator may not draw it any more.
     */
    public void shortfall(Handle transaction, EventId id, String ofOperator, String payer, BigInteger amountWei) {
        if (ofOperator.equals(operator) && EventTable.first(transaction, id)) {
            long gwei = Wei.toGweiExact(amountWei);
            long owedGwei = Math.min(gwei, owedGwei(transaction, payer));
            EventEntry.post(
                    journal,
                    transaction,
                    id,
                    "shortfall",
                    new EventEntry.Line(LedgerAccount.ESCROW, -gwei),
                    new EventEntry.Line(LedgerAccount.shortfall(payer), owedGwei),
                    new EventEntry.Line(LedgerAccount.payer(payer), gwei - owedGwei));
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
            EventTable.note(transaction, id, Note.limit(payer, limits.said(transaction, payer)));
            limits.set(transaction, payer, Wei.toGweiSaturated(cumulativeLimitWei), id.sequence());
            if (effectiveAtSeconds > id.timeMillis() / 1_000) {
                expiring.expect(transaction, id, payer, ExpiringCoverTable.Reason.LOWER_LIMIT, 0, effectiveAtSeconds);
            } else {
                expiring.forget(transaction, id, payer, ExpiringCoverTable.Reason.LOWER_LIMIT);
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
                expiring.forget(transaction, id, payer, ExpiringCoverTable.Reason.WITHDRAWAL);
            }
            setAside(transaction, id, payer, withdrawing, change);
        }
    }

    private void setAside(Handle transaction, EventId id, String payer, long before, long change) {
        EventTable.note(transaction, id, Note.withdrawing(id, payer, before));
        EventEntry.postUnnoted(
                journal,
                transaction,
                id,
                "withdrawal-request",
                new EventEntry.Line(LedgerAccount.payer(payer), -change),
                new EventEntry.Line(LedgerAccount.withdrawing(payer), change));
    }

    /**
     * {@code InferenceEscrow.Withdrawn}: the money left. It comes out of what was set aside for it, then out of what the
     * payer could still spend; when charges that were not settled in time are gone with it, the operator is short of them.
     */
    public void withdrawn(Handle transaction, EventId id, String payer, BigInteger amountWei) {
        if (EventTable.first(transaction, id)) {
            expiring.forget(transaction, id, payer, ExpiringCoverTable.Reason.WITHDRAWAL);
            long gwei = -Dust.add(transaction, id, payer, amountWei.negate());
            long withdrawing = journal.balance(transaction, LedgerAccount.withdrawing(payer));
            long fromRequest = Math.min(gwei, withdrawing);
            long fromBalance = Math.min(gwei - fromRequest, journal.available(transaction, LedgerAccount.payer(payer)));
            long missing = gwei - fromRequest - fromBalance;
            EventEntry.post(
                    journal,
                    transaction,
                    id,
                    "withdrawal",
                    new EventEntry.Line(LedgerAccount.ESCROW, gwei),
                    new EventEntry.Line(LedgerAccount.withdrawing(payer), -withdrawing),
                    new EventEntry.Line(LedgerAccount.payer(payer), withdrawing - fromRequest - fromBalance),
                    new EventEntry.Line(LedgerAccount.shortfall(payer), -missing));
        }
    }

    /** {@code InferenceEscrow.EpochSettled}: the epoch's money, its shortfalls included, went to the distributor. */
    public void epochSettled(
            Handle transaction, EventId id, String settledBy, long number, String root, BigInteger chargedWei) {
        if (settledBy.equals(operator) && EventTable.first(transaction, id)) {
            Epoch epoch = closed(transaction, number);
            long gwei = Wei.toGweiExact(chargedWei);
            if (!epoch.root().equals(root) || epoch.chargedGwei() != gwei) {
                throw new AnotherNodeException("epoch " + number + " was settled on chain with root " + root + " and "
                        + OpenAmount.of(gwei) + ", here it has " + epoch.root() + " and "
                        + OpenAmount.of(epoch.chargedGwei())
                        + ": another node uses this operator's key");
            }
            EventTable.note(transaction, id, Note.epoch(epoch));
            EpochTable.update(transaction, epoch.postedBy(id.transaction()));
            EventEntry.post(
                    journal,
                    transaction,
                    id,
                    "settlement",
                    new EventEntry.Line(LedgerAccount.ESCROW, gwei),
                    new EventEntry.Line(LedgerAccount.DISTRIBUTOR, -gwei));
        }
    }

    /** The epoch that the chain has of this operator. A chain that knows one more than the node is another operator's. */
    static Epoch closed(Handle handle, long number) {
        return EpochTable.find(handle, number)
                .orElseThrow(() -> new AnotherNodeException("the chain knows an epoch " + number
                        + " of this operator that this node never closed: its data folder is not the operator's"));
    }
}
