package org.openledger.store;

import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A background thread: the only kind there is in a node. It takes a step, rests as long as the step says or until it is
 * woken, and begins again. Failures that pass by themselves are retried; any other ends the thread, and so reaches the
 * thread's uncaught exception handler, which ends the process.
 */
public final class Loop implements AutoCloseable {
    /** A rest that only {@link #wake} or {@link #close} ends. */
    public static final Duration UNTIL_WOKEN = Duration.ofDays(365);

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    /** After an interruption a step has only to unwind. */
    private static final Duration UNWINDING = Duration.ofSeconds(5);

    private final Step step;
    private final Retry retry;
    private final Duration drain;
    private final Thread thread;
    private final Semaphore wakes = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);
    private int failures;
    private String lastFailure = "";

    /** One round of a loop. */
    @FunctionalInterface
    public interface Step {
        /** Does what can be done now; gives how long to rest before the next round. */
        Duration run() throws InterruptedException;
    }

    /**
     * What a loop tries again. A full disk and a database out of reach always are.
     *
     * @param first the pause after a first failure; it doubles with each further one
     * @param longest the longest pause
     * @param kinds the other failures that pass by themselves
     */
    public record Retry(Duration first, Duration longest, Set<Class<? extends RuntimeException>> kinds) {
        private static final Set<Class<? extends RuntimeException>> ALWAYS =
                Set.of(DiskFullException.class, DatabaseUnreachableException.class);

        public Retry {
            if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
                throw new IllegalArgumentException("a pause must be positive, and the longest not below the first");
            }
            kinds = Set.copyOf(kinds);
        }

        /** Every failure is followed by the same pause. */
        public static Retry every(Duration pause) {
            return new Retry(pause, pause, Set.of());
        }

        public static Retry doubling(Duration first, Duration longest) {
            return new Retry(first, longest, Set.of());
        }

        /** One more kind of failure that passes by itself. */
        public Retry also(Class<? extends RuntimeException> kind) {
            Set<Class<? extends RuntimeException>> more = new HashSet<>(kinds);
            more.add(kind);
            return new Retry(first, longest, more);
        }

        boolean passes(RuntimeException failure) {
            return ALWAYS.stream().anyMatch(kind -> kind.isInstance(failure))
                    || kinds.stream().anyMatch(kind -> kind.isInstance(failure));
        }

        Duration pauseAfter(int failures) {
            Duration pause = first;
            for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
                pause = pause.multipliedBy(2);
            }
            return pause.compareTo(longest) < 0 ? pause : longest;
        }
    }

    /**
     * A loop that has not started.
     *
     * @param name of the loop and its thread
     * @param drain how long a step may go on when the loop is closed; then it is interrupted
     */
    public Loop(String name, Step step, Retry retry, Duration drain) {
        this.step = step;
        this.retry = retry;
        this.drain = drain;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    public Loop start() {
        thread.start();
        return this;
    }

    /** Ends the present rest, or skips the next one. The pause after a failure is kept. */
    public void wake() {
        wakes.release();
    }

    /** For a step that may end early, because the loop is being closed. */
    public boolean stopping() {
        return stop.getCount() == 0;
    }

    /** Rests inside a step; false when the loop is being closed, and at once. */
    public boolean pause(Duration pause) throws InterruptedException {
        return !stop.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        while (!stopping()) {
            try {
                Duration rest = step.run();
                failures = 0;
                lastFailure = "";
                rest(rest);
            } catch (InterruptedException e) {
                requireStopping(e);
            } catch (RuntimeException failure) {
                await(failure);
            }
        }
    }

    private void rest(Duration rest) throws InterruptedException {
        if (!stopping() && wakes.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS)) {
            wakes.drainPermits();
        }
    }

    private void requireStopping(InterruptedException interruption) {
        if (!stopping()) {
            throw new IllegalStateException(thread.getName() + " was interrupted while the node runs", interruption);
        }
    }

    /** Waits until the failure may have passed; throws it when it does not pass by itself. */
    private void await(RuntimeException failure) {
        if (stopping()) {
            if (!isInterruption(failure)) {
                LOG.warn("{} ended its last step early: {}", thread.getName(), failure.toString());
            }
            return;
        }
        if (!retry.passes(failure)) {
            throw failure;
        }
        failures++;
        Duration pause = retry.pauseAfter(failures);
        say(failure, pause);
        try {
            pause(pause);
        } catch (InterruptedException e) {
            requireStopping(e);
        }
    }

    /** Whether a step unwound because {@link #close} interrupted it: the end that was asked for. */
    private static boolean isInterruption(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(
                        cause -> cause instanceof InterruptedException || cause instanceof ClosedByInterruptException);
    }

    /** Once for a row of equal failures: a chain that is away for a night is one line. */
    private void say(RuntimeException failure, Duration pause) {
        String message = String.valueOf(failure.getMessage());
        if (!message.equals(lastFailure)) {
            LOG.warn("{} tries again, first in {} ms: {}", thread.getName(), pause.toMillis(), message);
        }
        lastFailure = message;
    }

    /**
     * Lets the present step end, interrupts it when it takes longer than the drain, and waits for the thread. A thread that
     * goes on all the same ends the process: what it uses is freed next.
     */
    @Override
    public void close() {
        stop.countDown();
        wakes.release();
        if (thread.getState() == Thread.State.NEW || joined(drain)) {
            return;
        }
        thread.interrupt();
        if (!joined(UNWINDING)) {
            IllegalStateException stuck = new IllegalStateException(thread.getName() + " did not stop within "
                    + drain.plus(UNWINDING).toSeconds() + " s");
            stuck.setStackTrace(thread.getStackTrace());
            thread.getUncaughtExceptionHandler().uncaughtException(thread, stuck);
        }
    }

    /** Whether the thread has ended. An interruption of the caller is kept for later: nothing may be freed before. */
    private boolean joined(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        while (true) {
            try {
                boolean ended = thread.join(Duration.ofNanos(deadline - System.nanoTime()));
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return ended;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
