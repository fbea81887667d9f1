package org.openledger.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openledger.quality.Lds;
import org.openledger.quality.statistics.Measure;
import org.openledger.quality.statistics.Measure.Interval;
import org.openledger.quality.statistics.Measure.Target;

/** What prediction of retraining should reach, by method. */
final class RetrainingTargets {
    private static final String STANDARD = "counterfactual";
    private static final String STANDARD_FIRST_ORDER = "counterfactual, first order, int4";
    private static final String AUDIT = "derivative, exact";
    private static final String PRECOMPUTED = "derivative, Gauss-Newton, int4";
    private static final String FALLBACK = "EK-FAC influence";
    private static final double MOST_OF_ROW_GRADIENTS = 0.05;

    /** The least LDS by method: with a fifth of the contributors left out, and with half. */
    private static final Map<String, List<Double>> LEAST_LDS = Map.of(
            STANDARD, List.of(0.95, 0.80),
            STANDARD_FIRST_ORDER, List.of(0.93, 0.80),
            AUDIT, List.of(0.90, 0.78),
            PRECOMPUTED, List.of(0.80, 0.72),
            FALLBACK, List.of(0.60, 0.60));

    private static final List<String> LEFT_OUT = List.of("20 % out", "50 % out");

    private RetrainingTargets() {}

    /** Of the methods that were measured. */
    static List<Measure> measures(Lds.Result result) {
        List<Measure> measures = new ArrayList<>();
        Map<String, Lds.Score> scores = new TreeMap<>();
        for (Lds.Score score : result.scores()) {
            scores.put(score.method(), score);
            List<Double> least = LEAST_LDS.getOrDefault(score.method(), List.of());
            for (int level = 0; level < least.size(); level++) {
                measures.add(measure(
                        "LDS, " + LEFT_OUT.get(level) + ": " + score.method(),
                        score.lds().get(level),
                        Target.atLeast(least.get(level)),
                        score));
            }
        }
        Optional.ofNullable(scores.get(STANDARD)).ifPresent(score -> {
            measures.add(new Measure(
                    "runs without a contributor, each in runs",
                    Interval.exactly(result.counterfactualRuns()),
                    Optional.of(Target.atMost(0.5)),
                    result.counterfactualRuns() * result.trainingSeconds(),
                    0));
        });
        Optional.ofNullable(scores.get(STANDARD_FIRST_ORDER)).ifPresent(score -> {
            measures.add(
                    measure("leave-one-out ρ: " + score.method(), score.leaveOneOut(), Target.atLeast(0.98), score));
            measures.add(
                    measure("contributor named first: " + score.method(), score.top1(), Target.atLeast(0.95), score));
            measures.add(
                    measure("slope: " + score.method(), Interval.exactly(score.slope()), new Target(0.9, 1.3), score));
            measures.add(measure(
                    "kept of row gradients: " + score.method(),
                    Interval.exactly((double) score.bytes() / result.rowGradientBytes()),
                    Target.atMost(MOST_OF_ROW_GRADIENTS),
                    score));
        });
        return measures;
    }

    private static Measure measure(String name, Interval value, Target target, Lds.Score score) {
        return new Measure(name, value, Optional.of(target), score.cpuSeconds(), score.bytes());
    }
}
