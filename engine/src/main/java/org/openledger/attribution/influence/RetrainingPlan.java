package org.openledger.attribution.influence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.openledger.model.text.Tokenizer;
import org.openledger.train.TrainingRow;

/**
 * Which adapters explain a run: one without each group, one without each set of {@link AlikeContributors}, and some trials that show
 * its {@link Predictability}. It follows from the run's rows and seed, so that whoever asks before the run is told what it will do.
 *
 * @param leftOut the groups that each adapter is trained without, by number: each group, then each set, then the trials
 * @param groups how many there are
 * @param sets of groups that are alike
 * @param trials random halves
 * @param trained the places in {@code leftOut} that are trained; the others have no row that could be left out
 */
public record RetrainingPlan(List<List<Integer>> leftOut, int groups, int sets, int trials, List<Integer> trained) {
    /** Adapters of one batch beside the run itself: bounds the memory of training. */
    private static final int LEFT_OUT_A_BATCH = 15;

    public RetrainingPlan {
        leftOut = List.copyOf(leftOut);
        trained = List.copyOf(trained);
    }

    /** @param rows whose groups count in {@code groups} */
    public static RetrainingPlan of(Tokenizer tokenizer, List<TrainingRow> rows, int groups, long seed) {
        int[] rowsOf = rowsOfGroups(rows, groups);
        List<List<Integer>> sets = AlikeContributors.sets(RowLikeness.canonical(rows, tokenizer), groups);
        List<List<Integer>> trials = Predictability.trials(groups, seed);
        List<List<Integer>> leftOut = new ArrayList<>();
        IntStream.range(0, groups).forEach(group -> leftOut.add(List.of(group)));
        leftOut.addAll(sets);
        leftOut.addAll(trials);
        List<Integer> trained = IntStream.range(0, leftOut.size())
                .filter(place -> leftOut.get(place).stream().anyMatch(group -> rowsOf[group] > 0))
                .boxed()
                .toList();
        return new RetrainingPlan(leftOut, groups, sets.size(), trials.size(), trained);
    }

    /** The places in {@code leftOut} that are trained together, each time beside the run itself. */
    public List<List<Integer>> batches() {
        return IntStream.range(0, Math.ceilDiv(trained.size(), LEFT_OUT_A_BATCH))
                .mapToObj(batch -> trained.subList(
                        batch * LEFT_OUT_A_BATCH, Math.min(trained.size(), (batch + 1) * LEFT_OUT_A_BATCH)))
                .toList();
    }

    /** How many adapters are kept; the trials are not. */
    int kept() {
        return leftOut.size() - trials;
    }

    /** How many rows each group has. */
    static int[] rowsOfGroups(List<TrainingRow> rows, int groups) {
        int[] counts = new int[groups];
        rows.forEach(row -> counts[row.group()]++);
        return counts;
    }
}
