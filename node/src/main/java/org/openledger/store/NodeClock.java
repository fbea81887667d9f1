package org.openledger.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The machine's clock, as long as it runs. Deadlines of money and rights hang on it, so a clock that is set forward or back is not
 * followed: time then goes on as it passes, {@link #ahead} says how far the machine's clock is off, and it is followed again when it
 * is right again. A node that starts goes by the machine's clock, but never begins before what it kept ({@link #notBefore}).
 */
public final class NodeClock implements InstantSource {
    /** Network time moves a clock by less than this at once, and people who set clocks by more. */
    static final Duration TOLERANCE = Duration.ofMinutes(1);

    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final double NANOS_PER_SECOND = 1e9;

    private final InstantSource machine;
    private final Passing passing;
    /** A time that was right, and what had passed then. */
    private Instant right;

    private Duration passedThen;
    private Duration ahead = Duration.ZERO;

    /**
     * Time that passes, whatever clocks are set to.
     *
     * @param since some moment
     * @param countsSleep whether it goes on while the machine sleeps
     */
    record Passing(Supplier<Duration> since, boolean countsSleep) {
        /** Linux says how long the machine is up, asleep or not; elsewhere Java's nanoTime stands still in sleep. */
        static Passing ofThisMachine() {
            return Files.isReadable(UPTIME)
                    ? new Passing(Passing::uptime, true)
                    : new Passing(() -> Duration.ofNanos(System.nanoTime()), false);
        }

        private static Duration uptime() {
            try {
                String seconds = Files.readString(UPTIME).split(" ", 2)[0];
                return Duration.ofNanos((long) (Double.parseDouble(seconds) * NANOS_PER_SECOND));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    NodeClock(InstantSource machine, Passing passing) {
        this.machine = machine;
        this.passing = passing;
        this.right = machine.instant();
        this.passedThen = passing.since.get();
    }

    public static NodeClock ofThisMachine() {
        return new NodeClock(Clock.systemUTC(), Passing.ofThisMachine());
    }

    /** Time goes on from a moment that is known to have been, where the machine's clock has not reached it. */
    public synchronized void notBefore(Instant moment) {
        if (moment.isAfter(instant())) {
            right = moment;
            passedThen = passing.since.get();
        }
    }

    @Override
    public synchronized Instant instant() {
        Duration passed = passing.since.get();
        Instant expected = right.plus(passed).minus(passedThen);
        Instant said = machine.instant();
        Duration off = Duration.between(expected, said);
        boolean slept = !passing.countsSleep && !off.isNegative();
        if (slept || off.abs().compareTo(TOLERANCE) <= 0) {
            right = said;
            passedThen = passed;
            ahead = Duration.ZERO;
            return said;
        }
        ahead = off;
        return expected;
    }

    /** How far the machine's clock is before this one; negative where it is behind; zero where this one follows it. */
    public synchronized Duration ahead() {
        instant();
        return ahead;
    }
}
