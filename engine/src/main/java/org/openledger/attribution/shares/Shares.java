package org.openledger.attribution.shares;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.influence.Estimate;

/**
 * From effects to shares. The data part D of an answer is the part of its tokens' probability that fine-tuning added; the base
 * model keeps 1 − D. Contributors divide D by their positive effects max(e_c, 0), scaled down by Σ max(e_c, 0)/Δ where that is
 * below 1; what the effects do not explain stays unattributed. Where fine-tuning made the answer no more likely (Δ ≤ 0) there
 * is nothing to explain and all of D is unattributed. So an answer the base already knew pays the base, and one that nobody's
 * data explains pays nobody. A contributor's credit is its part times the {@link Support} of its rows, rounded down; what rows
 * shaped and none of them carries is unattributed too.
 */
public final class Shares {
    /** The part of the resamples in which at least the stated confidence stays in place. */
    private static final double CONFIDENT_RESAMPLES = 0.9;
    /** Receipts hold integers that any JSON reader keeps exact. */
    private static final double LARGEST_INTEGER = 0x1p53 - 1;

    private Shares() {}

    /** What rows shaped, as if they carried all of it. */
    public static Attribution compute(Effects effects, Evidence evidence) {
        return compute(effects, evidence, contributor -> Apportionment.WHOLE_PPM);
    }

    /**
     * Computes the shares of all groups of the effects and attaches the evidence, which has no influence on them.
     *
     * @param supportPpm of each contributor
     */
    static Attribution compute(Effects effects, Evidence evidence, ToIntFunction<String> supportPpm) {
        int[] order = byName(effects.groups());
        int groups = order.length;
        int[] parts = parts(effects.estimate(), order);
        List<Share> shares = new ArrayList<>(groups);
        int unattributed = parts[groups + 1];
        for (int i = 0; i < groups; i++) {
            String contributor = effects.groups().get(order[i]);
            Effects.Interval interval = effects.interval(order[i]);
            int support = supportPpm.applyAsInt(contributor);
            int credited = (int) ((long) parts[i] * support / Apportionment.WHOLE_PPM);
            unattributed += parts[i] - credited;
            shares.add(new Share(
                    contributor,
                    credited,
                    parts[i],
                    support,
                    nano(effects.effectNats(order[i])),
                    nano(interval.low()),
                    nano(interval.high()),
                    evidence.rows(contributor),
                    evidence.quotations(contributor)));
        }
        shares.sort(Comparator.comparingInt(Share::ppm).reversed().thenComparing(Share::contributor));
        return new Attribution(
                shares,
                parts[groups],
                unattributed,
                confidence(effects, parts, order),
                nano(effects.deltaNats()),
                Optional.empty());
    }

    private static int[] byName(List<String> groups) {
        return IntStream.range(0, groups.size())
                .boxed()
                .sorted(Comparator.comparing(groups::get))
                .mapToInt(i -> i)
                .toArray();
    }

    /** Parts per million of the groups in the given order, then of the base, then unattributed. */
    private static int[] parts(Estimate estimate, int[] order) {
        double positive = 0;
        for (int group : order) {
            positive += Math.max(0, estimate.effectNats()[group]);
        }
        double delta = estimate.deltaNats();
        double explained = delta > 0 ? Math.min(1, positive / delta) : 0;
        double[] weights = new double[order.length + 2];
        for (int i = 0; i < order.length && positive > 0; i++) {
            weights[i] = estimate.dataPart() * explained * (Math.max(0, estimate.effectNats()[order[i]]) / positive);
        }
        weights[order.length] = 1 - estimate.dataPart();
        weights[order.length + 1] = estimate.dataPart() * (1 - explained);
        return Apportionment.ppm(weights);
    }

    private static int confidence(Effects effects, int[] parts, int[] order) {
        int[] kept = effects.resampled().stream()
                .mapToInt(resample -> common(parts, parts(resample, order)))
                .sorted()
                .toArray();
        if (kept.length == 0) {
            return 0;
        }
        long stable = kept[(int) Math.round((1 - CONFIDENT_RESAMPLES) * (kept.length - 1))];
        return (int) (stable * effects.tokens() / (effects.tokens() + 1L));
    }

    /** Parts that both divisions give to the same receivers. */
    private static int common(int[] one, int[] other) {
        int common = 0;
        for (int i = 0; i < one.length; i++) {
            common += Math.min(one[i], other[i]);
        }
        return common;
    }

    static long nano(double nats) {
        return Math.round(Math.clamp(nats * 1e9, -LARGEST_INTEGER, LARGEST_INTEGER));
    }
}
