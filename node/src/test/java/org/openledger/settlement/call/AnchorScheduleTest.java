package org.openledger.settlement.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AnchorScheduleTest {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long NOW = Duration.ofDays(20_000).toMillis();
    private static final Duration WALK = Duration.ofHours(6);

    /** What was there at the start is anchored at once: nobody knows how long it has waited. */
    @Test
    void whatWaitedBeforeTheStartWaitsNoLonger() {
        assertThat(new AnchorSchedule(LONGEST, 5, 0, true).isDue(NOW, 7, 0)).isTrue();
        assertThat(new AnchorSchedule(LONGEST, 7, 0, false).isDue(NOW, 7, 3)).isFalse();
        assertThat(new AnchorSchedule(LONGEST, 7, 0, false).isDue(NOW, 8, 0)).isFalse();
    }

    /** Random walks of entries, settlements and time: no entry waits longer than is promised, and no anchor comes without a cause. */
    @Test
    void noEntryWaitsLongerAndNoAnchorIsForNothing() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            AnchorSchedule schedule = new AnchorSchedule(LONGEST, 0, 0, false);
            long entries = 0;
            long anchored = 0;
            long epochs = 0;
            long epochsAtAnchor = 0;
            long oldestMillis = -1;
            long anchors = 0;
            for (long now = 0; now < WALK.toMillis(); now += 1_000) {
                if (random.nextInt(100) == 0) {
                    entries += 1 + random.nextInt(3);
                    oldestMillis = oldestMillis < 0 ? now : oldestMillis;
                }
                epochs += random.nextInt(3_000) == 0 ? 1 : 0;
                boolean waited = oldestMillis >= 0 && now - oldestMillis >= LONGEST.toMillis();
                boolean cause = entries > anchored && (waited || epochs > epochsAtAnchor);
                assertThat(schedule.isDue(now, entries, epochs))
                        .as("seed %d, second %d", seed, now / 1_000)
                        .isEqualTo(cause);
                if (cause) {
                    schedule.anchored(entries, epochs);
                    anchored = entries;
                    epochsAtAnchor = epochs;
                    oldestMillis = -1;
                    anchors++;
                }
            }
            assertThat(anchors).as("seed %d", seed).isBetween(20L, WALK.dividedBy(LONGEST) + epochs);
        }
    }
}
