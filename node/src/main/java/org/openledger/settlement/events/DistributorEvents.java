package org.openledger.settlement.events;

import java.math.BigInteger;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.notification.Event;
import org.openledger.notification.Notifications;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.claim.ClaimTable;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochState;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.bytes.Hex;

/** Books what the distributor says of this operator's lane: roots, their challenges, and claims. */
public final class DistributorEvents {
    private final Journal journal;
    private final String operator;
    private final Demands demands;

    /** Somebody asks on chain what a root gives an account, and has to be shown it there. */
    public interface Demands {
        void answer(Handle transaction, EventId id, long epoch, String account);
    }

    /** @param operator this node's address */
    public DistributorEvents(Journal journal, String operator, Demands demands) {
        this.journal = journal;
        this.operator = operator;
        this.demands = demands;
    }

    EventBookings bookings() {
        return new EventBookings()
                .on(
                        RewardDistributor.ROOTPOSTED_EVENT,
                        RewardDistributor::getRootPostedEventFromLog,
                        (transaction, id, event) -> rootPosted(
                                transaction,
                                id,
                                EventBookings.address(event.operator),
                                event.epoch.longValueExact(),
                                event.finalAt.longValueExact()))
                .on(
                        RewardDistributor.ROOTREPLACED_EVENT,
                        RewardDistributor::getRootReplacedEventFromLog,
                        (transaction, id, event) -> rootReplaced(
                                transaction,
                                id,
                                EventBookings.address(event.operator),
                                event.epoch.longValueExact(),
                                Hex.prefixed(event.root),
                                event.finalAt.longValueExact()))
                .on(
                        RewardDistributor.ROOTCHALLENGED_EVENT,
                        RewardDistributor::getRootChallengedEventFromLog,
                        (transaction, id, event) -> rootChallenged(
                                transaction, id, EventBookings.address(event.operator), event.epoch.longValueExact()))
                .on(
                        RewardDistributor.CHALLENGEUPHELD_EVENT,
                        RewardDistributor::getChallengeUpheldEventFromLog,
                        (transaction, id, event) -> challengeUpheld(
                                transaction, id, EventBookings.address(event.operator), event.epoch.longValueExact()))
                .on(
                        RewardDistributor.CHALLENGEREJECTED_EVENT,
                        RewardDistributor::getChallengeRejectedEventFromLog,
                        (transaction, id, event) -> challengeEnded(
                                transaction,
                                id,
                                EventBookings.address(event.operator),
                                event.epoch.longValueExact(),
                                event.finalAt.longValueExact()))
                .on(
                        RewardDistributor.CHALLENGEEXPIRED_EVENT,
                        RewardDistributor::getChallengeExpiredEventFromLog,
                        (transaction, id, event) -> challengeExpired(
                                transaction, id, EventBookings.address(event.operator), event.epoch.longValueExact()))
                .on(
                        RewardDistributor.ROOTREJECTED_EVENT,
                        RewardDistributor::getRootRejectedEventFromLog,
                        (transaction, id, event) -> rootRejected(
                                transaction, id, EventBookings.address(event.operator), event.epoch.longValueExact()))
                .on(
                        RewardDistributor.LEAFDEMANDED_EVENT,
                        RewardDistributor::getLeafDemandedEventFromLog,
                        (transaction, id, event) -> leafDemanded(
                                transaction,
                                id,
                                EventBookings.address(event.operator),
                                event.epoch.longValueExact(),
                                EventBookings.address(event.account),
                                event.finalAt.longValueExact()))
                .on(
                        RewardDistributor.CLAIMED_EVENT,
                        RewardDistributor::getClaimedEventFromLog,
                        (transaction, id, event) -> claimed(
                                transaction,
                                id,
                                EventBookings.address(event.operator),
                                EventBookings.address(event.account),
                                event.amountWei));
    }

    /** {@code RewardDistributor.RootPosted}: the challenge window is open until then. */
    public void rootPosted(Handle transaction, EventId id, String postedBy, long number, long finalAtSeconds) {
        change(transaction, id, postedBy, number, EpochState.POSTED, finalAtSeconds);
    }

    /** {@code RewardDistributor.RootReplaced}: the window of the new root is open until then. */
    public void rootReplaced(
            Handle transaction, EventId id, String replacedBy, long number, String root, long finalAtSeconds) {
        if (replacedBy.equals(operator)
                && !EscrowEvents.closed(transaction, number).root().equals(root)) {
            throw new AnotherNodeException("the root of epoch " + number + " was replaced on chain by " + root
                    + ", which this node did not compute: another node uses this operator's key");
        }
        change(transaction, id, replacedBy, number, EpochState.POSTED, finalAtSeconds);
    }

    /** {@code RewardDistributor.RootChallenged}: nothing can be claimed under this root until that is decided. */
    public void rootChallenged(Handle transaction, EventId id, String challenged, long number) {
        change(
                transaction,
                id,
                challenged,
                number,
                EpochState.CHALLENGED,
                finalAtSeconds(transaction, challenged, number));
    }

    /** {@code RewardDistributor.ChallengeUpheld}: the root must be replaced. */
    public void challengeUpheld(Handle transaction, EventId id, String challenged, long number) {
        change(transaction, id, challenged, number, EpochState.REJECTED, 0);
    }

    /** {@code RewardDistributor.RootRejected}: it was proved wrong and must be replaced. */
    public void rootRejected(Handle transaction, EventId id, String rejected, long number) {
        change(transaction, id, rejected, number, EpochState.REJECTED, 0);
    }

    /** {@code RewardDistributor.LeafDemanded}: the root is open for longer, and the leaf has to be shown on chain. */
    public void leafDemanded(
            Handle transaction, EventId id, String of, long number, String account, long finalAtSeconds) {
        if (of.equals(operator)) {
            EpochState now = EscrowEvents.closed(transaction, number).state();
            // The clock of a later block, whose events are not confirmed yet, may have made it final here.
            EpochState state = now == EpochState.FINAL ? EpochState.POSTED : now;
            demands.answer(transaction, id, number, account);
            change(transaction, id, of, number, state, finalAtSeconds);
        }
    }

    /** {@code RewardDistributor.ChallengeExpired}: the root is final from that block, unless a demand keeps it open. */
    public void challengeExpired(Handle transaction, EventId id, String challenged, long number) {
        long finalAt = Math.max(id.timeMillis() / 1_000, finalAtSeconds(transaction, challenged, number));
        challengeEnded(transaction, id, challenged, number, finalAt);
    }

    private long finalAtSeconds(Handle transaction, String lane, long number) {
        return lane.equals(operator) ? EscrowEvents.closed(transaction, number).finalAtSeconds() : 0;
    }

    /** {@code RewardDistributor.ChallengeRejected}: the root stands from then on. */
    public void challengeEnded(Handle transaction, EventId id, String challenged, long number, long finalAtSeconds) {
        change(transaction, id, challenged, number, EpochState.POSTED, finalAtSeconds);
    }

    /** {@code RewardDistributor.Claimed}: the account has its money, whoever brought the claim. */
    public void claimed(Handle transaction, EventId id, String claimedFrom, String account, BigInteger amountWei) {
        if (claimedFrom.equals(operator) && EventTable.first(transaction, id)) {
            long gwei = Wei.toGweiExact(amountWei);
            EventTable.note(transaction, id, Note.claimed(account, gwei));
            ClaimTable.add(transaction, account, gwei);
            Notifications.tell(
                    transaction,
                    Event.PAID,
                    List.of(account),
                    OpenAmount.digits(gwei) + " OPEN that were earned are with their account.",
                    "/accounts/" + account,
                    id.timeMillis());
            EventEntry.post(
                    journal,
                    transaction,
                    id,
                    "claim",
                    new EventEntry.Line(LedgerAccount.claimable(account), -gwei),
                    new EventEntry.Line(LedgerAccount.DISTRIBUTOR, gwei));
        }
    }

    private void change(
            Handle transaction, EventId id, String lane, long number, EpochState state, long finalAtSeconds) {
        if (lane.equals(operator) && EventTable.first(transaction, id)) {
            Epoch epoch = EscrowEvents.closed(transaction, number);
            if (epoch.state() == EpochState.REPLACING && state != EpochState.POSTED) {
                return; // a verdict that the chain took back has come again: it is answered already
            }
            EventTable.note(transaction, id, Note.epoch(epoch));
            EpochTable.update(transaction, epoch.with(state, finalAtSeconds));
        }
    }
}
