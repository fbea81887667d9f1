package org.openledger.attribution.coding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.openledger.tensor.Seeds;

/**
 * Which contributors each of a few runs leaves out: everyone is left out by {@value #RUNS_EACH} runs, by no two units the same ones, and
 * the runs leave out about as many rows as each other. An answer that one contributor taught loses much in the runs of that contributor
 * and in no others, which names it among all (group testing; R. Dorfman, "The detection of defective members of large populations", 1943).
 */
public final class RemovalCode {
    /** With fewer, one run whose loss is another's too would already confuse two; with more, runs leave out too much at once. */
    static final int RUNS_EACH = 3;

    private static final int LEAST_RUNS = 12;

    private RemovalCode() {}

    /** How many runs so many units take: {@value #LEAST_RUNS}, or the fewest that have so many different threes. */
    public static int runs(int units) {
        int runs = LEAST_RUNS;
        while ((long) runs * (runs - 1) * (runs - 2) / 6 < units) {
            runs++;
        }
        return runs;
    }

    /**
     * The contributors that each run leaves out, by number, sorted. The same arguments give the same code.
     *
     * @param units contributors who are always left out together, since one would cover for another; each in one of them
     * @param rows of each contributor
     */
    public static List<List<Integer>> of(List<List<Integer>> units, int[] rows, long seed) {
        int runs = runs(units.size());
        List<int[]> free = new ArrayList<>(threes(runs));
        int[] order = Seeds.permutation(free.size(), Seeds.stream(seed, "code of removals"));
        List<int[]> left = new ArrayList<>();
        Arrays.stream(order).forEach(place -> left.add(free.get(place)));
        long[] load = new long[runs];
        List<List<Integer>> leftOut = new ArrayList<>();
        IntStream.range(0, runs).forEach(_ -> leftOut.add(new ArrayList<>()));
        List<List<Integer>> heaviestFirst = units.stream()
                .sorted(Comparator.comparingLong((List<Integer> unit) -> -rowsOf(unit, rows)))
                .toList();
        for (List<Integer> unit : heaviestFirst) {
            int lightest = IntStream.range(0, left.size())
                    .boxed()
                    .min(Comparator.comparingLong(place -> sum(load, left.get(place))))
                    .orElseThrow();
            for (int run : left.remove(lightest)) {
                load[run] += rowsOf(unit, rows);
                leftOut.get(run).addAll(unit);
            }
        }
        return leftOut.stream().map(run -> run.stream().sorted().toList()).toList();
    }

    private static long rowsOf(List<Integer> unit, int[] rows) {
        return unit.stream().mapToLong(contributor -> rows[contributor]).sum();
    }

    private static long sum(long[] load, int[] runs) {
        return Arrays.stream(runs).mapToLong(run -> load[run]).sum();
    }

    private static List<int[]> threes(int runs) {
        List<int[]> threes = new ArrayList<>();
        for (int a = 0; a < runs; a++) {
            for (int b = a + 1; b < runs; b++) {
                for (int c = b + 1; c < runs; c++) {
                    threes.add(new int[] {a, b, c});
                }
            }
        }
        return threes;
    }
}
