package org.openledger.api.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many calls of one kind run, and how many wait for those, in their order and for a while. One client has a quarter of
 * the room at most. A call whose client has left while it waited is not begun.
 */
final class Room {
    private static final int SHARE = 4;
    private static final long RETRY_MILLIS = 1_000;

    private final Size size;
    private final Duration longestWait;
    private final Semaphore running;
    private final AtomicInteger inside = new AtomicInteger();
    private final ConcurrentMap<String, Integer> ofClient = new ConcurrentHashMap<>();

    /** How many calls may run at once, and how many may wait. */
    record Size(int running, int waiting) {
        private int all() {
            return running + waiting;
        }
    }

    Room(Size size, Duration longestWait) {
        this.size = size;
        this.longestWait = longestWait;
        this.running = new Semaphore(size.running, /* fair= */ true);
    }

    /** A place in the room, until it is closed. */
    @FunctionalInterface
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for a place. A 429 where this client has too many, a 503 where all have.
     *
     * @param exempt who may have the whole room
     * @param bodyIsRead whether the connection can be watched while the call waits
     */
    Place enter(String client, boolean exempt, Context context, boolean bodyIsRead) throws InterruptedException {
        int mine = ofClient.merge(client, 1, Integer::sum);
        int all = inside.incrementAndGet();
        boolean entered = false;
        try {
            if (mine > Math.max(1, size.all() / SHARE) && !exempt) {
                throw ApiException.tooMany(
                        RETRY_MILLIS,
                        "Your address has " + (mine - 1)
                                + " calls of this kind under way, the most it may: wait for one to end.");
            }
            if (all > size.all()) {
                throw full();
            }
            awaitTurn(context, bodyIsRead);
            entered = true;
        } finally {
            if (!entered) {
                leave(client);
            }
        }
        return () -> {
            running.release();
            leave(client);
        };
    }

    private void awaitTurn(Context context, boolean bodyIsRead) throws InterruptedException {
        if (running.tryAcquire(0, TimeUnit.MILLISECONDS)) {
            return;
        }
        if (bodyIsRead) {
            awaitTurnWatching(context);
        } else if (!isMyTurnInTime()) {
            throw full();
        }
    }

    private void awaitTurnWatching(Context context) throws InterruptedException {
        Thread waiting = Thread.currentThread();
        AtomicBoolean left = new AtomicBoolean();
        boolean isMyTurn = false;
        try (ClientWatch _ = ClientWatch.start(context, () -> {
            left.set(true);
            waiting.interrupt();
        })) {
            isMyTurn = isMyTurnInTime();
        } catch (InterruptedException interrupted) {
            if (!left.get()) {
                throw interrupted;
            }
        }
        if (left.get()) {
            Thread.interrupted(); // it was meant for the wait, which is over
            if (isMyTurn) {
                running.release();
            }
            throw ApiException.overloaded(RETRY_MILLIS, "The client left before its turn came.");
        }
        if (!isMyTurn) {
            throw full();
        }
    }

    private boolean isMyTurnInTime() throws InterruptedException {
        return running.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void leave(String client) {
        inside.decrementAndGet();
        ofClient.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }

    private static ApiException full() {
        return ApiException.overloaded(
                RETRY_MILLIS, "The node has too many calls of this kind: try again in a moment.");
    }

    /** How many clients are inside. */
    int clients() {
        return ofClient.size();
    }
}
