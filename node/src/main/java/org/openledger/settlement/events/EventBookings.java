package org.openledger.settlement.events;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.ChainClient;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.methods.response.Log;

/** What is done with each event of one contract. Other events of the contract change nothing. */
final class EventBookings {
    private final Map<String, Booking<Log>> bookingByTopic = new HashMap<>();

    /** What is done with one event. */
    interface Booking<E> {
        void book(Handle transaction, EventId id, E event);
    }

    /** @param read from a log to the event, as its binding has it */
    <E> EventBookings on(Event event, Function<Log, E> read, Booking<E> booking) {
        bookingByTopic.put(
                EventEncoder.encode(event), (transaction, id, log) -> booking.book(transaction, id, read.apply(log)));
        return this;
    }

    void book(Handle transaction, EventId id, ChainClient.Log log) {
        Booking<Log> booking =
                bookingByTopic.get(log.topics().isEmpty() ? "" : log.topics().getFirst());
        if (booking != null) {
            booking.book(transaction, id, log.toWeb3j());
        }
    }

    /** An address as the node writes it; bindings give it with a checksum's capitals. */
    static String address(String checksummed) {
        return checksummed.toLowerCase(Locale.ROOT);
    }
}
