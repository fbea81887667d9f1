package org.openledger.train;

import java.util.function.Supplier;
import org.openledger.model.Adapter;

/** Hears after every step how far a run is. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress SILENT = (step, steps, loss) -> {};

    /**
     * Called on the training thread after each step.
     *
     * @param step steps done
     * @param steps steps in all
     * @param loss this step's mean loss in nats
     */
    void stepDone(int step, int steps, double loss);

    /**
     * Called after {@link #stepDone} by who trains, whom looking at the adapter changes nothing.
     *
     * @param adapter makes the first slot's adapter so far, which the caller closes
     */
    default void adapterSoFar(int step, int steps, Supplier<Adapter> adapter) {}

    /**
     * Called by who trains a run again, before anything is trained to explain it.
     *
     * @param ppm how smooth the run is, in parts per million
     */
    default void smoothness(int ppm) {}
}
