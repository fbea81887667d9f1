package org.openledger.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ChainException;
import org.openledger.chain.EventFollower;
import org.openledger.chain.governance.BuildingFees;
import org.openledger.chain.governance.FeeSplits;
import org.openledger.chain.rights.LicenceEvents;
import org.openledger.chain.token.TokenOwners;
import org.openledger.log.Log;
import org.openledger.log.LogException;
import org.openledger.setting.Settings;
import org.openledger.settlement.Settlement;
import org.openledger.settlement.call.AnchorSchedule;
import org.openledger.settlement.call.AnchoredCheckpoint;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.store.Database;
import org.openledger.store.Loop;
import org.openledger.verify.Checkpoint;

/** What the node does again and again for the chain: read its events, let challenge windows end, anchor the log. */
final class ChainLoop implements AutoCloseable {
    private static final Duration FAILED_PERIOD = Duration.ofSeconds(5);

    private final ChainClient client;
    private final Settlement settlement;
    private final TokenOwners owners;
    private final LicenceEvents licences;
    private final Optional<FeeSplits> splits;
    private final Optional<BuildingFees> building;
    private final Log log;
    private final Database database;
    private final InstantSource clock;
    private final Duration poll;
    private final AnchorSchedule anchoring;
    private final Loop loop = new Loop(
            "chain-loop",
            this::turn,
            Loop.Retry.every(FAILED_PERIOD).also(ChainException.class).also(LogException.class),
            Duration.ZERO);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private long readBlock = -1;

    ChainLoop(
            FoundationParts on,
            Settlement settlement,
            TokenOwners owners,
            LicenceEvents licences,
            Optional<FeeSplits> splits,
            Optional<BuildingFees> building) {
        this.licences = licences;
        this.splits = splits;
        this.building = building;
        this.owners = owners;
        this.client = on.client();
        this.settlement = settlement;
        this.log = on.log();
        this.database = on.database();
        this.clock = on.clock();
        this.poll = on.values().get(Settings.CHAIN_POLL);
        this.anchoring = database.read(handle -> {
            long anchored = settlement
                    .anchors()
                    .newest(handle)
                    .map(AnchoredCheckpoint::size)
                    .orElse(0L);
            return new AnchorSchedule(
                    on.values().get(Settings.CHAIN_ANCHOR_PERIOD),
                    anchored,
                    EpochTable.newestSettled(handle),
                    Log.size(handle) > anchored);
        });
    }

    void start() {
        loop.start();
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

    /** Whether the events of this block are booked. */
    boolean isRead(long block) {
        lock.lock();
        try {
            return readBlock >= block;
        } finally {
            lock.unlock();
        }
    }

    private Duration turn() {
        long head = client.settledBlock();
        if (!read()) {
            readThrough(head);
        }
        anchor();
        return poll;
    }

    /** Books what the chain has and was not read; whether there may be more. One thread at a time. */
    boolean read() {
        int money = settlement.step();
        int tokens = owners.step();
        int rights = licences.step();
        int parameters = splits.map(FeeSplits::step).orElse(0);
        int fees = building.map(BuildingFees::step).orElse(0);
        return Stream.of(money, tokens, rights, parameters, fees)
                .anyMatch(blocks -> blocks == EventFollower.MAX_BLOCKS);
    }

    /** Publishes and anchors what the log has grown by, when the schedule says so. */
    private void anchor() {
        long settled = database.read(EpochTable::newestSettled);
        if (anchoring.isDue(clock.millis(), log.size(), settled)) {
            Checkpoint checkpoint = log.publish();
            database.write(tx -> settlement.anchors().anchor(tx, checkpoint.size(), checkpoint.root()));
            anchoring.anchored(checkpoint.size(), settled);
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
        loop.close();
    }
}
