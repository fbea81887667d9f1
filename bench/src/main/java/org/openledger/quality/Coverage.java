package org.openledger.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openledger.attribution.influence.Effects;
import org.openledger.model.BaseModel;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.Measure;
import org.openledger.train.Cancellation;
import org.openledger.train.Progress;

/**
 * How far the intervals of effects hold for another seed. A receipt's interval says how far an effect rests on few of the answer's
 * tokens; whether the same rows learnt in another order would give an effect in it is another question, which this answers: the
 * run is repeated with another seed, with everybody and without each contributor, and each real effect is compared with the
 * interval of the first run. A pair of one answer and one contributor counts once.
 *
 * @param inside the part of the real effects inside, over answers
 * @param points the same for intervals that are widened about the effect
 */
public record Coverage(Measure.Interval inside, List<Point> points) {
    private static final List<Double> FACTORS = List.of(0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0);

    /** @param factor by which both ends are moved away from the effect */
    public record Point(double factor, double inside) {}

    /** @param effects of the first run, one for each query of the experiment */
    static Coverage measure(
            BaseModel base,
            Experiment experiment,
            List<Effects> effects,
            long otherSeed,
            Progress progress,
            Cancellation cancellation) {
        double[][] real = real(base, experiment, otherSeed, progress, cancellation);
        List<Point> points = new ArrayList<>();
        for (double factor : FACTORS) {
            points.add(new Point(
                    factor, Bootstrap.mean(inside(effects, real, factor)).value()));
        }
        return new Coverage(Bootstrap.mean(inside(effects, real, 1)), List.copyOf(points));
    }

    /** Real effects: [contributors][queries]. */
    private static double[][] real(
            BaseModel base, Experiment experiment, long seed, Progress progress, Cancellation cancellation) {
        List<Set<Integer>> sets = new ArrayList<>();
        sets.add(Set.of());
        for (int group = 0; group < experiment.groups().size(); group++) {
            sets.add(Set.of(group));
        }
        Retraining retraining = new Retraining(base, experiment, cancellation);
        try (Retraining.Trained trained = retraining.without(sets, seed, progress)) {
            double[][] losses = retraining.losses(trained.adapters());
            double[][] real = new double[experiment.groups().size()][losses[0].length];
            for (int group = 0; group < real.length; group++) {
                for (int q = 0; q < real[group].length; q++) {
                    real[group][q] = losses[group + 1][q] - losses[0][q];
                }
            }
            return real;
        }
    }

    /** For each query the part of the contributors whose real effect lies inside. */
    private static double[] inside(List<Effects> effects, double[][] real, double factor) {
        double[] parts = new double[effects.size()];
        for (int q = 0; q < parts.length; q++) {
            Effects of = effects.get(q);
            for (int group = 0; group < real.length; group++) {
                double effect = of.effectNats(group);
                double low = effect + factor * (of.lowNats(group) - effect);
                double high = effect + factor * (of.highNats(group) - effect);
                parts[q] += low <= real[group][q] && real[group][q] <= high ? 1.0 / real.length : 0;
            }
        }
        return parts;
    }
}
