package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * An answer's log-probabilities when what some contributors brought is taken away: out of the training rows, or out of anything
 * else that the answer was made from.
 *
 * @param contributors whose it is, all different, sorted; more than one where they are taken away together
 * @param logProbabilities in nats, one for each token of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // read in tight loops; nobody writes to them
public record Removal(List<String> contributors, double[] logProbabilities) {
    public Removal {
        if (contributors.isEmpty() || new HashSet<>(contributors).size() != contributors.size()) {
            throw new InfluenceException(
                    "a removal takes away one or more different contributors, not " + contributors);
        }
        contributors = contributors.stream().sorted().toList();
    }

    /** Takes away each contributor alone: {@code without} is [contributors][tokens]. */
    public static List<Removal> ofEach(List<String> contributors, double[][] without) {
        if (contributors.size() != without.length || new HashSet<>(contributors).size() != without.length) {
            throw new InfluenceException(
                    "effects need one different name for each of " + without.length + " removals, not " + contributors);
        }
        List<Removal> removals = new ArrayList<>();
        for (int i = 0; i < without.length; i++) {
            removals.add(new Removal(List.of(contributors.get(i)), without[i]));
        }
        return removals;
    }

    boolean alone() {
        return contributors.size() == 1;
    }

    /** What the removal takes from each token: its log-probability under the model minus without, in nats. */
    double[] effect(double[] model) {
        double[] effect = new double[model.length];
        for (int t = 0; t < model.length; t++) {
            effect[t] = model[t] - logProbabilities[t];
        }
        return effect;
    }

    @Override
    public String toString() {
        return String.join(", ", contributors);
    }
}
