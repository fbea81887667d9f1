package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.openledger.train.TrainingRow;

/**
 * Sets of contributors whose rows say much the same, so that each may cover for the other when one is left out. Two rows match
 * when {@link RowLikeness} says so; two contributors are alike when enough of the rows of either one match a row of the other.
 * Contributors are joined from the most alike down, where each is alike with each (complete linkage; each join is a set, at most
 * one fewer than contributors), then the most alike pairs that are no set yet follow while there are fewer sets than contributors.
 *
 * <p>A set is only asked about, not judged: leaving it out shows whether its contributors cover for each other, and where they do
 * not, nobody's credit changes. Being found costs one adapter, not being found costs those who know the same their credit.
 */
final class AlikeContributors {
    /**
     * The part of a contributor's rows that must match. Measured: different topics of the demo's rows reach 0.13, contributors who
     * answer the same questions about other things 0.33 (none of 490 pairs is found), who rewords another's rows 0.44 to 1.
     */
    static final double LEAST_PART = 0.4;
    /** At least so many of them, where there are so many. */
    private static final int LEAST_ROWS = 3;
    /**
     * Larger sets are not formed, nor of more than half of all contributors: they would share what all rows teach, which is how to
     * answer at all.
     */
    static final int MOST_TOGETHER = 8;

    private final int groups;
    private final Set<List<Integer>> sets = new LinkedHashSet<>();

    private record Pair(int first, int second, double alike) {
        static final Comparator<Pair> MOST_ALIKE = Comparator.comparingDouble(Pair::alike)
                .reversed()
                .thenComparingInt(Pair::first)
                .thenComparingInt(Pair::second);
    }

    private AlikeContributors(int groups) {
        this.groups = groups;
    }

    /**
     * The sets, each sorted and of at least two; fewer than {@code groups + 1}.
     *
     * @param rows whose groups count in {@code groups}
     */
    static List<List<Integer>> sets(List<TrainingRow> rows, int groups) {
        AlikeContributors alike = new AlikeContributors(groups);
        List<Pair> pairs = pairs(rows, groups);
        alike.join(pairs);
        for (Pair pair : pairs) {
            if (alike.sets.size() < groups) {
                alike.sets.add(List.of(pair.first, pair.second));
            }
        }
        return List.copyOf(alike.sets);
    }

    /** All contributors, those who are alike together, as few sets as {@link #sets} joins them to; each stands in one. */
    static List<List<Integer>> units(List<TrainingRow> rows, int groups) {
        List<List<Integer>> largestFirst = sets(rows, groups).stream()
                .sorted(Comparator.comparingInt((List<Integer> set) -> -set.size()))
                .toList();
        BitSet placed = new BitSet(groups);
        List<List<Integer>> units = new ArrayList<>();
        for (List<Integer> set : largestFirst) {
            if (set.stream().noneMatch(placed::get)) {
                set.forEach(placed::set);
                units.add(set);
            }
        }
        IntStream.range(0, groups).filter(group -> !placed.get(group)).forEach(group -> units.add(List.of(group)));
        return units;
    }

    private void join(List<Pair> pairs) {
        Set<Set<Integer>> alike = new HashSet<>();
        pairs.forEach(pair -> alike.add(Set.of(pair.first, pair.second)));
        int most = Math.max(2, Math.min(MOST_TOGETHER, groups / 2));
        List<Set<Integer>> setOf = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            setOf.add(new TreeSet<>(Set.of(group)));
        }
        for (Pair pair : pairs) {
            Set<Integer> one = setOf.get(pair.first);
            Set<Integer> other = setOf.get(pair.second);
            boolean all = !one.equals(other)
                    && one.stream().allMatch(a -> other.stream().allMatch(b -> alike.contains(Set.of(a, b))));
            Set<Integer> joined = new TreeSet<>(one);
            joined.addAll(other);
            if (all && joined.size() <= most && sets.add(List.copyOf(joined))) {
                joined.forEach(group -> setOf.set(group, joined));
            }
        }
    }

    /** Those who are alike, most alike first. */
    private static List<Pair> pairs(List<TrainingRow> rows, int groups) {
        int[] rowsOf = new int[groups];
        rows.forEach(row -> rowsOf[row.group()]++);
        int[][] matched = new int[groups][groups];
        RowLikeness likeness = new RowLikeness(rows, groups);
        for (int row = 0; row < rows.size(); row++) {
            int of = rows.get(row).group();
            BitSet others = new BitSet(groups);
            Arrays.stream(likeness.matches(row))
                    .map(other -> rows.get(other).group())
                    .forEach(others::set);
            others.stream().forEach(other -> matched[of][other]++);
        }
        List<Pair> pairs = new ArrayList<>();
        for (int first = 0; first < groups; first++) {
            for (int second = first + 1; second < groups; second++) {
                double part = Math.max(
                        part(matched[first][second], rowsOf[first]), part(matched[second][first], rowsOf[second]));
                if (part >= LEAST_PART) {
                    pairs.add(new Pair(first, second, part));
                }
            }
        }
        pairs.sort(Pair.MOST_ALIKE);
        return pairs;
    }

    /** The part of a contributor's rows that match; too few rows are chance, unless there are no more. */
    private static double part(int matched, int rows) {
        return matched >= Math.min(rows, LEAST_ROWS) ? (double) matched / Math.max(1, rows) : 0;
    }
}
