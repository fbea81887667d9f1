package org.openledger.attribution.influence;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides the effects of removals among contributors, token by token. Who was only taken away alone has the effect of that.
 * Two who brought the same have no effect alone, since each covers for the other; what they do shows when both are taken away.
 * So each set has a dividend, what it does beyond the sets inside it, of which its contributors get equal parts:
 *
 * <pre>d(S) = E(S) − Σ d(T) over the measured T ⊂ S,    φ(c) = Σ d(S)/|S| over the measured S ∋ c</pre>
 *
 * (J. Harsanyi, "A simplified bargaining model for the n-person cooperative game", 1963). With all sets measured this is the
 * Shapley value of the removals; with those that hold contributors who are alike, it takes the dividend of the others for 0. What
 * a set and the sets inside it give always sums to the set's effect, so that nobody gains by standing under more than one name.
 * A dividend may be negative: where each of two needs the other, both are hurt by either's removal, and it is counted once. The
 * division is linear, so it holds for each token as for the answer.
 */
final class JointEffects {
    private JointEffects() {}

    /** Contributors who were taken away together, and the effect, which becomes the dividend. */
    @SuppressWarnings("ArrayRecordComponent") // a running sum, never compared
    private record Together(List<String> contributors, double[] effect) {
        static final Comparator<Together> SMALLEST_FIRST = Comparator.<Together>comparingInt(
                        set -> set.contributors.size())
                .thenComparing(set -> String.join("\n", set.contributors));

        boolean inside(Together other) {
            return contributors.size() < other.contributors.size() && other.contributors.containsAll(contributors);
        }
    }

    /**
     * The effect of each contributor on each token, in the order in which they are taken away alone.
     *
     * @param removals measured against the same model; those of the same contributors add up
     * @throws InfluenceException when someone is taken away with others, but not alone
     */
    static Map<String, double[]> divide(double[] model, List<Removal> removals) {
        Map<String, double[]> effects = new LinkedHashMap<>();
        removals.stream()
                .filter(Removal::alone)
                .forEach(removal -> effects.putIfAbsent(removal.contributors().getFirst(), new double[model.length]));
        for (Together set : dividends(model, removals)) {
            for (String contributor : set.contributors) {
                double[] effect = effects.get(contributor);
                if (effect == null) {
                    throw new InfluenceException(
                            contributor + " was taken away together with others, but not alone: " + set.contributors);
                }
                add(effect, set.effect, 1.0 / set.contributors.size());
            }
        }
        return effects;
    }

    /**
     * What taking all of some contributors away should take from each token: the dividends of all measured sets among them. Where
     * they were measured together, that is their effect.
     */
    static double[] foreseen(double[] model, List<Removal> removals, List<String> contributors) {
        double[] effect = new double[model.length];
        dividends(model, removals).stream()
                .filter(set -> contributors.containsAll(set.contributors))
                .forEach(set -> add(effect, set.effect, 1));
        return effect;
    }

    /**
     * What each contributor has of foreseen effects: its parts of the dividends of those sets that were not measured. Measured sets
     * have measured dividends, so the sets inside them must have been measured too.
     */
    static Map<String, Double> ofUnmeasured(List<PredictedEffect> all, Set<List<String>> measured) {
        Map<List<String>, double[]> effects = new LinkedHashMap<>();
        Map<String, Double> shares = new LinkedHashMap<>();
        for (PredictedEffect foreseen : all) {
            effects.put(foreseen.contributors(), new double[] {foreseen.nats()});
            foreseen.contributors().forEach(contributor -> shares.put(contributor, 0.0));
        }
        for (Together set : dividends(effects)) {
            if (!measured.contains(set.contributors)) {
                double each = set.effect[0] / set.contributors.size();
                set.contributors.forEach(contributor -> shares.merge(contributor, each, Double::sum));
            }
        }
        return shares;
    }

    /** The dividend of each measured set, smaller sets first. */
    private static List<Together> dividends(double[] model, List<Removal> removals) {
        Map<List<String>, double[]> measured = new LinkedHashMap<>();
        for (Removal removal : removals) {
            add(
                    measured.computeIfAbsent(removal.contributors(), names -> new double[model.length]),
                    removal.effect(model),
                    1);
        }
        return dividends(measured);
    }

    /** @param effects of each set; they become the dividends */
    private static List<Together> dividends(Map<List<String>, double[]> effects) {
        List<Together> sets = effects.entrySet().stream()
                .map(set -> new Together(set.getKey(), set.getValue()))
                .sorted(Together.SMALLEST_FIRST)
                .toList();
        for (int i = 0; i < sets.size(); i++) {
            Together set = sets.get(i);
            sets.subList(0, i).stream()
                    .filter(smaller -> smaller.inside(set))
                    .forEach(smaller -> add(set.effect, smaller.effect, -1));
        }
        return sets;
    }

    private static void add(double[] to, double[] what, double factor) {
        for (int t = 0; t < to.length; t++) {
            to[t] += factor * what[t];
        }
    }
}
