package org.openledger.attribution.influence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.openledger.canonical.CanonicalText;
import org.openledger.model.text.Tokenizer;
import org.openledger.train.TrainingRow;

/**
 * Which rows say much the same: the tokens and pairs of neighbouring tokens that both have, as a part of those of the row that has
 * less. A token weighs ln²(rows/rows that have it) · ln((groups + 1)/groups that have it): what all rows share counts nothing (K.
 * Spärck Jones, "A statistical interpretation of term specificity", 1972), and what most contributors say, such as the words in
 * which such questions are asked, hardly more, however few of their rows say it.
 *
 * <p>Measured on the demo's rows with fourteen of them said in other words: tokens and neighbours find the row meant first for 13,
 * single tokens for 12, cosines of gradients at the trained adapter for 6 and at the first step for 3.
 */
final class RowLikeness {
    /**
     * Rows match from here: under half of the reworded rows do, and next to none of other people's, where the same questions are
     * asked about other things too.
     */
    static final double MATCH = 0.25;
    /** What more rows have is passed over: bounds the work, and tells rows apart least. */
    private static final int MOST_ROWS = 512;

    private final long[][] features;
    private final Map<Long, int[]> rowsWith;
    private final Map<Long, Double> weights = new HashMap<>();
    private final double[] whole;
    private final double[] shared;

    /** @param groups how many there are */
    RowLikeness(List<TrainingRow> rows, int groups) {
        this.features = rows.stream().map(RowLikeness::features).toArray(long[][]::new);
        this.rowsWith = rowsWith(features);
        rowsWith.forEach((feature, with) -> weights.put(feature, weight(with, rows, groups)));
        this.whole = Arrays.stream(features)
                .mapToDouble(of -> Arrays.stream(of).mapToDouble(this::weight).sum())
                .toArray();
        this.shared = new double[features.length];
    }

    /** Rows by the tokens of their {@link CanonicalText}: what a reader takes for the same is the same, however it is written. */
    static List<TrainingRow> canonical(List<TrainingRow> rows, Tokenizer tokenizer) {
        return rows.stream()
                .map(row -> {
                    int[] ids = tokenizer.encode(
                            CanonicalText.of(tokenizer.decode(row.ids())).text());
                    return ids.length < 2 ? row : new TrainingRow(ids, 1, row.group(), row.leaf());
                })
                .toList();
    }

    /** The rows that match one, itself not among them, in ascending order. */
    int[] matches(int row) {
        Set<Integer> touched = new HashSet<>();
        for (long feature : features[row]) {
            double weight = weight(feature);
            for (int other : weight > 0 ? rowsWith.getOrDefault(feature, new int[0]) : new int[0]) {
                shared[other] += weight;
                touched.add(other);
            }
        }
        int[] matches = touched.stream()
                .filter(other -> other != row && shared[other] >= MATCH * Math.min(whole[row], whole[other]))
                .mapToInt(other -> other)
                .sorted()
                .toArray();
        touched.forEach(other -> shared[other] = 0);
        return matches;
    }

    private double weight(long feature) {
        return weights.getOrDefault(feature, 0.0);
    }

    private static double weight(int[] with, List<TrainingRow> rows, int groups) {
        if (with.length > MOST_ROWS) {
            return 0;
        }
        long saying =
                Arrays.stream(with).map(row -> rows.get(row).group()).distinct().count();
        double rarity = StrictMath.log((double) rows.size() / with.length);
        double own = StrictMath.log((groups + 1.0) / saying);
        return rarity * rarity * own;
    }

    private static Map<Long, int[]> rowsWith(long[][] features) {
        Map<Long, IntStream.Builder> lists = new HashMap<>();
        for (int row = 0; row < features.length; row++) {
            for (long feature : features[row]) {
                lists.computeIfAbsent(feature, key -> IntStream.builder()).add(row);
            }
        }
        Map<Long, int[]> rowsWith = new HashMap<>();
        lists.forEach((feature, list) -> rowsWith.put(feature, list.build().toArray()));
        return rowsWith;
    }

    /** Tokens, and pairs of neighbours above them, in ascending order. */
    private static long[] features(TrainingRow row) {
        int[] ids = row.ids();
        IntStream at = IntStream.range(0, ids.length);
        return at.mapToObj(i -> new long[] {ids[i], i == 0 ? ids[i] : (ids[i - 1] + 1L) << 32 | ids[i]})
                .flatMapToLong(Arrays::stream)
                .sorted()
                .distinct()
                .toArray();
    }
}
