package org.openledger.attribution.quality;

import java.util.ArrayList;
import java.util.LinkedHashSet;
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
 * @param tuning sets of contributors that are left out to choose settings of methods; none of them is measured
 * @param removals sets of contributors that are left out to measure, by how many of them
 */
public record Experiment(
        LoraConfiguration configuration,
        List<String> groups,
        List<TrainingRow> rows,
        List<TrainingRow> queries,
        List<Set<Integer>> tuning,
        List<Level> removals) {
    /** Sets of one size. */
    public record Level(int percent, List<Set<Integer>> sets) {}

    public Experiment {
        rows = List.copyOf(rows);
        queries = List.copyOf(queries);
        tuning = List.copyOf(tuning);
        removals = List.copyOf(removals);
    }

    /**
     * Random sets of contributors to leave out.
     *
     * @param tuning for choosing settings of methods
     * @param measured for measuring; none of them is also in {@code tuning}
     */
    public record Sets(List<Set<Integer>> tuning, List<Level> measured) {
        /**
         * Draws {@code sets} of them for each level, and a fifth as many of the first level for tuning, the same for the same seed.
         *
         * @param percents parts of the contributors that are left out, in percent
         */
        public static Sets draw(int groups, int sets, List<Integer> percents, long seed) {
            List<Level> levels = new ArrayList<>();
            Set<Set<Integer>> drawn = new LinkedHashSet<>();
            for (int percent : percents) {
                List<Set<Integer>> level =
                        distinct(groups, sets, percent, drawn, Seeds.stream(seed, "removals " + percent));
                levels.add(new Level(percent, level));
            }
            int kept = Math.ceilDiv(sets, 5);
            return new Sets(
                    distinct(groups, kept, percents.getFirst(), drawn, Seeds.stream(seed, "tuning removals")), levels);
        }

        private static List<Set<Integer>> distinct(
                int groups, int sets, int percent, Set<Set<Integer>> drawn, Random random) {
            int size = Math.max(1, groups * percent / 100);
            List<Set<Integer>> found = new ArrayList<>();
            for (int tries = 0; found.size() < sets && tries < 100 * sets; tries++) {
                int[] order = Seeds.permutation(groups, random);
                Set<Integer> set = new TreeSet<>();
                for (int i = 0; i < size; i++) {
                    set.add(order[i]);
                }
                if (drawn.add(Set.copyOf(set))) {
                    found.add(Set.copyOf(set));
                }
            }
            return found;
        }
    }
}
