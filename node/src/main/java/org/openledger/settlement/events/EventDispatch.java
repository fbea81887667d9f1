package org.openledger.settlement.events;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Contracts;
import org.openledger.chain.EventFollower;

/**
 * Hands each event to the class of the contract that wrote it. An event that will not be undone by a reorganisation comes in
 * the chain's order, inside the transaction that moves the follower's place. Booking it again changes nothing, and events of
 * other operators' lanes are ignored.
 */
public final class EventDispatch implements EventFollower.Handler {
    private final Map<String, EventBookings> bookingsByAddress;

    public EventDispatch(Contracts contracts, EscrowEvents escrow, DistributorEvents distributor, AnchorEvents anchor) {
        this.bookingsByAddress = Map.of(
                contracts.inferenceEscrow(), escrow.bookings(),
                contracts.rewardDistributor(), distributor.bookings(),
                contracts.logAnchor(), anchor.bookings());
    }

    /** The contracts whose events are to be followed. */
    public List<String> addresses() {
        return List.copyOf(bookingsByAddress.keySet());
    }

    @Override
    public void included(Handle transaction, ChainClient.Block block, List<ChainClient.Log> logs) {
        for (ChainClient.Log log : logs) {
            EventBookings bookings = bookingsByAddress.get(EventBookings.address(log.address()));
            if (bookings == null) {
                throw new IllegalStateException("the chain gave an event of " + log.address()
                        + ", which is not among the followed contracts " + bookingsByAddress.keySet());
            }
            EventId id =
                    new EventId(block.number(), log.index(), log.transactionHash(), block.timestampSeconds() * 1_000);
            bookings.book(transaction, id, log);
        }
    }

    /**
     * The chain took its blocks back from this one on. What they had is expected again under the same transactions, in
     * other blocks; what does not come back is named by {@link ChainCheck}.
     */
    @Override
    public void removed(Handle transaction, long fromBlock) {
        EventTable.takeBack(transaction, fromBlock);
    }
}
