package org.openledger.factory;

import java.util.ArrayList;
import java.util.List;
import org.openledger.store.Database;
import org.openledger.train.LossPoint;
import org.openledger.train.Progress;

/** Writes a run's progress and losses to the database, a few times a second at most. */
final class RunProgress implements Progress, AutoCloseable {
    private static final long WRITE_EVERY_NANOS = 250_000_000;

    private final Database database;
    private final String run;
    private final boolean withLosses;
    private final List<LossPoint> losses = new ArrayList<>();
    private long lastWrite = System.nanoTime() - WRITE_EVERY_NANOS;
    private int stepsDone;
    private int stepsTotal;

    /** @param withLosses whether the losses are the run's own, rather than those of adapters that explain it */
    RunProgress(Database database, String run, boolean withLosses) {
        this.database = database;
        this.run = run;
        this.withLosses = withLosses;
    }

    @Override
    public void stepDone(int step, int steps, double loss) {
        stepsDone = step;
        stepsTotal = steps;
        if (withLosses) {
            losses.add(new LossPoint(step, loss));
        }
        if (System.nanoTime() - lastWrite >= WRITE_EVERY_NANOS) {
            write();
        }
    }

    /** Writes what was not written yet. */
    @Override
    public void close() {
        if (stepsTotal > 0) {
            write();
        }
    }

    private void write() {
        database.write(tx -> {
            RunTable.progress(tx, run, stepsDone, stepsTotal);
            RunTable.losses(tx, run, losses);
        });
        losses.clear();
        lastWrite = System.nanoTime();
    }
}
