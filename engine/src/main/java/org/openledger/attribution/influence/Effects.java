package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * The measured effect of each group of contributors on one answer, from the log-probability of each of the answer's tokens
 * under the base, under the model, and under each adapter trained without one group.
 *
 * <p>Intervals are 90 % percentile intervals of the bootstrap over the answer's tokens, widened by √(n/(n−1)) against the
 * bootstrap's narrowness on few tokens (T. Hesterberg, "What teachers should know about the bootstrap", 2015). They say how far
 * an effect rests on few tokens. They do not say how far another training seed would give another effect: the ledger pays for
 * the adapter that answered, whose own effect is exact. One token says nothing about spread, so its interval is [0, 2e].
 *
 * <p>All sums run in the order of the tokens and logarithms are widened from float32 without rounding, so that the same
 * log-probabilities give the same bits everywhere.
 */
public final class Effects {
    /** Largest log-probability: float32 softmax may give a little more than 0. */
    private static final double LARGEST_LOG_PROBABILITY = 1e-3;

    private final List<String> groups;
    private final double[] base;
    private final double[] model;
    private final double[][] without;
    private final long seed;
    private final Estimate estimate;
    private final List<Estimate> resampled;

    /**
     * Log-probabilities in nats, one for each token of the answer.
     *
     * @param groups names of the groups, all different
     * @param base under the base model
     * @param model under base and adapter
     * @param without under the adapter trained without each group: [groups][tokens]
     * @param seed of the resampling
     */
    public Effects(List<String> groups, double[] base, double[] model, double[][] without, long seed) {
        this.groups = List.copyOf(groups);
        this.base = base.clone();
        this.model = model.clone();
        this.without = Arrays.stream(without).map(double[]::clone).toArray(double[][]::new);
        this.seed = seed;
        check();
        int[] once = new int[model.length];
        Arrays.fill(once, 1);
        this.estimate = estimate(once);
        List<Estimate> replicates = new ArrayList<>(TokenResampling.REPLICATES);
        if (model.length > 0) {
            new TokenResampling(model.length, seed).forEach(draws -> replicates.add(estimate(draws)));
        }
        this.resampled = Collections.unmodifiableList(replicates);
    }

    private void check() {
        if (new HashSet<>(groups).size() != groups.size() || without.length != groups.size()) {
            throw new InfluenceException(
                    "effects need one different name for each of " + without.length + " groups, not " + groups);
        }
        checkLogProbabilities("the base", base);
        checkLogProbabilities("the model", model);
        for (int g = 0; g < without.length; g++) {
            checkLogProbabilities("the adapter without " + groups.get(g), without[g]);
        }
    }

    private void checkLogProbabilities(String under, double[] values) {
        if (values.length != model.length) {
            throw new InfluenceException(values.length + " log-probabilities under " + under + " for an answer of "
                    + model.length + " tokens");
        }
        for (double value : values) {
            if (!(value <= LARGEST_LOG_PROBABILITY && value > Double.NEGATIVE_INFINITY)) {
                throw new InfluenceException("a token has log-probability " + value + " under " + under
                        + "; training may have diverged: look at the run's loss curve");
            }
        }
    }

    private Estimate estimate(int[] draws) {
        double added = 0;
        double delta = 0;
        for (int t = 0; t < draws.length; t++) {
            added += draws[t] * Math.max(0, 1 - StrictMath.exp(base[t] - model[t]));
            delta += draws[t] * (model[t] - base[t]);
        }
        double[] effects = new double[without.length];
        for (int g = 0; g < without.length; g++) {
            for (int t = 0; t < draws.length; t++) {
                effects[g] += draws[t] * (model[t] - without[g][t]);
            }
        }
        return new Estimate(draws.length == 0 ? 0 : Math.min(1, added / draws.length), delta, effects);
    }

    public List<String> groups() {
        return groups;
    }

    /** Tokens of the answer. */
    public int tokens() {
        return model.length;
    }

    public long seed() {
        return seed;
    }

    /** The answer itself. */
    public Estimate estimate() {
        return estimate;
    }

    /** Resamples of the answer's tokens; none for an empty answer. */
    public List<Estimate> resampled() {
        return resampled;
    }

    /** Δ: the answer's log-likelihood under the model minus under the base. */
    public double deltaNats() {
        return estimate.deltaNats();
    }

    public double effectNats(int group) {
        return estimate.effectNats()[group];
    }

    /** Lower end of the 90 % interval. */
    public double lowNats(int group) {
        return end(group, 0.05);
    }

    /** Upper end of the 90 % interval. */
    public double highNats(int group) {
        return end(group, 0.95);
    }

    private double end(int group, double quantile) {
        double effect = effectNats(group);
        if (tokens() < 2) {
            return quantile < 0.5 ? Math.min(0, 2 * effect) : Math.max(0, 2 * effect);
        }
        double[] sorted = resampled.stream()
                .mapToDouble(replicate -> replicate.effectNats()[group])
                .sorted()
                .toArray();
        double at = sorted[(int) Math.round(quantile * (sorted.length - 1))];
        return effect + (at - effect) * StrictMath.sqrt(tokens() / (tokens() - 1.0));
    }

    public double[] baseLogProbabilities() {
        return base.clone();
    }

    public double[] modelLogProbabilities() {
        return model.clone();
    }

    /** Log-probabilities under the adapter trained without the group. */
    public double[] logProbabilitiesWithout(int group) {
        return without[group].clone();
    }
}
