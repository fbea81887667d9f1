package org.openledger.attribution.coding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.openledger.tensor.Seeds;

/**
 * Which contributors each of a few runs leaves out: everyone is left out by {@value #RUNS_EACH} runs, by no two the same ones, and
 * the runs leave out about as many rows as each other. An answer that one contributor taught loses much in the runs of that contributor
 * and in no others, which names it among all (group testing; R. Dorfman, "The detection of defective members of large populations", 1943).
 *
 * <p>Who are alike may cover for each other. Two of their runs leave out all of them, which shows what they did together, and one leaves
 * out each without the others, which shows what each did alone.
 */
public final class RemovalCode {
    /** With fewer, one run whose loss is another's too would already confuse two; with more, runs leave out too much at once. */
    static final int RUNS_EACH = 3;

    private static final int LEAST_RUNS = 12;

    private final int[] rows;
    private final long[] load;
    private final List<List<Integer>> leftOut = new ArrayList<>();
    /** Pairs of runs that leave out a set, by how many sets each does. */
    private final int[][] sets;

    private final boolean[][][] taken;
    private final Random random;
    /** All pairs and threes of runs, each sorted. */
    private final List<int[]> pairs;

    private final List<int[]> threes;

    private RemovalCode(int runs, int[] rows, Random random) {
        this.rows = rows;
        this.load = new long[runs];
        this.sets = new int[runs][runs];
        this.taken = new boolean[runs][runs][runs];
        this.random = random;
        this.pairs = choices(2);
        this.threes = choices(RUNS_EACH);
        IntStream.range(0, runs).forEach(_ -> leftOut.add(new ArrayList<>()));
    }

    /**
     * The contributors that each run leaves out, by number, sorted: of {@value #LEAST_RUNS} runs, or the fewest that have as many different
     * threes as are needed. The same arguments give the same code.
     *
     * @param units contributors who are alike, or one; each contributor in one of them
     * @param rows of each contributor
     */
    public static List<List<Integer>> of(List<List<Integer>> units, int[] rows, long seed) {
        List<List<Integer>> heaviestFirst = units.stream()
                .sorted(Comparator.comparing((List<Integer> unit) -> unit.size() == 1)
                        .thenComparingLong(unit -> -rowsOf(unit, rows)))
                .toList();
        int runs = Math.max(
                LEAST_RUNS, 2 + units.stream().mapToInt(List::size).max().orElse(0));
        int contributors = units.stream().mapToInt(List::size).sum();
        while ((long) runs * (runs - 1) * (runs - 2) / 6 < contributors) {
            runs++;
        }
        while (true) {
            RemovalCode code = new RemovalCode(runs, rows, Seeds.stream(seed, "code of removals"));
            if (heaviestFirst.stream().allMatch(code::add)) {
                return code.leftOut.stream()
                        .map(run -> run.stream().sorted().toList())
                        .toList();
            }
            runs++;
        }
    }

    /** False where no runs are left for the unit. */
    private boolean add(List<Integer> unit) {
        return unit.size() == 1 ? addAlone(unit.getFirst()) : addAlike(unit);
    }

    private boolean addAlone(int contributor) {
        int[] lightest = null;
        for (int[] three : shuffled(threes)) {
            if (!taken[three[0]][three[1]][three[2]] && (lightest == null || loadOf(three) < loadOf(lightest))) {
                lightest = three;
            }
        }
        if (lightest != null) {
            leaveOut(contributor, lightest);
        }
        return lightest != null;
    }

    /** Two runs for all, of those that leave out the fewest other sets, and a third for each. */
    private boolean addAlike(List<Integer> unit) {
        int[] best = null;
        for (int[] pair : shuffled(pairs)) {
            if (thirds(pair).size() >= unit.size() && (best == null || before(pair, best))) {
                best = pair;
            }
        }
        if (best == null) {
            return false;
        }
        sets[best[0]][best[1]]++;
        for (int contributor : unit) {
            int third = thirds(best).stream()
                    .min(Comparator.comparingLong(run -> load[run]))
                    .orElseThrow();
            leaveOut(contributor, IntStream.of(best[0], best[1], third).sorted().toArray());
        }
        return true;
    }

    private boolean before(int[] pair, int[] other) {
        int more = sets[pair[0]][pair[1]] - sets[other[0]][other[1]];
        return more == 0 ? loadOf(pair) < loadOf(other) : more < 0;
    }

    /** The runs that with a pair make a three that is free. */
    private List<Integer> thirds(int[] pair) {
        return IntStream.range(0, load.length)
                .filter(run -> run != pair[0] && run != pair[1])
                .filter(run -> {
                    int[] three = IntStream.of(pair[0], pair[1], run).sorted().toArray();
                    return !taken[three[0]][three[1]][three[2]];
                })
                .boxed()
                .toList();
    }

    private void leaveOut(int contributor, int[] three) {
        taken[three[0]][three[1]][three[2]] = true;
        for (int run : three) {
            load[run] += rows[contributor];
            leftOut.get(run).add(contributor);
        }
    }

    private long loadOf(int[] runs) {
        return Arrays.stream(runs).mapToLong(run -> load[run]).sum();
    }

    /** In random order, so that of equal ones not always the first are taken. */
    private List<int[]> shuffled(List<int[]> choices) {
        List<int[]> shuffled = new ArrayList<>(choices);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private List<int[]> choices(int size) {
        List<int[]> choices = new ArrayList<>();
        for (int a = 0; a < load.length; a++) {
            for (int b = a + 1; b < load.length; b++) {
                if (size == 2) {
                    choices.add(new int[] {a, b});
                }
                for (int c = b + 1; size == RUNS_EACH && c < load.length; c++) {
                    choices.add(new int[] {a, b, c});
                }
            }
        }
        return choices;
    }

    private static long rowsOf(List<Integer> unit, int[] rows) {
        return unit.stream().mapToLong(contributor -> rows[contributor]).sum();
    }
}
