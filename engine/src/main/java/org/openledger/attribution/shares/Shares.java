package org.openledger.attribution.shares;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.openledger.attribution.calibration.AnswerKind;
import org.openledger.attribution.calibration.Calibration;
import org.openledger.attribution.calibration.Likeness;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.influence.Estimate;

/**
 * From effects to shares. The data part D of an answer is the part of its tokens' probability that fine-tuning added; the base
 * model keeps 1 − D. Contributors divide D by their positive effects max(e_c, 0), scaled down by Σ max(e_c, 0)/Δ where that is
 * below 1; what the effects do not explain stays unattributed. Where fine-tuning made the answer no more likely (Δ ≤ 0) there
 * is nothing to explain and all of D is unattributed. So an answer the base already knew pays the base, and one that nobody's
 * data explains pays nobody. A contributor's credit is its part times the {@link Support}, rounded down; what rows
 * shaped and none of them carries is unattributed too.
 */
public final class Shares {
    /** The part of the resamples in which at least the stated confidence stays in place. */
    private static final double CONFIDENT_RESAMPLES = 0.9;
    /** Receipts hold integers that any JSON reader keeps exact. */
    private static final double LARGEST_INTEGER = 0x1p53 - 1;

    private Shares() {}

    /** What rows shaped, as if they carried all of it, by intervals of tokens. */
    public static Attribution compute(Effects effects, Evidence evidence) {
        return compute(effects, evidence, contributor -> Apportionment.WHOLE_PPM, Optional.empty());
    }

    /**
     * Computes the shares of all groups of the effects and attaches the evidence, which has no influence on them.
     *
     * @param supportPpm of each contributor
     * @param calibration that makes intervals and confidence those of other seeds; empty for those of the answer's tokens
     */
    static Attribution compute(
            Effects effects, Evidence evidence, ToIntFunction<String> supportPpm, Optional<Calibration> calibration) {
        int[] order = byName(effects.groups());
        int groups = order.length;
        int[] parts = parts(effects.estimate(), order);
        AnswerKind kind = AnswerKind.of(
                effects.groups().stream().mapToInt(supportPpm).max().orElse(0));
        int factorPpm = calibration.map(fitted -> fitted.factorPpm(kind)).orElse(Apportionment.WHOLE_PPM);
        Optional<Integer> leadFactorPpm = calibration.flatMap(fitted -> fitted.leadFactorPpm(kind));
        List<Share> shares = new ArrayList<>(groups);
        int unattributed = parts[groups + 1];
        for (int i = 0; i < groups; i++) {
            String contributor = effects.groups().get(order[i]);
            int widened = effects.leads(order[i]) ? leadFactorPpm.orElse(factorPpm) : factorPpm;
            Effects.Interval interval = effects.interval(order[i])
                    .widened(effects.effectNats(order[i]), factor(widened, effects.foreseen(order[i])));
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
        int stated = confidence(effects, parts, order);
        return new Attribution(
                shares,
                parts[groups],
                unattributed,
                calibration.map(fitted -> fitted.confidencePpm(stated)).orElse(stated),
                nano(effects.deltaNats()),
                Optional.empty(),
                calibration.map(fitted -> new Attribution.OtherSeeds(
                        factorPpm, leadFactorPpm, fitted.commonPpm(), foreseen(effects, order))));
    }

    /** Nobody becomes surer of what is only foreseen. */
    private static double factor(int factorPpm, boolean foreseen) {
        return (foreseen ? Math.max(Apportionment.WHOLE_PPM, factorPpm) : factorPpm) / (double) Apportionment.WHOLE_PPM;
    }

    private static List<String> foreseen(Effects effects, int[] order) {
        return Arrays.stream(order)
                .filter(effects::foreseen)
                .mapToObj(effects.groups()::get)
                .toList();
    }

    /** How alike an answer's credit is by these effects and by those with another seed. */
    static Likeness likeness(Effects effects, Effects other) {
        int[] order = byName(effects.groups());
        return new Likeness(
                confidence(effects, parts(effects.estimate(), order), order) / (double) Apportionment.WHOLE_PPM,
                inCommon(effects, other));
    }

    /** The part of an answer's credit that both give to the same receivers, in [0, 1]; who has no effect in the other has the first one's. */
    public static double inCommon(Effects effects, Effects other) {
        int[] order = byName(effects.groups());
        double[] nats = effects.estimate().effectNats().clone();
        for (int theirs = 0; theirs < other.groups().size(); theirs++) {
            nats[effects.groups().indexOf(other.groups().get(theirs))] = other.effectNats(theirs);
        }
        int[] parts = parts(effects.estimate(), order);
        Estimate there = new Estimate(other.estimate().dataPart(), other.deltaNats(), nats);
        return common(parts, parts(there, order)) / (double) Apportionment.WHOLE_PPM;
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
