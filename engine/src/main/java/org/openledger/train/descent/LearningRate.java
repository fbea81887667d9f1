package org.openledger.train.descent;

/**
 * The learning rate of each step: a linear rise over the warm-up, then its schedule. A smooth course is what makes the effect of
 * single rows predictable.
 *
 * @param peak the highest rate
 * @param warmupSteps steps of the rise
 * @param steps steps in all
 */
public record LearningRate(double peak, int warmupSteps, int steps, Schedule schedule) {
    /** Of a cosine. */
    public LearningRate(double peak, int warmupSteps, int steps) {
        this(peak, warmupSteps, steps, Schedule.COSINE);
    }

    /** The rate of a step that counts from 0. */
    public double at(int step) {
        if (step < warmupSteps) {
            return peak * (step + 1) / warmupSteps;
        }
        return peak * schedule.part((double) (step - warmupSteps) / Math.max(1, steps - warmupSteps));
    }
}
