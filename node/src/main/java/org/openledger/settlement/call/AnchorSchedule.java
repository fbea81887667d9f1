package org.openledger.settlement.call;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * When the log is anchored: with each epoch that is settled, whose receipts people are paid by, and else once an entry has waited
 * for so long. So quiet days cost no more anchors than they have epochs, and no entry waits longer. One thread at a time.
 */
public final class AnchorSchedule {
    private final Duration longest;
    private long size;
    private long epoch;
    /** When an entry beyond the size was first seen. */
    private OptionalLong waitingSinceMillis;

    /**
     * @param longest how long an entry waits at most
     * @param size entries under the newest anchor
     * @param epoch the newest that is settled
     * @param waiting whether there are entries beyond the size: nobody knows how long they have waited, and so they wait no longer
     */
    public AnchorSchedule(Duration longest, long size, long epoch, boolean waiting) {
        this.longest = longest;
        this.size = size;
        this.epoch = epoch;
        this.waitingSinceMillis = waiting ? OptionalLong.of(0) : OptionalLong.empty();
    }

    /**
     * Whether a log of so many entries is anchored now.
     *
     * @param settledEpoch the newest that is settled
     */
    public boolean isDue(long nowMillis, long entries, long settledEpoch) {
        if (entries <= size) {
            return false;
        }
        if (waitingSinceMillis.isEmpty()) {
            waitingSinceMillis = OptionalLong.of(nowMillis);
        }
        return settledEpoch > epoch || nowMillis - waitingSinceMillis.getAsLong() >= longest.toMillis();
    }

    /** Says that so many entries are anchored. */
    public void anchored(long entries, long settledEpoch) {
        size = entries;
        epoch = settledEpoch;
        waitingSinceMillis = OptionalLong.empty();
    }
}
