package org.openledger.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Several methods' credits as one: their sum with weights that are not negative, fitted so that it tells what retraining has shown,
 * then calibrated by a step function that never falls. Weights are by least squares over queries and sets; the steps by pooling
 * adjacent violators (M. Ayer et al., 1955) over queries that the weights were not fitted to.
 *
 * @param weights nats of a real rise for one unit of each credit
 * @param calibration from the weighted sum to nats
 */
@SuppressWarnings("ArrayRecordComponent") // a handful of numbers, read once
record Combination(double[] weights, Calibration calibration) {
    private static final int SWEEPS = 1_000;

    /**
     * Fits to what retraining without sets has shown. Credit of single contributors is calibrated too, since that is what will be
     * asked for; that of larger sets is not.
     *
     * @param credits by method, [queries][contributors]
     * @param sets of contributors that were left out
     * @param real by how much each query's loss rose: [sets][queries]
     */
    static Combination fit(List<double[][]> credits, List<Set<Integer>> sets, double[][] real) {
        List<double[][]> said =
                credits.stream().map(credit -> Scoring.predicted(credit, sets)).toList();
        boolean single = sets.stream().allMatch(set -> set.size() == 1);
        double[] weights = weights(said, real, single ? 2 : 1);
        if (!single) {
            return new Combination(weights, Calibration.NONE);
        }
        List<double[]> pairs = new ArrayList<>();
        for (int set = 0; set < real.length; set++) {
            for (int q = 1; q < real[set].length; q += 2) {
                pairs.add(new double[] {sum(weights, said, set, q), real[set][q]});
            }
        }
        return new Combination(weights, Calibration.of(pairs));
    }

    /** What the combination says of every query and contributor, in nats. */
    double[][] of(List<double[][]> credits) {
        double[][] combined = new double[credits.getFirst().length][credits.getFirst()[0].length];
        for (int q = 0; q < combined.length; q++) {
            for (int group = 0; group < combined[q].length; group++) {
                combined[q][group] = calibration.at(sum(weights, credits, q, group));
            }
        }
        return combined;
    }

    private static double sum(double[] weights, List<double[][]> of, int row, int column) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * of.get(i)[row][column];
        }
        return sum;
    }

    /** min Σ(real − Σ w·said)² for w ≥ 0 over every {@code step}th query, one weight after the other until they rest. */
    private static double[] weights(List<double[][]> said, double[][] real, int step) {
        int count = said.size();
        double[][] products = new double[count][count];
        double[] target = new double[count];
        for (int set = 0; set < real.length; set++) {
            for (int q = 0; q < real[set].length; q += step) {
                for (int i = 0; i < count; i++) {
                    double value = said.get(i)[set][q];
                    target[i] += value * real[set][q];
                    for (int j = 0; j < count; j++) {
                        products[i][j] += value * said.get(j)[set][q];
                    }
                }
            }
        }
        double[] weights = new double[count];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int i = 0; i < count; i++) {
                double rest = target[i];
                for (int j = 0; j < count; j++) {
                    rest -= j == i ? 0 : products[i][j] * weights[j];
                }
                weights[i] = products[i][i] > 0 ? Math.max(0, rest / products[i][i]) : 0;
            }
        }
        return weights;
    }

    /**
     * A function that never falls: level over each pool, straight between them, and as steep as what it is told beyond the last.
     *
     * @param from where the pools begin and end, rising
     * @param to what is said there
     */
    record Calibration(double[] from, double[] to) {
        /** Says what it is told. */
        static final Calibration NONE = new Calibration(new double[0], new double[0]);

        /** Pairs that are next to each other and have one mean. */
        private record Pool(double from, double to, double sum, int count) {
            double mean() {
                return sum / count;
            }

            Pool and(Pool next) {
                return new Pool(from, next.to, sum + next.sum, count + next.count);
            }
        }

        /** The best one in least squares for pairs of what was said and what was. */
        static Calibration of(List<double[]> pairs) {
            List<Pool> pools = new ArrayList<>();
            for (double[] pair : pairs.stream()
                    .sorted(Comparator.comparingDouble(pair -> pair[0]))
                    .toList()) {
                Pool pool = new Pool(pair[0], pair[0], pair[1], 1);
                while (!pools.isEmpty() && pools.getLast().mean() >= pool.mean()) {
                    pool = pools.removeLast().and(pool);
                }
                pools.add(pool);
            }
            return new Calibration(
                    pools.stream()
                            .flatMapToDouble(pool -> DoubleStream.of(pool.from, pool.to))
                            .toArray(),
                    pools.stream()
                            .flatMapToDouble(pool -> DoubleStream.of(pool.mean(), pool.mean()))
                            .toArray());
        }

        double at(double said) {
            if (from.length == 0) {
                return said;
            }
            int last = from.length - 1;
            if (said <= from[0] || said >= from[last]) {
                int end = said <= from[0] ? 0 : last;
                return to[end] + said - from[end];
            }
            int found = Arrays.binarySearch(from, said);
            if (found >= 0) {
                return to[found];
            }
            int right = -found - 1;
            double part = (said - from[right - 1]) / (from[right] - from[right - 1]);
            return to[right - 1] + part * (to[right] - to[right - 1]);
        }
    }
}
