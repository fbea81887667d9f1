package org.openledger.log;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.openledger.store.Loop;
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
    private static final Duration DRAIN = Duration.ofMinutes(1);

    private final Log log;
    private final Duration gathering;
    private final Loop loop;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<LogException> failure = Optional.empty();

    private Publisher(Log log, Duration gathering) {
        this.log = log;
        this.gathering = gathering;
        this.loop = new Loop(
                "log-publisher",
                this::round,
                Loop.Retry.every(PAUSE_AFTER_FAILURE).also(LogException.class),
                DRAIN);
    }

    /** Starts publishing; {@code gathering} is how long appends are gathered for one checkpoint. */
    public static Publisher start(Log log, Duration gathering) {
        Publisher publisher = new Publisher(log, gathering);
        publisher.loop.start();
        return publisher;
    }

    /** Asks for a checkpoint over what is committed now; returns at once. */
    public void request() {
        loop.wake();
    }

    /** Waits until the first {@code size} entries are published; {@link LogException} when that takes too long. */
    public Checkpoint await(long size, Duration patience) throws InterruptedException {
        request();
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (log.checkpoint().size() < size) {
                if (nanos <= 0 || loop.stopping()) {
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
        loop.close();
        try {
            log.publish();
        } catch (LogException e) {
            LOGGER.error("the log is published at the next start: {}", e.getMessage());
        }
        finish(Optional.empty());
    }

    /** Gathers what comes together, and publishes it. */
    private Duration round() throws InterruptedException {
        loop.pause(gathering);
        try {
            log.publish();
        } catch (LogException e) {
            finish(Optional.of(e));
            throw e;
        }
        finish(Optional.empty());
        return Loop.UNTIL_WOKEN;
    }

    private void finish(Optional<LogException> outcome) {
        lock.lock();
        try {
            failure = outcome;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
