package org.openledger.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.quality.Combination.Calibration;

@Tag("unit")
final class CombinationTest {
    private static final int QUERIES = 40;
    private static final int GROUPS = 6;

    private final Random random = new Random(17);

    @Test
    void findsTheWeightsThatWereThereAndNoneForWhatSaysNothingOrTheOpposite() {
        double[][] cause = drawn();
        double[][] words = drawn();
        double[][] noise = drawn();
        List<Set<Integer>> sets = List.of(Set.of(0, 1), Set.of(2, 3), Set.of(1, 4), Set.of(0, 5), Set.of(3, 5));
        double[][] truth = new double[QUERIES][GROUPS];
        double[][] opposite = new double[QUERIES][GROUPS];
        for (int q = 0; q < QUERIES; q++) {
            for (int group = 0; group < GROUPS; group++) {
                truth[q][group] = 0.7 * cause[q][group] + 2 * words[q][group];
                opposite[q][group] = -truth[q][group] + noise[q][group];
            }
        }
        Combination found = Combination.fit(List.of(cause, words, opposite), sets, Scoring.predicted(truth, sets));
        assertThat(found.weights()[0]).isCloseTo(0.7, within(1e-6));
        assertThat(found.weights()[1]).isCloseTo(2, within(1e-6));
        assertThat(found.weights()[2]).isCloseTo(0, within(1e-9));
        assertThat(found.of(List.of(cause, words, opposite))[3][4]).isCloseTo(truth[3][4], within(1e-5));
    }

    @Test
    void shrinksWhatAnotherSeedDoesNotShow() {
        double[][] said = drawn();
        double[][] shown = new double[QUERIES][];
        Arrays.setAll(shown, q -> shrunk(said[q]));
        List<Set<Integer>> singles =
                IntStream.range(0, GROUPS).mapToObj(Set::of).toList();
        Combination found = Combination.fit(List.<double[][]>of(said), singles, Scoring.predicted(shown, singles));
        assertThat(found.of(one(0.4))[0][0]).isCloseTo(0, within(0.1));
        assertThat(found.of(one(1.8))[0][0]).isCloseTo(1.8, within(0.25));
    }

    @Test
    void calibrationNeverFallsAndKeepsTheMean() {
        List<double[]> pairs = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            double said = random.nextGaussian();
            pairs.add(new double[] {said, Math.sin(3 * said) + random.nextGaussian()});
        }
        Calibration calibration = Calibration.of(pairs);
        double before = Double.NEGATIVE_INFINITY;
        for (double at = -4; at < 4; at += 0.01) {
            assertThat(calibration.at(at)).isGreaterThanOrEqualTo(before - 1e-12);
            before = calibration.at(at);
        }
        assertThat(Calibration.NONE.at(0.3)).isEqualTo(0.3);
    }

    private static List<double[][]> one(double credit) {
        return List.<double[][]>of(new double[][] {{credit}});
    }

    private static double[] shrunk(double[] values) {
        return Arrays.stream(values).map(x -> x > 1 ? x : 0).toArray();
    }

    private double[][] drawn() {
        double[][] drawn = new double[QUERIES][GROUPS];
        for (double[] of : drawn) {
            Arrays.setAll(of, i -> random.nextGaussian());
        }
        return drawn;
    }
}
