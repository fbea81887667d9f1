package org.openledger.attribution.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What other seeds show of a run: how much its intervals over tokens must be widened so that nine of ten effects by another seed lie
 * inside (split conformal prediction, see J. Lei et al., "Distribution-free predictive inference for regression", 2018), how much of
 * the doubts is common to all its answers, and what its confidence is worth. Who leads an answer, see {@link Pair#leads}, is measured
 * alone: a large effect differs less between seeds than its tokens do, a small one more.
 *
 * @param factorsPpm by {@link AnswerKind}, in their order, of those who do not lead; of all, where who leads was not measured alone
 * @param leadFactorsPpm the same of who leads; empty where that was not measured alone
 * @param commonPpm of the squared doubt of effects, the part that all answers have in common
 * @param confidence corners of the curve from the part of the credit that stays when tokens are resampled to the part that another seed
 *     gives to the same receivers; rising
 * @param answers that it was fitted on; 0 where it is the standard one
 */
public record Calibration(
        List<Integer> factorsPpm, List<Integer> leadFactorsPpm, int commonPpm, List<Corner> confidence, int answers) {
    private static final int WHOLE_PPM = 1_000_000;
    private static final double INSIDE = 0.9;

    /** No interval is widened more: its contributor is paid nothing before the audit in any case. */
    private static final double LARGEST_FACTOR = 100;

    /** And none is narrowed more: a quiet run is not surer than its rows are many. */
    private static final double SMALLEST_FACTOR = 0.5;

    /** Of fewer effects of a kind than this, those of all kinds decide; of fewer answers, the standard. */
    private static final int LEAST = 20;

    /** The common part that is assumed beside what was found, as if so many contributors had shown it. */
    private static final double ASSUMED_COMMON = 0.25;

    private static final int ASSUMING = 2;

    /** Of runs that were not compared with another seed. */
    public static final Calibration STANDARD = new Calibration(
            List.of(3_000_000, 3_000_000, 3_000_000),
            List.of(),
            250_000,
            List.of(new Corner(0, 0), new Corner(WHOLE_PPM, 500_000)),
            0);

    /** Of models of whose training nothing is known: what sources in the prompt did to their answers has no other seed. */
    public static final Calibration UNLEARNT = new Calibration(
            List.of(WHOLE_PPM, WHOLE_PPM, WHOLE_PPM),
            List.of(),
            0,
            List.of(new Corner(0, 0), new Corner(WHOLE_PPM, WHOLE_PPM)),
            0);

    public Calibration {
        factorsPpm = List.copyOf(factorsPpm);
        leadFactorsPpm = List.copyOf(leadFactorsPpm);
        confidence = List.copyOf(confidence);
        boolean rising = true;
        for (int i = 1; i < confidence.size(); i++) {
            rising &= confidence.get(i - 1).statedPpm() < confidence.get(i).statedPpm()
                    && confidence.get(i - 1).foundPpm() <= confidence.get(i).foundPpm();
        }
        if (!areFactors(factorsPpm)
                || !(leadFactorsPpm.isEmpty() || areFactors(leadFactorsPpm))
                || commonPpm < 0
                || commonPpm > WHOLE_PPM
                || confidence.isEmpty()
                || !rising
                || answers < 0) {
            throw new IllegalArgumentException(
                    "no calibration: factors " + factorsPpm + ", of who leads " + leadFactorsPpm + ", common "
                            + commonPpm + ", confidence " + confidence + ", of " + answers + " answers");
        }
    }

    private static boolean areFactors(List<Integer> factors) {
        return factors.size() == AnswerKind.values().length
                && factors.stream().allMatch(factor -> factor >= 0 && factor <= LARGEST_FACTOR * WHOLE_PPM);
    }

    /** Fits to effects and credit by two seeds; the standard one where there are too few. */
    public static Calibration fit(List<Pair> pairs, List<Likeness> answers) {
        if (answers.size() < LEAST || pairs.size() < LEAST) {
            return STANDARD;
        }
        List<Pair> leading = pairs.stream().filter(Pair::leads).toList();
        List<Pair> others = pairs.stream().filter(pair -> !pair.leads()).toList();
        return new Calibration(
                factors(others, pairs),
                factors(leading, pairs),
                ppm(common(pairs)),
                MonotoneCurve.through(answers),
                answers.size());
    }

    /** By kind of answer: of its own pairs, where they are too few of some of all kinds, and where these are too few of all. */
    private static List<Integer> factors(List<Pair> some, List<Pair> all) {
        Map<AnswerKind, List<Pair>> byKind = some.stream()
                .collect(Collectors.groupingBy(Pair::kind, () -> new EnumMap<>(AnswerKind.class), Collectors.toList()));
        double otherwise = factor(some.size() < LEAST ? all : some);
        List<Integer> factors = new ArrayList<>();
        for (AnswerKind kind : AnswerKind.values()) {
            List<Pair> own = byKind.getOrDefault(kind, List.of());
            factors.add(ppm(own.size() < LEAST ? otherwise : factor(own)));
        }
        return factors;
    }

    /** The ⌈0.9·(n + 1)⌉-th smallest of the factors that reach each effect. */
    private static double factor(List<Pair> pairs) {
        int rank = Math.min(pairs.size(), (int) Math.ceil(INSIDE * (pairs.size() + 1)));
        double reaches = pairs.stream()
                .map(Pair::factor)
                .sorted(Comparator.naturalOrder())
                .skip(rank - 1L)
                .findFirst()
                .orElseThrow();
        return Math.clamp(reaches, SMALLEST_FACTOR, LARGEST_FACTOR);
    }

    /**
     * ρ so that the errors of a contributor's answers sum up as (1 − ρ)·Σσ² + ρ·(Σσ)², with σ in proportion to the intervals:
     * Σ over contributors of [(Σr)² − Σr²], divided by that of [(Σσ)² − Σσ²].
     */
    private static double common(List<Pair> pairs) {
        double errors = pairs.stream()
                .mapToDouble(pair -> square(pair.other() - pair.effect()))
                .sum();
        double widths = pairs.stream().mapToDouble(pair -> square(pair.half())).sum();
        if (errors == 0 || widths == 0) {
            return ASSUMED_COMMON;
        }
        Map<Integer, double[]> sums = new HashMap<>();
        for (Pair pair : pairs) {
            double[] sum = sums.computeIfAbsent(pair.contributor(), key -> new double[2]);
            sum[0] += pair.other() - pair.effect();
            sum[1] += pair.half();
        }
        double found = sums.values().stream().mapToDouble(sum -> square(sum[0])).sum() - errors;
        double most = (sums.values().stream().mapToDouble(sum -> square(sum[1])).sum() - widths) * errors / widths;
        double rho = most <= 0 ? ASSUMED_COMMON : Math.clamp(found / most, 0, 1);
        return (rho * sums.size() + ASSUMED_COMMON * ASSUMING) / (sums.size() + ASSUMING);
    }

    private static double square(double value) {
        return value * value;
    }

    private static int ppm(double part) {
        return (int) Math.round(part * WHOLE_PPM);
    }

    /** By how much the intervals of those who do not lead an answer are widened, in parts per million. */
    public int factorPpm(AnswerKind kind) {
        return of(kind, factorsPpm);
    }

    /** The same of who leads it; empty where that was not measured alone, and is as of the others. */
    public Optional<Integer> leadFactorPpm(AnswerKind kind) {
        return leadFactorsPpm.isEmpty() ? Optional.empty() : Optional.of(of(kind, leadFactorsPpm));
    }

    private static int of(AnswerKind kind, List<Integer> factors) {
        return switch (kind) {
            case UNSUPPORTED -> factors.get(0);
            case PARTLY -> factors.get(1);
            case SUPPORTED -> factors.get(2);
        };
    }

    /**
     * What a confidence is worth.
     *
     * @param statedPpm the part of the credit that stays when the answer's tokens are resampled
     * @return the part that another seed is expected to give to the same receivers
     */
    public int confidencePpm(int statedPpm) {
        Corner before = confidence.getFirst();
        for (Corner corner : confidence) {
            if (corner.statedPpm() >= statedPpm) {
                int width = corner.statedPpm() - before.statedPpm();
                return width == 0
                        ? corner.foundPpm()
                        : (int) (before.foundPpm()
                                + (long) (corner.foundPpm() - before.foundPpm())
                                        * (statedPpm - before.statedPpm())
                                        / width);
            }
            before = corner;
        }
        return before.foundPpm();
    }
}
