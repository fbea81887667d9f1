package org.openledger.factory.forecast;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.openledger.model.BaseModel;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.TrainingException;
import org.openledger.train.TrainingRow;
import org.openledger.train.forecast.TrainingSpeed;

/**
 * How fast this machine trains a base: measured by a few steps of the run that is asked about, one measurement at a time, and kept
 * for a day for all runs of the same configuration, whatever their rows, seed and number of steps.
 */
public final class Speeds implements AutoCloseable {
    /** What of a configuration changes no step's time. */
    private static final Set<String> OF_NO_WEIGHT = Set.of("steps", "seed", "peakLearningRate", "warmupSteps");

    private static final Duration KEPT = Duration.ofDays(1);
    private static final int BUSY_RETRY_MILLIS = 10_000;

    private final Database database;
    private final InstantSource clock;
    private final Semaphore one = new Semaphore(1);
    private volatile boolean stopping;

    public Speeds(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The speed of runs of a configuration, where it was measured in the last day. */
    public Optional<KeptSpeed> kept(BaseModel base, LoraConfiguration configuration) {
        long oldest = clock.millis() - KEPT.toMillis();
        return database.read(handle -> SpeedTable.find(handle, base.digest(), shape(configuration)))
                .filter(kept -> kept.measuredMillis() >= oldest);
    }

    /**
     * The same, measured now where it is not known: that takes seconds with a small base, and longer with a large one.
     *
     * @throws Refusal when another measurement runs, the rows cannot be learned from, or the node stops
     */
    public KeptSpeed of(BaseModel base, List<TrainingRow> rows, LoraConfiguration configuration) {
        Optional<KeptSpeed> known = kept(base, configuration);
        return known.orElseGet(() -> measured(base, rows, configuration));
    }

    private KeptSpeed measured(BaseModel base, List<TrainingRow> rows, LoraConfiguration configuration) {
        if (!one.tryAcquire()) {
            throw new Refusal(
                    Kind.OVERLOADED.retryAfter(BUSY_RETRY_MILLIS),
                    "The speed of this machine is being measured for another estimate: try again in some seconds.");
        }
        try {
            KeptSpeed found =
                    new KeptSpeed(TrainingSpeed.measure(base, rows, configuration, () -> stopping), clock.millis());
            database.write(tx -> SpeedTable.put(tx, base.digest(), shape(configuration), found));
            return found;
        } catch (CancelledException stopped) {
            throw new Refusal(Kind.NOT_READY, "The node is stopping: ask for the estimate again when it is up.");
        } catch (TrainingException impossible) {
            throw new Refusal(Kind.INVALID, String.valueOf(impossible.getMessage()));
        } finally {
            one.release();
        }
    }

    private static String shape(LoraConfiguration configuration) {
        SortedMap<String, String> settings = new TreeMap<>(configuration.settings());
        settings.keySet().removeAll(OF_NO_WEIGHT);
        settings.putAll(
                Map.of("processors", Integer.toString(Runtime.getRuntime().availableProcessors())));
        return settings.toString();
    }

    /** Stops a measurement and waits for it: it computes with the base, which whoever closes this will free next. */
    @Override
    public void close() {
        stopping = true;
        one.acquireUninterruptibly();
    }
}
