package org.openledger.train;

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
}
