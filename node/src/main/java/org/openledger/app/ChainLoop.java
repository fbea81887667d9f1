package org.openledger.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ChainException;
import org.openledger.chain.EventFollower;
import org.openledger.log.Log;
import org.openledger.settlement.Settlement;
import org.openledger.store.Database;
import org.openledger.store.DiskFullException;
import org.openledger.verify.Checkpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the node does again and again for the chain: read its events, let challenge windows end, anchor the log. */
final class ChainLoop implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ChainLoop.class);
    private static final long LOCAL_PERIOD_MILLIS = 200;
    private static final long REMOTE_PERIOD_MILLIS = 3_000;
    private static final long ANCHOR_PERIOD_MILLIS = 2_000;
    private static final long FAILED_PERIOD_MILLIS = 5_000;

    private final ChainClient client;
    private final Settlement settlement;
    private final Log log;
    private final Database database;
    private final InstantSource clock;
    private final Thread thread = Thread.ofVirtual().name("chain-loop").unstarted(this::run);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private long readBlock = -1;
    private long anchoredSize;
    private long anchoredMillis;
    private volatile boolean stopping;

    ChainLoop(ChainClient client, Settlement settlement, Log log, Database database, InstantSource clock) {
        this.client = client;
        this.settlement = settlement;
        this.log = log;
        this.database = database;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /** Waits until the events of this block are booked; false when that takes too long. */
    boolean awaitBlock(long block, Duration timeout) throws InterruptedException {
        long leftNanos = timeout.toNanos();
        lock.lock();
        try {
            while (readBlock < block && leftNanos > 0) {
                leftNanos = progress.awaitNanos(leftNanos);
            }
            return readBlock >= block;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long period = client.chain().confirmations() == 0 ? LOCAL_PERIOD_MILLIS : REMOTE_PERIOD_MILLIS;
        while (!stopping) {
            long pause = period;
            try {
                turn();
            } catch (ChainException | DiskFullException e) {
                if (!stopping) {
                    LOGGER.warn("reading the chain waits: {}", e.getMessage());
                }
                pause = FAILED_PERIOD_MILLIS;
            } catch (RuntimeException e) {
                LOGGER.error("reading the chain failed; trying again", e);
                pause = FAILED_PERIOD_MILLIS;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private void turn() {
        long head = client.blockNumber() - client.chain().confirmations();
        if (settlement.step() < EventFollower.MAX_BLOCKS) {
            readThrough(head);
        }
        anchor();
    }

    /** Publishes and anchors what the log has grown by, not more often than the period allows. */
    private void anchor() {
        long now = clock.millis();
        if (now - anchoredMillis >= ANCHOR_PERIOD_MILLIS && log.size() > anchoredSize) {
            Checkpoint checkpoint = log.publish();
            database.write(tx -> settlement.anchors().anchor(tx, checkpoint.size(), checkpoint.root()));
            anchoredSize = checkpoint.size();
            anchoredMillis = now;
        }
    }

    private void readThrough(long block) {
        lock.lock();
        try {
            readBlock = Math.max(readBlock, block);
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
