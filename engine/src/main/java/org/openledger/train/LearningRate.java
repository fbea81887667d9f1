package org.openledger.train;

/**
 * The learning rate of each step: a linear rise over the warm-up, then half a cosine down to a tenth of the peak. A smooth
 * course is what makes the effect of single rows predictable.
 *
 * @param peak the highest rate
 * @param warmupSteps steps of the rise
 * @param steps steps in all
 */
public record LearningRate(double peak, int warmupSteps, int steps) {
    private static final double FLOOR = 0.1;

    /** The rate of a step that counts from 0. */
    public double at(int step) {
        if (step < warmupSteps) {
            return peak * (step + 1) / warmupSteps;
        }
        double done = (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps);
        return peak * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * done)));
    }
}
