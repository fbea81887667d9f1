package org.openledger.api.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.openledger.api.http.Room.Size;
import org.openledger.api.limit.ClientAddresses;
import org.openledger.api.limit.Rates;
import org.openledger.client.call.Cost;

/**
 * Who may have how much of the node, by what a call costs. First each client's address has a rate, before anything is read for
 * it; then the account that it acts for; then the call takes its place in the room of its kind. What cannot be served within a
 * while is refused with a time to wait. Kinds do not wait for each other, and reads leave connections of the database to what
 * settles and attributes.
 *
 * <p>Streams, answers and calls of the chain have their rates here, and their places where they run: {@link LiveEvents}, the
 * gateway, and the chain's proxy. The administrator has no rate. An address where nothing is has none either: to refuse it would
 * cost as much.
 */
public final class Admission {
    private static final String OPERATOR = "administrator";
    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Options options;
    private final LongSupplier nanos;
    private final Map<Cost, Rates> rates = new EnumMap<>(Cost.class);
    private final Map<Cost, Room> rooms = new EnumMap<>(Cost.class);
    private final BodyMemory bodies = new BodyMemory(Runtime.getRuntime().maxMemory());

    /**
     * What an operator chooses.
     *
     * @param perSecond calls that one client may make on average; a kind that is not named has no rate
     * @param burst a client may make at once what it may make in so long a time
     * @param connections of the database; empty where any number of calls may run at once
     * @param longestWait for a place
     */
    public record Options(
            Map<Cost, Long> perSecond,
            Duration burst,
            OptionalInt connections,
            Duration longestWait,
            ClientAddresses addresses) {
        public static final Duration STANDARD_BURST = Duration.ofSeconds(10);
        public static final Duration STANDARD_WAIT = Duration.ofSeconds(2);
        /** Refuses nobody. */
        public static final Options UNLIMITED =
                new Options(Map.of(), STANDARD_BURST, OptionalInt.empty(), STANDARD_WAIT, ClientAddresses.DIRECT);

        public Options {
            perSecond = Map.copyOf(perSecond);
        }
    }

    public Admission(Options options) {
        this(options, System::nanoTime);
    }

    /** @param nanos a clock that never falls */
    Admission(Options options, LongSupplier nanos) {
        this.options = options;
        long start = nanos.getAsLong();
        this.nanos = () -> nanos.getAsLong() - start;
        options.perSecond.forEach((cost, perSecond) -> rates.put(cost, new Rates(perSecond, options.burst)));
        options.connections.ifPresent(connections -> {
            for (Cost cost : Cost.values()) {
                Size size = size(cost, connections);
                if (size.running() > 0) {
                    rooms.put(cost, new Room(size, options.longestWait));
                }
            }
        });
    }

    /** Readers hold a connection each while they run, writers one together. */
    private static Size size(Cost cost, int connections) {
        return switch (cost) {
            case HEALTH -> new Size(1, 31);
            case READ -> new Size(Math.max(1, connections * 3 / 8), 256);
            case LIST -> new Size(Math.max(1, connections / 4), 128);
            case SIGN_IN, WRITE -> new Size(4, 124);
            case SETTLE -> new Size(8, 24);
            case UPLOAD -> new Size(4, 28);
            case RECOMPUTE -> new Size(2, 6);
            case STREAM, ASK, CHAIN -> new Size(0, 0);
        };
    }

    /**
     * Takes a call of a client on, by its address. A 429 when it makes too many.
     *
     * @param administers whether it holds the node's admin token
     */
    public Visit arrive(Cost cost, Context context, boolean administers) {
        Visit visit = new Visit(cost, administers ? OPERATOR : options.addresses.of(context), administers);
        visit.charge(visit.client, "Your address");
        return visit;
    }

    /** A call that was taken on, on its way to its handler. */
    public final class Visit {
        private final Cost cost;
        private final String client;
        private final boolean administers;

        private Visit(Cost cost, String client, boolean administers) {
            this.cost = cost;
            this.client = client;
            this.administers = administers;
        }

        /** The address that limits count. */
        String client() {
            return client;
        }

        /** Charges the account that the caller acts for, whatever addresses it comes from. A 429 when it makes too many. */
        void charge(Access.Caller caller) {
            caller.payer().ifPresent(payer -> charge(payer, "Your account"));
        }

        private void charge(String who, String name) {
            Rates rate = rates.get(cost);
            if (rate == null || administers) {
                return;
            }
            long waitNanos = rate.take(who, nanos.getAsLong());
            if (waitNanos > 0) {
                throw ApiException.tooMany(
                        Math.ceilDiv(waitNanos, NANOS_PER_MILLI),
                        name + " makes more than " + options.perSecond.get(cost)
                                + " calls of this kind a second: wait, then ask more slowly.");
            }
        }

        /** Takes the memory of the call's body. An upload is read line by line, and takes none. */
        BodyMemory.Part body(Context context) {
            return cost == Cost.UPLOAD || administers ? () -> {} : bodies.take(client, context);
        }

        /** Waits for a place among the calls of its kind. A 503 when there is none in time. */
        Room.Place place(Context context, boolean bodyIsRead) throws InterruptedException {
            Room room = rooms.get(cost);
            return room == null ? () -> {} : room.enter(client, administers, context, bodyIsRead);
        }
    }

    /** How many entries limits keep for clients. */
    int known() {
        return rates.values().stream().mapToInt(Rates::known).sum()
                + rooms.values().stream().mapToInt(Room::clients).sum();
    }
}
