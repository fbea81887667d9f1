package org.openledger.settlement.events;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.ChainClient;
import org.openledger.chain.EventFollower;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.methods.response.Log;

/** Reads the events of the escrow, the distributor and the log's anchor, and has each booked. */
public final class EventDispatch implements EventFollower.Handler {
    private final ChainEvents books;
    private final Map<String, Booking> bookingByTopic = new HashMap<>();

    /** What is done with one event. */
    private interface Booking {
        void book(Handle transaction, EventId id, Log log);
    }

    public EventDispatch(ChainEvents books) {
        this.books = books;
        onEscrow();
        onDistributor();
        on(LogAnchor.CHECKPOINTANCHORED_EVENT, (transaction, id, log) -> {
            var event = LogAnchor.getCheckpointAnchoredEventFromLog(log);
            books.checkpointAnchored(
                    transaction, id, address(event.operator), event.size.longValueExact(), Hex.of(event.root));
        });
    }

    @Override
    public void included(Handle transaction, ChainClient.Block block, List<ChainClient.Log> logs) {
        for (ChainClient.Log log : logs) {
            Booking booking = bookingByTopic.get(
                    log.topics().isEmpty() ? "" : log.topics().getFirst());
            if (booking != null) {
                EventId id = new EventId(
                        block.number(), log.index(), log.transactionHash(), block.timestampSeconds() * 1_000);
                booking.book(transaction, id, log.toWeb3j());
            }
        }
    }

    @Override
    public void removed(Handle transaction, long fromBlock) {
        books.removed(transaction, fromBlock);
    }

    private void onEscrow() {
        on(InferenceEscrow.DEPOSITED_EVENT, (transaction, id, log) -> {
            var event = InferenceEscrow.getDepositedEventFromLog(log);
            books.deposited(transaction, id, address(event.payer), event.amount);
        });
        on(InferenceEscrow.SPENDINGLIMITSET_EVENT, (transaction, id, log) -> {
            var event = InferenceEscrow.getSpendingLimitSetEventFromLog(log);
            books.spendingLimitSet(
                    transaction,
                    id,
                    address(event.payer),
                    address(event.operator),
                    event.cumulativeLimit,
                    event.effectiveAt.longValueExact());
        });
        on(InferenceEscrow.WITHDRAWALREQUESTED_EVENT, (transaction, id, log) -> {
            var event = InferenceEscrow.getWithdrawalRequestedEventFromLog(log);
            books.withdrawalRequested(
                    transaction, id, address(event.payer), event.amount, event.availableAt.longValueExact());
        });
        on(InferenceEscrow.WITHDRAWN_EVENT, (transaction, id, log) -> {
            var event = InferenceEscrow.getWithdrawnEventFromLog(log);
            books.withdrawn(transaction, id, address(event.payer), event.amount);
        });
        on(InferenceEscrow.EPOCHSETTLED_EVENT, (transaction, id, log) -> {
            var event = InferenceEscrow.getEpochSettledEventFromLog(log);
            books.epochSettled(
                    transaction,
                    id,
                    address(event.operator),
                    event.epoch.longValueExact(),
                    Hex.prefixed(event.rewardRoot),
                    event.chargedWei);
        });
    }

    private void onDistributor() {
        on(RewardDistributor.ROOTPOSTED_EVENT, (transaction, id, log) -> {
            var event = RewardDistributor.getRootPostedEventFromLog(log);
            books.rootPosted(
                    transaction,
                    id,
                    address(event.operator),
                    event.epoch.longValueExact(),
                    event.finalAt.longValueExact());
        });
        on(RewardDistributor.ROOTREPLACED_EVENT, (transaction, id, log) -> {
            var event = RewardDistributor.getRootReplacedEventFromLog(log);
            books.rootReplaced(
                    transaction,
                    id,
                    address(event.operator),
                    event.epoch.longValueExact(),
                    Hex.prefixed(event.root),
                    event.finalAt.longValueExact());
        });
        on(RewardDistributor.ROOTCHALLENGED_EVENT, (transaction, id, log) -> {
            var event = RewardDistributor.getRootChallengedEventFromLog(log);
            books.rootChallenged(transaction, id, address(event.operator), event.epoch.longValueExact());
        });
        on(RewardDistributor.CHALLENGEUPHELD_EVENT, (transaction, id, log) -> {
            var event = RewardDistributor.getChallengeUpheldEventFromLog(log);
            books.challengeUpheld(transaction, id, address(event.operator), event.epoch.longValueExact());
        });
        on(RewardDistributor.CHALLENGEREJECTED_EVENT, (transaction, id, log) -> {
            var event = RewardDistributor.getChallengeRejectedEventFromLog(log);
            books.challengeEnded(
                    transaction,
                    id,
                    address(event.operator),
                    event.epoch.longValueExact(),
                    event.finalAt.longValueExact());
        });
        on(RewardDistributor.CHALLENGEEXPIRED_EVENT, (transaction, id, log) -> {
            var event = RewardDistributor.getChallengeExpiredEventFromLog(log);
            // The root is final from the block that ended the challenge.
            books.challengeEnded(
                    transaction, id, address(event.operator), event.epoch.longValueExact(), id.timeMillis() / 1_000);
        });
        on(RewardDistributor.CLAIMED_EVENT, (transaction, id, log) -> {
            var event = RewardDistributor.getClaimedEventFromLog(log);
            books.claimed(transaction, id, address(event.operator), address(event.account), event.amountWei);
        });
    }

    private void on(Event event, Booking booking) {
        bookingByTopic.put(EventEncoder.encode(event), booking);
    }

    private static String address(String checksummed) {
        return checksummed.toLowerCase(Locale.ROOT);
    }
}
