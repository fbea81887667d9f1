package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The measured effect of each contributor on one answer, from the log-probability of each of the answer's tokens under the base,
 * under the model, and under each {@link Removal}. Removals of one trail (the training rows) are divided by {@link JointEffects};
 * the effects of several trails add up, see {@link #plus}.
 *
 * <p>Intervals are 90 % percentile intervals of the bootstrap over the answer's tokens, widened by √(n/(n−1)) against the
 * bootstrap's narrowness on few tokens (T. Hesterberg, "What teachers should know about the bootstrap", 2015). They say how far
 * an effect rests on few tokens. How far another seed of the run would give another effect, a {@link
 * org.openledger.attribution.calibration.Calibration} says, by which they are widened. One token says nothing about spread, so its interval is [0, 2e].
 *
 * <p>A {@link PredictedEffect} effect has no tokens to resample. In each resample it lies at one end of its doubt or the other, by a coin of
 * its own, so that nobody is sure of it. So does one that is told from coded runs, which has tokens too.
 *
 * <p>All sums run in the order of the tokens and logarithms are widened from float32 without rounding, so that the same
 * log-probabilities give the same bits everywhere.
 */
public final class Effects {
    /** Largest log-probability: float32 softmax may give a little more than 0. */
    private static final double LARGEST_LOG_PROBABILITY = 1e-3;

    private final double[] base;
    private final double[] model;
    private final List<Removal> training;
    private final List<Map<String, double[]>> trails;
    private final List<PredictedEffect> foreseen;
    /** Of contributors whose effects are told from coded runs, half of the width of their doubt, in nats. */
    private final Map<String, Double> told;

    private final long seed;
    private final List<String> groups;
    /** What each group adds to each token, in nats: [groups][tokens]. */
    private final double[][] ofToken;
    /** The part of each token's probability that fine-tuning added. */
    private final double[] addedTo;

    /** What each group adds to the answer by effects that were foreseen, in nats. */
    private final double[] unmeasured;

    private final Estimate estimate;
    private final List<Estimate> resampled;

    /**
     * Log-probabilities in nats, one for each token of the answer.
     *
     * @param base under the base model
     * @param model under base and adapter
     * @param removals of the training rows; every contributor in a set also has a removal of its own
     * @param seed of the resampling
     */
    public Effects(double[] base, double[] model, List<Removal> removals, long seed) {
        this(base, model, removals, List.of(), seed);
    }

    /**
     * The same where some removals of the training rows were measured and the others foreseen.
     *
     * @param measured whoever is in it is in it alone too, and with every set inside a set of it
     * @param foreseen all removals, the measured ones too
     */
    Effects(double[] base, double[] model, List<Removal> measured, List<PredictedEffect> foreseen, long seed) {
        this(
                seed,
                base.clone(),
                model.clone(),
                List.copyOf(measured),
                List.of(divide(model, measured)),
                List.copyOf(foreseen),
                Map.of());
    }

    /**
     * Of runs that each leave out many, from which the effect of each is told.
     *
     * @param ofTokens nats of each contributor and token, in the order of the effects
     * @param doubts of each contributor, half of the width of a 90 % interval of the answer's nats
     */
    static Effects told(
            double[] base, double[] model, Map<String, double[]> ofTokens, Map<String, Double> doubts, long seed) {
        return new Effects(seed, base.clone(), model.clone(), List.of(), List.of(ofTokens), List.of(), doubts);
    }

    private Effects(
            long seed,
            double[] base,
            double[] model,
            List<Removal> training,
            List<Map<String, double[]>> trails,
            List<PredictedEffect> foreseen,
            Map<String, Double> told) {
        this.told = told;
        this.base = base;
        this.model = model;
        this.training = training;
        this.trails = trails;
        this.foreseen = foreseen;
        this.seed = seed;
        check("the base", base, model.length);
        check("the model", model, model.length);
        Map<String, Double> rest = JointEffects.ofUnmeasured(
                foreseen, training.stream().map(Removal::contributors).collect(Collectors.toSet()));
        Map<String, double[]> sums = new LinkedHashMap<>();
        rest.keySet().forEach(group -> sums.put(group, new double[model.length]));
        trails.forEach(trail -> trail.forEach((group, effect) -> sums.merge(group, effect, Effects::sum)));
        this.groups = List.copyOf(sums.keySet());
        this.ofToken = sums.values().toArray(double[][]::new);
        this.unmeasured = groups.stream()
                .mapToDouble(group -> rest.getOrDefault(group, 0.0))
                .toArray();
        this.addedTo = new double[model.length];
        Arrays.setAll(addedTo, t -> Math.max(0, 1 - StrictMath.exp(base[t] - model[t])));
        int[] once = new int[model.length];
        Arrays.fill(once, 1);
        this.estimate = estimate(once, unmeasured);
        List<Estimate> replicates = new ArrayList<>(TokenResampling.REPLICATES);
        if (model.length > 0) {
            SplitMix coins = new SplitMix(~seed);
            new TokenResampling(model.length, seed).forEach(draws -> replicates.add(estimate(draws, doubted(coins))));
        }
        this.resampled = Collections.unmodifiableList(replicates);
    }

    private static Map<String, double[]> divide(double[] model, List<Removal> removals) {
        removals.forEach(removal -> check("the model without " + removal, removal.logProbabilities(), model.length));
        return JointEffects.divide(model, removals);
    }

    static double[] sum(double[] first, double[] second) {
        double[] sum = first.clone();
        for (int t = 0; t < sum.length; t++) {
            sum[t] += second[t];
        }
        return sum;
    }

    /**
     * These effects and those of another trail, over the same resamples of the same tokens. Contributors may be new.
     *
     * @param trail removals of something else than the training rows, measured against the same model; sets in it are divided
     *     among themselves
     */
    public Effects plus(List<Removal> trail) {
        return plus(divide(model, trail));
    }

    /** These effects and those of another trail that is measured and divided already: nats of each contributor and token. */
    Effects plus(Map<String, double[]> trail) {
        List<Map<String, double[]>> all = new ArrayList<>(trails);
        all.add(trail);
        return new Effects(seed, base, model, training, List.copyOf(all), foreseen, told);
    }

    /** Another trail alone, over the same resamples of the same tokens: nats of each part of it and token. */
    Effects instead(Map<String, double[]> trail) {
        return new Effects(seed, base, model, List.of(), List.of(trail), List.of(), Map.of());
    }

    /** The training rows' effects as if nobody had been taken away together: what that changes is the difference. */
    public Effects alone() {
        if (!told.isEmpty()) {
            return this;
        }
        return new Effects(
                base,
                model,
                training.stream().filter(Removal::alone).toList(),
                foreseen.stream()
                        .filter(each -> each.contributors().size() == 1)
                        .toList(),
                seed);
    }

    private static void check(String under, double[] values, int tokens) {
        if (values.length != tokens) {
            throw new InfluenceException(
                    values.length + " log-probabilities under " + under + " for an answer of " + tokens + " tokens");
        }
        for (double value : values) {
            if (!(value <= LARGEST_LOG_PROBABILITY && value > Double.NEGATIVE_INFINITY)) {
                throw new InfluenceException("a token has log-probability " + value + " under " + under
                        + "; training may have diverged: look at the run's loss curve");
            }
        }
    }

    /** What was foreseen, each at an end of its doubt. */
    private double[] doubted(SplitMix coins) {
        double[] doubted = new double[unmeasured.length];
        for (int g = 0; g < doubted.length; g++) {
            if (unmeasured[g] != 0) {
                doubted[g] =
                        unmeasured[g] * (coins.below(2) == 0 ? 1 - PredictedEffect.DOUBT : 1 + PredictedEffect.DOUBT);
            }
            double doubt = told.getOrDefault(groups.get(g), 0.0);
            if (doubt != 0) {
                doubted[g] += coins.below(2) == 0 ? -doubt : doubt;
            }
        }
        return doubted;
    }

    private Estimate estimate(int[] draws, double[] unmeasured) {
        double added = 0;
        double delta = 0;
        for (int t = 0; t < draws.length; t++) {
            added += draws[t] * addedTo[t];
            delta += draws[t] * (model[t] - base[t]);
        }
        double[] effects = new double[ofToken.length];
        for (int g = 0; g < effects.length; g++) {
            double[] tokens = ofToken[g];
            double effect = unmeasured[g];
            for (int t = 0; t < draws.length; t++) {
                effect += draws[t] * tokens[t];
            }
            effects[g] = effect;
        }
        return new Estimate(draws.length == 0 ? 0 : Math.min(1, added / draws.length), delta, effects);
    }

    /** Names of the groups, in the order of the effects: that in which the removals name them alone. */
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

    /** Σ −log p of the answer under the model, in nats. */
    double lossUnderModel() {
        return -Arrays.stream(model).sum();
    }

    /** Δ: the answer's log-likelihood under the model minus under the base. */
    public double deltaNats() {
        return estimate.deltaNats();
    }

    public double effectNats(int group) {
        return estimate.effectNats()[group];
    }

    /**
     * What fine-tuning added to each token, divided among the groups by their positive effects on that very token, summed. Tokens that all
     * rows of a kind teach count as much as the one that says the thing, as in the shares, and each is divided for itself.
     */
    public double[] addedByToken() {
        double[] added = new double[ofToken.length];
        for (int t = 0; t < addedTo.length; t++) {
            double positive = 0;
            for (double[] effect : ofToken) {
                positive += Math.max(0, effect[t]);
            }
            for (int g = 0; positive > 0 && g < added.length; g++) {
                added[g] += addedTo[t] * Math.max(0, ofToken[g][t]) / positive;
            }
        }
        return added;
    }

    /** Whether at least half of all that made the answer likelier is the group's; of two at most. */
    public boolean leads(int group) {
        double likelier = Arrays.stream(estimate().effectNats())
                .map(effect -> Math.max(0, effect))
                .sum();
        return effectNats(group) > 0 && 2 * effectNats(group) >= likelier;
    }

    /** Whether some of a group's effect was not measured by taking away nobody else. */
    public boolean foreseen(int group) {
        return unmeasured[group] != 0 || told.getOrDefault(groups.get(group), 0.0) != 0;
    }

    /** The ends of a 90 % interval, in nats. */
    public record Interval(double low, double high) {
        /** Both ends moved away from the effect. */
        public Interval widened(double effect, double factor) {
            return new Interval(effect + factor * (low - effect), effect + factor * (high - effect));
        }
    }

    /** The 90 % interval of a group's effect. */
    public Interval interval(int group) {
        double effect = effectNats(group);
        if (tokens() < 2) {
            return new Interval(Math.min(0, 2 * effect), Math.max(0, 2 * effect));
        }
        double[] sorted = resampled.stream()
                .mapToDouble(replicate -> replicate.effectNats()[group])
                .sorted()
                .toArray();
        return new Interval(end(effect, sorted, 0.05), end(effect, sorted, 0.95));
    }

    private double end(double effect, double[] sorted, double quantile) {
        double at = sorted[(int) Math.round(quantile * (sorted.length - 1))];
        return effect + (at - effect) * StrictMath.sqrt(tokens() / (tokens() - 1.0));
    }

    /** Lower end of the 90 % interval. */
    public double lowNats(int group) {
        return interval(group).low();
    }

    /** Upper end of the 90 % interval. */
    public double highNats(int group) {
        return interval(group).high();
    }
}
