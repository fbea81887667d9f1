package org.openledger.api.limit;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One token bucket for each caller, kept as the time at which it is full again (the generic cell rate algorithm, ITU-T I.371). A full
 * bucket is as good as none and is forgotten. Past {@link #MOST_KNOWN} callers with buckets that are not full, those who come
 * anew share one.
 */
public final class Rates {
    public static final int MOST_KNOWN = 1 << 14;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /** A sweep looks at every bucket. */
    private static final long BETWEEN_SWEEPS_NANOS = NANOS_PER_SECOND / 4;

    private static final String THE_OTHERS = "";

    private final long intervalNanos;
    private final long burstNanos;
    private final ConcurrentMap<String, Long> fullAtNanos = new ConcurrentHashMap<>();
    private final AtomicLong nextSweepNanos = new AtomicLong();

    /** @param burst a caller may take at once what comes in so long a time; at least one token */
    public Rates(long perSecond, Duration burst) {
        this.intervalNanos = NANOS_PER_SECOND / perSecond;
        this.burstNanos = Math.max(intervalNanos, burst.toNanos());
    }

    /**
     * Takes one token. The nanoseconds to wait for one when there is none, else 0.
     *
     * @param nowNanos since a fixed time, never falling
     */
    public long take(String caller, long nowNanos) {
        String known = fullAtNanos.containsKey(caller) || hasRoom(nowNanos) ? caller : THE_OTHERS;
        long[] waitNanos = {0};
        fullAtNanos.compute(known, (_, before) -> {
            long fullAt = Math.max(nowNanos, before == null ? nowNanos : before) + intervalNanos;
            if (fullAt - nowNanos <= burstNanos) {
                return fullAt;
            }
            waitNanos[0] = fullAt - nowNanos - burstNanos;
            return before;
        });
        return waitNanos[0];
    }

    private boolean hasRoom(long nowNanos) {
        if (fullAtNanos.size() < MOST_KNOWN) {
            return true;
        }
        long next = nextSweepNanos.get();
        if (nowNanos < next || !nextSweepNanos.compareAndSet(next, nowNanos + BETWEEN_SWEEPS_NANOS)) {
            return false;
        }
        fullAtNanos.values().removeIf(fullAt -> fullAt <= nowNanos);
        return fullAtNanos.size() < MOST_KNOWN;
    }

    /** How many callers have a bucket. */
    public int known() {
        return fullAtNanos.size();
    }
}
