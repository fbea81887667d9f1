package org.openledger.attribution.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.openledger.tensor.Seeds;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.TrainingRow;

/**
 * What is measured: a run, answers to explain, and sets of contributors to retrain without.
 *
 * @param groups contributors by number
 * @param rows the run learns from
 * @param queries prompts with the answers whose losses are predicted; none of them is learnt from
 * @param removals sets of contributors that are left out, by how many of them
 */
public record Experiment(
        LoraConfiguration configuration,
        List<String> groups,
        List<TrainingRow> rows,
        List<TrainingRow> queries,
        List<Level> removals) {
    /** Sets of one size. */
    public record Level(int percent, List<Set<Integer>> sets) {}

    public Experiment {
        rows = List.copyOf(rows);
        queries = List.copyOf(queries);
        removals = List.copyOf(removals);
    }

    /**
     * Random sets of contributors, {@code sets} of them for each level, the same for the same seed.
     *
     * @param percents parts of the contributors that are left out, in percent
     */
    public static List<Level> draw(int groups, int sets, List<Integer> percents, long seed) {
        List<Level> levels = new ArrayList<>();
        for (int percent : percents) {
            int size = Math.max(1, groups * percent / 100);
            Random random = Seeds.stream(seed, "removals " + percent);
            Set<Set<Integer>> drawn = new java.util.LinkedHashSet<>();
            for (int tries = 0; drawn.size() < sets && tries < 100 * sets; tries++) {
                int[] order = Seeds.permutation(groups, random);
                Set<Integer> set = new TreeSet<>();
                for (int i = 0; i < size; i++) {
                    set.add(order[i]);
                }
                drawn.add(Set.copyOf(set));
            }
            levels.add(new Level(percent, List.copyOf(drawn)));
        }
        return levels;
    }
}
