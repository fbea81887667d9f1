package org.openledger.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.openledger.model.BaseModel;
import org.openledger.quality.fact.Statement;
import org.openledger.store.Refusal;
import org.openledger.tensor.Seeds;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.RowText;
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

    /** Of a contributor's rows, the last in this many is held out and asked about. */
    private static final int HOLD_OUT = 5;

    /** Of fewer contributors, a fifth and half are sets of one. */
    private static final int LEAST_GROUPS = 4;

    private static final int LEAST_SETS = 2;

    /**
     * An experiment on rows of contributors, of which some are held out as queries.
     *
     * @param rows by contributor
     * @param queries at most so many, from all contributors alike
     * @param sets drawn for each of {@code percents}, with the configuration's seed
     * @throws Refusal when there are fewer than four contributors or two sets, or too few rows to hold any out
     */
    public static Experiment of(
            BaseModel base,
            SortedMap<String, List<RowText>> rows,
            LoraConfiguration configuration,
            int queries,
            int sets,
            List<Integer> percents) {
        List<TrainingRow> learnt = new ArrayList<>();
        List<TrainingRow> asked = new ArrayList<>();
        int group = 0;
        for (List<RowText> texts : rows.values()) {
            for (int i = 0; i < texts.size(); i++) {
                List<TrainingRow> into = isAsked(i) ? asked : learnt;
                add(base, texts.get(i), configuration, group, learnt.size() + asked.size(), into);
            }
            group++;
        }
        if (asked.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "no contributor has " + HOLD_OUT
                            + " rows, so that one could be held out and asked about: give more rows");
        }
        return drawn(
                configuration, List.copyOf(rows.keySet()), learnt, TrainingRow.spread(asked, queries), sets, percents);
    }

    /** Whether a contributor's row is held out, by its place. */
    private static boolean isAsked(int place) {
        return place % HOLD_OUT == HOLD_OUT - 1;
    }

    /**
     * The same on so few rows that none can be spared: all are learnt, and asked about in other words.
     *
     * @throws Refusal when there are fewer than four contributors or two sets
     */
    public static Experiment reworded(
            BaseModel base,
            SortedMap<String, List<RowText>> rows,
            LoraConfiguration configuration,
            int queries,
            int sets,
            List<Integer> percents) {
        List<TrainingRow> learnt = new ArrayList<>();
        List<TrainingRow> asked = new ArrayList<>();
        int group = 0;
        for (List<RowText> texts : rows.values()) {
            for (RowText text : texts) {
                add(base, text, configuration, group, learnt.size(), learnt);
                RowText otherWords = Statement.of(text, configuration.seed()).otherWords();
                add(base, otherWords, configuration, group, learnt.size(), asked);
            }
            group++;
        }
        return drawn(
                configuration, List.copyOf(rows.keySet()), learnt, TrainingRow.spread(asked, queries), sets, percents);
    }

    /**
     * An experiment on a run as it is.
     *
     * @param asked rows that the run held out, or some of its own
     * @throws Refusal when there are fewer than four contributors or two sets, or nothing is asked
     */
    public static Experiment ofRun(
            LoraConfiguration configuration,
            List<String> groups,
            List<TrainingRow> learnt,
            List<TrainingRow> asked,
            int queries,
            int sets,
            List<Integer> percents) {
        return drawn(configuration, groups, learnt, TrainingRow.spread(asked, queries), sets, percents);
    }

    private static void add(
            BaseModel base,
            RowText text,
            LoraConfiguration configuration,
            int group,
            int number,
            List<TrainingRow> into) {
        text.tokens(base, configuration.maxTokens(), group, "%064x".formatted(number))
                .ifPresent(into::add);
    }

    private static Experiment drawn(
            LoraConfiguration configuration,
            List<String> groups,
            List<TrainingRow> learnt,
            List<TrainingRow> asked,
            int sets,
            List<Integer> percents) {
        if (groups.size() < LEAST_GROUPS) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "the rows name " + groups.size() + " contributors, of whom no sets of several sizes"
                            + " can be left out: name at least " + LEAST_GROUPS);
        }
        if (sets < LEAST_SETS) {
            throw new Refusal(
                    Refusal.Kind.INVALID, sets + " sets have no order to foresee: ask for at least " + LEAST_SETS);
        }
        if (asked.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, "there is nothing to ask about: ask for at least one query");
        }
        Sets drawn = Sets.draw(groups.size(), sets, percents, configuration.seed());
        return new Experiment(configuration, groups, learnt, asked, drawn.tuning(), drawn.measured());
    }

    /** The mean loss of a query's response token, of each query's whole loss, in nats. */
    double perToken(double[] losses) {
        int tokens = queries.stream().mapToInt(TrainingRow::learnt).sum();
        return Arrays.stream(losses).sum() / tokens;
    }

    /** Each contributor as a set. */
    List<Set<Integer>> singles() {
        return IntStream.range(0, groups.size()).mapToObj(Set::of).toList();
    }

    /**
     * Random sets of contributors to leave out.
     *
     * @param tuning for choosing settings of methods
     * @param measured for measuring; none of them is also in {@code tuning}
     */
    record Sets(List<Set<Integer>> tuning, List<Level> measured) {
        /**
         * Draws {@code sets} of them for each level, and a fifth as many of the first level for tuning, the same for the same seed.
         *
         * @param percents parts of the contributors that are left out, in percent
         */
        static Sets draw(int groups, int sets, List<Integer> percents, long seed) {
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
