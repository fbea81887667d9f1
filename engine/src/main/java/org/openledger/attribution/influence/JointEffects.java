package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides the effects of removals among contributors, token by token. Who was only taken away alone has the effect of that.
 * Two who brought the same have no effect alone, since each covers for the other; what they do shows when both are taken away.
 * So the effect of a set is divided among its parts: each part gets its own effect, and all get equal parts of the surplus, which
 * may be negative,
 *
 * <pre>φ(part) = E(part) + (φ(set) − Σ E(parts))/parts,    φ = E for a set that is in no other</pre>
 *
 * where the parts of a set are the largest sets inside it, and its other contributors. For two contributors this is the Shapley
 * value of the removals; for nested sets, the surplus is divided level by level as by G. Owen ("Values of games with a priori
 * unions", 1977). The parts of a set always sum to the set's effect, so that nobody gains by standing in more than one name.
 * The division is linear, so it holds for each token as for the answer.
 */
final class JointEffects {
    private final int tokens;
    private final Map<String, double[]> effects = new LinkedHashMap<>();
    private final List<Part> joint = new ArrayList<>();

    /** A set and what it was taken away with; the effect becomes its φ once the set that holds it is divided. */
    @SuppressWarnings("ArrayRecordComponent") // a running sum, never compared
    private record Part(List<String> contributors, double[] effect) {
        boolean holds(Part other) {
            return new HashSet<>(contributors).containsAll(other.contributors);
        }

        boolean meets(Part other) {
            return contributors.stream().anyMatch(other.contributors::contains);
        }
    }

    private JointEffects(double[] model, List<Removal> removals) {
        this.tokens = model.length;
        for (Removal removal : removals) {
            double[] effect = removal.effect(model);
            if (removal.alone()) {
                add(effects.computeIfAbsent(removal.contributors().getFirst(), name -> new double[tokens]), effect, 1);
            } else {
                joint.add(new Part(removal.contributors(), effect));
            }
        }
        joint.sort(Comparator.<Part>comparingInt(part -> -part.contributors.size())
                .thenComparing(part -> part.contributors.getFirst()));
    }

    /**
     * The effect of each contributor on each token, in the order in which they are taken away alone.
     *
     * @param removals measured against the same model; those of one contributor alone add up
     * @throws InfluenceException when sets overlap without one holding the other, or hold who is not taken away alone
     */
    static Map<String, double[]> divide(double[] model, List<Removal> removals) {
        JointEffects division = new JointEffects(model, removals);
        division.check();
        division.divide();
        return division.effects;
    }

    private void check() {
        for (int i = 0; i < joint.size(); i++) {
            Part set = joint.get(i);
            if (!effects.keySet().containsAll(set.contributors)) {
                throw new InfluenceException(
                        set.contributors + " were taken away together, but not each of them alone");
            }
            for (Part smaller : joint.subList(i + 1, joint.size())) {
                boolean nested = set.holds(smaller) && set.contributors.size() > smaller.contributors.size();
                if (!nested && set.meets(smaller)) {
                    throw new InfluenceException("contributors are taken away together as " + set.contributors
                            + " and as " + smaller.contributors + "; one set must hold the other, or none of it");
                }
            }
        }
    }

    /** From the largest set down, so that a set is divided after what it is a part of. */
    private void divide() {
        for (int i = 0; i < joint.size(); i++) {
            List<double[]> parts = parts(joint.get(i), joint.subList(i + 1, joint.size()));
            double[] surplus = joint.get(i).effect.clone();
            parts.forEach(part -> add(surplus, part, -1));
            parts.forEach(part -> add(part, surplus, 1.0 / parts.size()));
        }
    }

    private List<double[]> parts(Part set, List<Part> smaller) {
        List<double[]> parts = new ArrayList<>();
        List<String> left = new ArrayList<>(set.contributors);
        for (Part part : smaller) {
            if (left.containsAll(part.contributors)) {
                parts.add(part.effect);
                left.removeAll(part.contributors);
            }
        }
        left.forEach(contributor -> parts.add(effects.get(contributor)));
        return parts;
    }

    private static void add(double[] to, double[] what, double factor) {
        for (int t = 0; t < to.length; t++) {
            to[t] += factor * what[t];
        }
    }
}
