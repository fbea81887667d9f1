package org.openledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class NodeClockTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Instant machine = START;
    private Duration passed = Duration.ofHours(5);

    private NodeClock clock(boolean countsSleep) {
        return new NodeClock(() -> machine, new NodeClock.Passing(() -> passed, countsSleep));
    }

    private void pass(Duration time) {
        machine = machine.plus(time);
        passed = passed.plus(time);
    }

    @Test
    void aClockThatRunsIsFollowedAlsoWhereItIsCorrectedALittle() {
        NodeClock clock = clock(true);
        for (int second = 0; second < 10_000; second++) {
            pass(Duration.ofSeconds(1));
            machine = machine.plusMillis(20); // 2 % fast: after hours it is minutes off, but never at once
            assertThat(clock.instant()).isEqualTo(machine);
            assertThat(clock.ahead()).isZero();
        }
    }

    @Test
    void aClockSetForwardOrBackIsNotFollowedUntilItIsRightAgain() {
        Random random = new Random(7);
        NodeClock clock = clock(true);
        Instant right = START;
        for (int round = 0; round < 1_000; round++) {
            Duration time = Duration.ofSeconds(random.nextLong(3_600));
            pass(time);
            right = right.plus(time);
            Duration jump = Duration.ofSeconds(random.nextLong(61, 400_000_000L) * (random.nextBoolean() ? 1 : -1));
            machine = machine.plus(jump);
            assertThat(clock.instant()).isEqualTo(right);
            assertThat(clock.ahead()).isEqualTo(jump);
            machine = machine.minus(jump);
            assertThat(clock.ahead()).isZero();
        }
    }

    @Test
    void aMachineThatSleptIsNotTakenForOneWhoseClockWasSet() {
        NodeClock clock = clock(false);
        machine = machine.plus(Duration.ofHours(8));
        assertThat(clock.instant()).isEqualTo(machine);
        machine = machine.minus(Duration.ofHours(8));
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(8)));
        assertThat(clock.ahead()).isEqualTo(Duration.ofHours(-8));
    }

    @Test
    void aNodeThatStartsNeverBeginsBeforeWhatItKept() {
        NodeClock clock = clock(true);
        Instant kept = START.plus(Duration.ofDays(2));
        clock.notBefore(kept);
        assertThat(clock.instant()).isEqualTo(kept);
        assertThat(clock.ahead()).isEqualTo(Duration.ofDays(-2));
        pass(Duration.ofMinutes(3));
        assertThat(clock.instant()).isEqualTo(kept.plus(Duration.ofMinutes(3)));
        machine = machine.plus(Duration.ofDays(2));
        assertThat(clock.ahead()).isZero();
        clock.notBefore(START);
        assertThat(clock.instant()).isEqualTo(machine);
    }

    @Test
    void thisMachineSaysHowMuchTimePassed() throws InterruptedException {
        NodeClock.Passing passing = NodeClock.Passing.ofThisMachine();
        Duration before = passing.since().get();
        Thread.sleep(50);
        assertThat(passing.since().get()).isGreaterThan(before);
    }
}
