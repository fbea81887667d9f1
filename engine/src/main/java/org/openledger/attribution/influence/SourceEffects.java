package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What each source in a prompt adds to each token of the answer, under the adapter that answered: the token's log-probability with
 * all sources minus that with the prompt cut. Up to {@value #MOST_LEFT_OUT} sources are left out one by one and two by two, and
 * sets of more where their pairs cover for each other; {@link JointEffects} divides what the sets do, so that sources that say the
 * same share what neither does alone. More sources are measured by a {@link LinearSurrogate}.
 */
final class SourceEffects {
    /** How sources were measured, as receipts call it. */
    static final String LEFT_OUT = "left-out/1";

    static final String SURROGATE = "linear-surrogate/1";
    static final int MOST_LEFT_OUT = 8;
    /** A pair covers for each other when leaving out both takes this many nats more than leaving out each. */
    private static final double COVERING_NATS = 0.01;

    private SourceEffects() {}

    /** How this many sources are measured. */
    static String method(int sources) {
        return sources <= MOST_LEFT_OUT ? LEFT_OUT : SURROGATE;
    }

    /** Scores the answer under the prompt without each of the sets: log-probabilities, [sets][tokens]. */
    interface Scoring {
        double[][] without(List<BitSet> sets);
    }

    /** Nats that each source adds to each token: [sources][tokens]. */
    static double[][] measure(int sources, long seed, Scoring scoring) {
        if (sources > MOST_LEFT_OUT) {
            List<BitSet> masks = LinearSurrogate.masks(sources, seed);
            return LinearSurrogate.fit(sources, masks, scoring.without(masks));
        }
        List<BitSet> sets = new ArrayList<>(List.of(new BitSet()));
        for (int i = 0; i < sources; i++) {
            sets.add(set(i));
            for (int j = 0; j < i; j++) {
                sets.add(set(i, j));
            }
        }
        Map<BitSet, double[]> scores = scores(sets, scoring);
        List<BitSet> larger = coveringSets(sources, scores);
        if (!larger.isEmpty()) {
            scores.putAll(scores(larger, scoring));
        }
        return divide(sources, scores);
    }

    /** The sum of each contributor's sources, token by token. */
    static Map<String, double[]> byContributor(SourcedPrompt prompt, double[][] ofSource) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < ofSource.length; i++) {
            sums.merge(prompt.sources().get(i).contributor(), ofSource[i], Effects::sum);
        }
        return sums;
    }

    private static Map<BitSet, double[]> scores(List<BitSet> sets, Scoring scoring) {
        double[][] scores = scoring.without(sets);
        Map<BitSet, double[]> bySet = new LinkedHashMap<>();
        for (int i = 0; i < scores.length; i++) {
            bySet.put(sets.get(i), scores[i]);
        }
        return bySet;
    }

    /** Sets of three and more that hang together by pairs that cover for each other. */
    private static List<BitSet> coveringSets(int sources, Map<BitSet, double[]> scores) {
        BitSet[] group = new BitSet[sources];
        for (int i = 0; i < sources; i++) {
            group[i] = set(i);
        }
        for (int i = 0; i < sources; i++) {
            for (int j = 0; j < i; j++) {
                if (nats(set(i, j), scores) - nats(set(i), scores) - nats(set(j), scores) > COVERING_NATS) {
                    BitSet joined = (BitSet) group[i].clone();
                    joined.or(group[j]);
                    joined.stream().forEach(member -> group[member] = joined);
                }
            }
        }
        return IntStream.range(0, sources)
                .mapToObj(i -> group[i])
                .filter(set -> set.cardinality() > 2)
                .distinct()
                .toList();
    }

    /** What leaving a set out takes from the whole answer. */
    private static double nats(BitSet set, Map<BitSet, double[]> scores) {
        double[] whole = of(new BitSet(), scores);
        double[] without = of(set, scores);
        double sum = 0;
        for (int t = 0; t < whole.length; t++) {
            sum += whole[t] - without[t];
        }
        return sum;
    }

    private static double[][] divide(int sources, Map<BitSet, double[]> scores) {
        List<Removal> removals = new ArrayList<>();
        scores.forEach((set, without) -> {
            if (!set.isEmpty()) {
                removals.add(
                        new Removal(set.stream().mapToObj(Integer::toString).collect(Collectors.toList()), without));
            }
        });
        Map<String, double[]> divided = JointEffects.divide(of(new BitSet(), scores), removals);
        return IntStream.range(0, sources)
                .mapToObj(i -> of(Integer.toString(i), divided))
                .toArray(double[][]::new);
    }

    private static <K> double[] of(K key, Map<K, double[]> map) {
        double[] found = map.get(key);
        if (found == null) {
            throw new IllegalStateException(key + " was not measured");
        }
        return found;
    }

    private static BitSet set(int... members) {
        BitSet set = new BitSet();
        for (int member : members) {
            set.set(member);
        }
        return set;
    }
}
