package org.openledger.factory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.openledger.factory.forecast.Phase;
import org.openledger.factory.forecast.PhaseTable;
import org.openledger.model.Adapter;
import org.openledger.store.Database;
import org.openledger.train.LossPoint;
import org.openledger.train.Progress;

/**
 * Writes how far a run is, its losses and the time of its steps to the database, a few times a second at most. The first step of a
 * phase, or after a pause, is not timed: what is prepared before it is no step.
 */
final class RunProgress implements Progress, AutoCloseable {
    private static final long WRITE_EVERY_NANOS = 250_000_000;

    private final Database database;
    private final String run;
    private final Phase phase;
    private final Runnable changed;
    private final Looking looking;
    private final List<LossPoint> losses = new ArrayList<>();
    private long lastWrite = System.nanoTime() - WRITE_EVERY_NANOS;
    private int stepsDone;
    private int stepsTotal;
    private int timedFrom;
    private long timedSince;

    /** Looks at the adapter so far. */
    @FunctionalInterface
    interface Looking {
        void after(int step, int steps, Supplier<Adapter> adapter);
    }

    /**
     * @param changed told of every write
     * @param looking at the adapter while it is trained; the losses of other phases are not the run's own
     */
    RunProgress(Database database, String run, Phase phase, Runnable changed, Looking looking) {
        this.database = database;
        this.run = run;
        this.phase = phase;
        this.changed = changed;
        this.looking = looking;
    }

    /** Of a phase whose losses are those of adapters that explain the run. */
    RunProgress(Database database, String run, Phase phase, Runnable changed) {
        this(database, run, phase, changed, (step, steps, adapter) -> {});
    }

    @Override
    public void stepDone(int step, int steps, double loss) {
        if (stepsTotal == 0) {
            timedFrom = step;
            timedSince = System.nanoTime();
        }
        stepsDone = step;
        stepsTotal = steps;
        if (phase == Phase.TRAINING) {
            losses.add(new LossPoint(step, loss));
        }
        if (System.nanoTime() - lastWrite >= WRITE_EVERY_NANOS) {
            write();
        }
    }

    @Override
    public void adapterSoFar(int step, int steps, Supplier<Adapter> adapter) {
        looking.after(step, steps, adapter);
    }

    @Override
    public void smoothness(int ppm) {
        database.write(tx -> RunTable.smoothness(tx, run, ppm));
        changed.run();
    }

    /** Writes what was not written yet. */
    @Override
    public void close() {
        if (stepsTotal > 0) {
            write();
        }
    }

    private void write() {
        long now = System.nanoTime();
        database.write(tx -> {
            RunTable.progress(tx, run, stepsDone, stepsTotal);
            RunTable.losses(tx, run, losses);
            PhaseTable.timed(tx, run, phase, stepsDone - timedFrom, (now - timedSince) / 1e9);
        });
        losses.clear();
        timedFrom = stepsDone;
        timedSince = now;
        lastWrite = now;
        changed.run();
    }
}
