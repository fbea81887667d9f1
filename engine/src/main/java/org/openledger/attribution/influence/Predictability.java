package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openledger.attribution.coding.CodedEffects;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.tensor.Seeds;
import org.openledger.train.TrainingRow;

/**
 * How far a run's effects tell what other removals do. On a smooth run they add up: what is lost without half of the contributors is
 * what each of them, and those who are alike together, were said to give. On a rough one each removal ends somewhere else, and nobody
 * should be sure of any.
 *
 * <p>So some more adapters are trained, each without a random half, and some rows are asked: rows held out, where the run has them,
 * since what a model is asked is rarely a row that it has learnt. R² = 1 − Σ(e − f)²/Σe² over rows and halves, with e the rise of
 * the row's loss without the half, in nats, and f what the effects foresee of it, see {@link JointEffects#foreseen}. A first order in the adapter's numbers would not do for this: of rows that are known by heart it foresees
 * almost nothing, since their loss has no slope left, although their removals add up to a hundredth.
 */
final class Predictability {
    private static final int ROWS = 16;
    private static final int MOST_TRIALS = 4;
    private static final int GROUPS_A_TRIAL = 4;

    private Predictability() {}

    /** Random halves of the groups to be left out, few beside the groups themselves; none for a single group. */
    static List<List<Integer>> trials(int groups, long seed) {
        if (groups < 2) {
            return List.of();
        }
        Random random = Seeds.stream(seed, "trials of predictability");
        Set<List<Integer>> trials = new LinkedHashSet<>();
        int wanted = Math.clamp(groups / GROUPS_A_TRIAL, 1, MOST_TRIALS);
        while (trials.size() < wanted) {
            int[] order = Seeds.permutation(groups, random);
            trials.add(List.copyOf(new TreeSet<>(
                    Arrays.stream(order).limit(Math.max(2, groups / 2)).boxed().toList())));
        }
        return List.copyOf(trials);
    }

    /**
     * R² in parts per million, 0 where the effects foresee nothing, 1,000,000 where there is nothing to foresee.
     *
     * @param asked rows held out, or some of the run's own
     * @param leftOut the groups that each adapter was trained without, by number; the last ones are trials
     * @param without opens an adapter by its place in {@code leftOut}
     */
    static int ppm(
            BaseModel base,
            List<TrainingRow> asked,
            Adapter whole,
            List<List<String>> leftOut,
            int trials,
            IntFunction<Adapter> without) {
        List<TrainingRow> some = TrainingRow.spread(asked, ROWS);
        double[][][] scores = new double[leftOut.size()][][];
        double[][] model = AnswerScoring.ofRows(base, whole, some);
        for (int i = 0; i < scores.length; i++) {
            try (Adapter adapter = without.apply(i)) {
                scores[i] = AnswerScoring.ofRows(base, adapter, some);
            }
        }
        int measured = leftOut.size() - trials;
        double missed = 0;
        double squares = 0;
        for (int row = 0; row < some.size(); row++) {
            List<Removal> removals = new ArrayList<>();
            for (int i = 0; i < measured; i++) {
                removals.add(new Removal(leftOut.get(i), scores[i][row]));
            }
            for (int trial = measured; trial < leftOut.size(); trial++) {
                double real = sum(new Removal(leftOut.get(trial), scores[trial][row]).effect(model[row]));
                double miss = real - sum(JointEffects.foreseen(model[row], removals, leftOut.get(trial)));
                missed += miss * miss;
                squares += real * real;
            }
        }
        return ppm(missed, squares);
    }

    /**
     * The same of runs that leave out many at once: what each loses, as the others foresee it by {@link CodedEffects}.
     *
     * @param groups how many there are
     * @param alike sets of them
     * @param leftOut by number, whom each run leaves out
     * @param without opens the adapter of a run
     */
    static int ofCoded(
            BaseModel base,
            List<TrainingRow> asked,
            Adapter whole,
            int groups,
            List<List<Integer>> alike,
            List<List<Integer>> leftOut,
            IntFunction<Adapter> without) {
        List<TrainingRow> some = TrainingRow.spread(asked, ROWS);
        double[] model = sums(base, whole, some);
        double[][] losses = new double[some.size()][leftOut.size()];
        for (int run = 0; run < leftOut.size(); run++) {
            try (Adapter adapter = without.apply(run)) {
                double[] there = sums(base, adapter, some);
                for (int row = 0; row < there.length; row++) {
                    losses[row][run] = model[row] - there[row];
                }
            }
        }
        double missed = 0;
        double squares = 0;
        for (double[] real : losses) {
            for (int run = 0; run < real.length; run++) {
                List<List<Integer>> others = new ArrayList<>(leftOut);
                List<Integer> asking = others.remove(run);
                int left = run;
                double[] ofOthers = IntStream.range(0, real.length)
                        .filter(other -> other != left)
                        .mapToDouble(other -> real[other])
                        .toArray();
                CodedEffects told = CodedEffects.of(groups, alike, others, ofOthers);
                double foreseen = told.loss(asking, ofOthers);
                missed += (real[run] - foreseen) * (real[run] - foreseen);
                squares += real[run] * real[run];
            }
        }
        return ppm(missed, squares);
    }

    private static double[] sums(BaseModel base, Adapter adapter, List<TrainingRow> rows) {
        return Arrays.stream(AnswerScoring.ofRows(base, adapter, rows))
                .mapToDouble(Predictability::sum)
                .toArray();
    }

    private static int ppm(double missed, double squares) {
        return squares == 0 ? 1_000_000 : (int) Math.round(1e6 * Math.clamp(1 - missed / squares, 0, 1));
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }
}
