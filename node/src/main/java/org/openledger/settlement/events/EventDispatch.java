package org.openledger.settlement.events;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Contracts;
import org.openledger.chain.EventFollower;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerException;
import org.openledger.ledger.SpendingLimits;
import org.openledger.settlement.call.SettlementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each event to the class of the contract that wrote it, in the chain's order, inside the transaction that moves the
 * follower's place. Booking an event again changes nothing, and events of other operators' lanes are ignored. What a reorganisation
 * takes back is taken back here too; what comes again is booked as new.
 *
 * <p>An event that cannot be booked, such as a deposit of more gwei than a long holds, is set aside with its reason, and those after
 * it are booked. Only what shows that another node uses the operator's key ends this one.
 */
public final class EventDispatch implements EventFollower.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatch.class);

    private final Map<String, EventBookings> bookingsByAddress;
    private final Undo undo;

    public EventDispatch(
            Contracts contracts,
            EscrowEvents escrow,
            DistributorEvents distributor,
            AnchorEvents anchor,
            Journal journal,
            SpendingLimits limits) {
        this.bookingsByAddress = Map.of(
                contracts.inferenceEscrow(), escrow.bookings(),
                contracts.rewardDistributor(), distributor.bookings(),
                contracts.logAnchor(), anchor.bookings());
        this.undo = new Undo(journal, limits);
    }

    /** The contracts whose events are to be followed. */
    public List<String> addresses() {
        return List.copyOf(bookingsByAddress.keySet());
    }

    /** How many events could not be booked. */
    public static long asideCount(Handle handle) {
        return EventTable.asideCount(handle);
    }

    @Override
    public void included(Handle transaction, ChainClient.Block block, List<ChainClient.Log> logs) {
        Map<String, Integer> seen = new HashMap<>();
        for (ChainClient.Log log : logs) {
            EventBookings bookings = bookingsByAddress.get(EventBookings.address(log.address()));
            if (bookings == null) {
                throw new IllegalStateException("the chain gave an event of " + log.address()
                        + ", which is not among the followed contracts " + bookingsByAddress.keySet());
            }
            int ordinal = seen.merge(log.transactionHash(), 1, Integer::sum) - 1;
            book(
                    transaction,
                    new EventId(
                            block.number(),
                            log.index(),
                            log.transactionHash(),
                            ordinal,
                            block.timestampSeconds() * 1_000),
                    bookings,
                    log);
        }
    }

    private static void book(Handle transaction, EventId id, EventBookings bookings, ChainClient.Log log) {
        String before = "event";
        transaction.savepoint(before);
        try {
            bookings.book(transaction, id, log);
            transaction.releaseSavepoint(before);
        } catch (AnotherNodeException fatal) {
            throw fatal;
        } catch (ArithmeticException
                | IllegalArgumentException
                | IllegalStateException
                | LedgerException
                | SettlementException cannot) {
            transaction.rollbackToSavepoint(before);
            LOG.error("event {} is set aside: {}", id.key(), cannot.getMessage());
            EventTable.setAside(transaction, id, String.valueOf(cannot.getMessage()));
        }
    }

    /**
     * The chain took its blocks back from this one on. An event from before notes were kept is only marked; {@link ChainCheck} names
     * it while it does not come back.
     */
    @Override
    public void removed(Handle transaction, long fromBlock) {
        for (EventTable.Row event : EventTable.from(transaction, fromBlock)) {
            if (event.isOld()) {
                EventTable.missing(transaction, event);
            } else {
                undo.takeBack(transaction, event);
            }
        }
    }
}
