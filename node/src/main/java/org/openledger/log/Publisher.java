package org.openledger.log;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.openledger.verify.Checkpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the log in the background. Requests that come while it works or rests are served together by its next round,
 * so that a burst of appends costs one checkpoint. After a failure it says so, and tries again after a pause.
 */
public final class Publisher implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Publisher.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    private final Log log;
    private final Duration gathering;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean requested = true;
    private boolean closed;
    private Optional<LogException> failure = Optional.empty();

    private Publisher(Log log, Duration gathering) {
        this.log = log;
        this.gathering = gathering;
        this.thread = Thread.ofPlatform().name("log-publisher").daemon().unstarted(this::work);
    }

    /** Starts publishing; {@code gathering} is how long appends are gathered for one checkpoint. */
    public static Publisher start(Log log, Duration gathering) {
        Publisher publisher = new Publisher(log, gathering);
        publisher.thread.start();
        return publisher;
    }

    /** Asks for a checkpoint over what is committed now; returns at once. */
    public void request() {
        lock.lock();
        try {
            requested = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the first {@code size} entries are published; {@link LogException} when that takes too long. */
    public Checkpoint await(long size, Duration patience) throws InterruptedException {
        request();
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (log.checkpoint().size() < size) {
                if (nanos <= 0 || closed) {
                    throw new LogException("the log did not publish " + size + " entries in time"
                            + failure.map(e -> ": " + e.getMessage()).orElse(""));
                }
                nanos = changed.awaitNanos(nanos);
            }
            return log.checkpoint();
        } finally {
            lock.unlock();
        }
    }

    /** Why the last round failed; empty when it did not. */
    public Optional<LogException> failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Publishes what is committed, then stops. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            requested = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        boolean more = true;
        while (more) {
            try {
                more = rest();
                finish(publish());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Waits for a request and the gathering after it; false when this is the last round. */
    private boolean rest() throws InterruptedException {
        lock.lock();
        try {
            while (!requested) {
                changed.await();
            }
            pause(failure.isPresent() ? PAUSE_AFTER_FAILURE : gathering);
            requested = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends early when the publisher is closed. */
    private void pause(Duration duration) throws InterruptedException {
        long nanos = duration.toNanos();
        while (nanos > 0 && !closed) {
            nanos = changed.awaitNanos(nanos);
        }
    }

    private Optional<LogException> publish() {
        try {
            log.publish();
            return Optional.empty();
        } catch (LogException e) {
            LOGGER.error("publishing the log failed: {}", e.getMessage());
            return Optional.of(e);
        } catch (RuntimeException e) {
            LOGGER.error("publishing the log failed", e);
            return Optional.of(new LogException("publishing the log failed: " + e.getMessage(), e));
        }
    }

    private void finish(Optional<LogException> outcome) {
        lock.lock();
        try {
            failure = outcome;
            requested |= outcome.isPresent();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
