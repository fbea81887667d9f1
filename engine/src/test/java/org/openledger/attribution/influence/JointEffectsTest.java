package org.openledger.attribution.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The division of effects, on log-probabilities that are given; the model's are all zero. */
@Tag("unit")
final class JointEffectsTest {
    private static Removal without(double effect, String... contributors) {
        return new Removal(List.of(contributors), new double[] {-effect, -3 * effect});
    }

    private static Map<String, double[]> divide(Removal... removals) {
        return JointEffects.divide(new double[2], List.of(removals));
    }

    private static double first(Map<String, double[]> effects, String contributor) {
        return effects.getOrDefault(contributor, new double[] {Double.NaN})[0];
    }

    @Test
    void twoWhoBringTheSameShareWhatBothDo() {
        Map<String, double[]> effects =
                divide(without(0, "a"), without(0, "b"), without(0.5, "c"), without(2, "a", "b"));
        assertThat(effects.get("a")).containsExactly(1, 3);
        assertThat(effects.get("b")).containsExactly(1, 3);
        assertThat(effects.get("c")).containsExactly(0.5, 1.5);
    }

    /** Orders of leaving: a first and b second, or b first and a second; Shapley's value is the mean of what each takes along. */
    @Test
    void forTwoItIsTheShapleyValueAlsoWhereEachNeedsTheOther() {
        for (double both : new double[] {0.1, 0.8, 3}) {
            Map<String, double[]> effects = divide(without(0.5, "a"), without(0.3, "b"), without(both, "a", "b"));
            assertThat(first(effects, "a")).isCloseTo((0.5 + both - 0.3) / 2, within(1e-12));
            assertThat(first(effects, "b")).isCloseTo((0.3 + both - 0.5) / 2, within(1e-12));
        }
    }

    @Test
    void whoStandsBesideTwoThatAreTheSameTakesNothingFromThem() {
        Map<String, double[]> effects = divide(
                without(0, "a"), without(0, "b"), without(1, "c"), without(2, "a", "b"), without(3, "c", "b", "a"));
        assertThat(first(effects, "a")).isCloseTo(1, within(1e-12));
        assertThat(first(effects, "b")).isCloseTo(1, within(1e-12));
        assertThat(first(effects, "c")).isCloseTo(1, within(1e-12));
    }

    /** Foreseen and measured dividends never mix: where what was foreseen is right, all is as if all were measured. */
    @Test
    void whatWasNotMeasuredIsDividedByWhatWasForeseen() {
        List<PredictedEffect> right = List.of(
                new PredictedEffect(List.of("a"), 0.5),
                new PredictedEffect(List.of("b"), 0.25),
                new PredictedEffect(List.of("c"), 1),
                new PredictedEffect(List.of("a", "b"), 2),
                new PredictedEffect(List.of("b", "c"), 4));
        Map<String, double[]> all = divide(
                without(0.5, "a"), without(0.25, "b"), without(1, "c"), without(2, "a", "b"), without(4, "b", "c"));
        Map<String, double[]> some = divide(without(0.5, "a"), without(0.25, "b"), without(2, "a", "b"));
        Map<String, Double> rest =
                JointEffects.ofUnmeasured(right, Set.of(List.of("a"), List.of("b"), List.of("a", "b")));
        for (String contributor : List.of("a", "b", "c")) {
            double measured = some.containsKey(contributor) ? first(some, contributor) : 0;
            assertThat(measured + rest.getOrDefault(contributor, Double.NaN))
                    .isCloseTo(first(all, contributor), within(1e-12));
        }
        assertThat(rest).containsEntry("a", 0.0);
    }

    @Test
    void threeWhoBringTheSameGetEqualParts() {
        Map<String, double[]> effects = divide(
                without(0, "a"), without(0, "b"), without(0, "c"), without(0, "a", "b"), without(3, "a", "b", "c"));
        assertThat(effects.values()).allSatisfy(effect -> assertThat(effect).containsExactly(1, 3));
    }

    /** The mean over all orders of leaving of what each takes along. */
    @Test
    void withAllSetsMeasuredItIsTheShapleyValue() {
        double[] of = {0, 0.3, -0.2, 0.9, 1.1, 0.8, 2.5, 3.1}; // by bits: a = 1, b = 2, c = 4
        String[] names = {"a", "b", "c"};
        List<Removal> removals = new ArrayList<>();
        for (int set = 1; set < of.length; set++) {
            int bits = set;
            String[] members = IntStream.range(0, 3)
                    .filter(i -> (bits >> i & 1) == 1)
                    .mapToObj(i -> names[i])
                    .toArray(String[]::new);
            removals.add(without(of[set], members));
        }
        double[] expected = new double[3];
        for (int[] order : new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
            int gone = 0;
            for (int who : order) {
                expected[who] += (of[gone | 1 << who] - of[gone]) / 6;
                gone |= 1 << who;
            }
        }
        Map<String, double[]> effects = JointEffects.divide(new double[2], removals);
        for (int i = 0; i < 3; i++) {
            assertThat(first(effects, names[i])).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void aSetAndThoseInsideItGiveItsEffectInWhateverOrderTheyAreGiven() {
        long seed = 4;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Removal> removals = new ArrayList<>();
            for (String name : List.of("a", "b", "c", "d", "e")) {
                removals.add(without(random.nextGaussian(), name));
            }
            removals.add(without(random.nextGaussian(), "a", "b"));
            removals.add(without(random.nextGaussian(), "b", "c"));
            removals.add(without(random.nextGaussian(), "b", "c", "d"));
            double whole = random.nextGaussian();
            removals.add(without(whole, "a", "b", "c", "d", "e"));
            Map<String, double[]> effects = JointEffects.divide(new double[2], removals);
            double sum = effects.values().stream().mapToDouble(each -> each[0]).sum();
            assertThat(sum).as("seed %d", seed).isCloseTo(whole, within(1e-12));
            Collections.shuffle(removals, random);
            Map<String, double[]> shuffled = JointEffects.divide(new double[2], removals);
            effects.forEach((name, effect) -> assertThat(shuffled.get(name)).isEqualTo(effect));
        }
    }

    @Test
    void effectsOfSeveralTrailsAddUpOverTheSameResamples() {
        double[] model = {-0.5, -1, -0.2};
        double[] base = {-3, -3, -3};
        List<Removal> training = Removal.ofEach(List.of("a", "b"), new double[][] {{-1, -1, -1}, {-0.6, -1, -0.2}});
        List<Removal> context = Removal.ofEach(List.of("c", "a"), new double[][] {{-0.9, -1, -0.3}, {-1, -2, -0.2}});
        Effects first = new Effects(base, model, training, 5);
        Effects second = new Effects(base, model, context, 5);
        Effects both = first.plus(context);
        assertThat(both.groups()).containsExactly("a", "b", "c");
        for (int r = 0; r < both.resampled().size(); r++) {
            double sum = first.resampled().get(r).effectNats()[0]
                    + second.resampled().get(r).effectNats()[1];
            assertThat(both.resampled().get(r).effectNats()[0]).isCloseTo(sum, within(1e-12));
        }
        assertThat(both.effectNats(1)).isEqualTo(first.effectNats(1));
        assertThat(both.effectNats(2)).isEqualTo(second.effectNats(0));
    }

    @Test
    void whoIsTakenAwayOnlyWithOthersIsRefused() {
        assertThatThrownBy(() -> divide(without(0, "a"), without(0, "b"), without(1, "a", "d")))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("d was taken away together");
        assertThatThrownBy(() -> new Removal(List.of(), new double[1])).isInstanceOf(InfluenceException.class);
        assertThatThrownBy(() -> new Removal(List.of("a", "a"), new double[1])).isInstanceOf(InfluenceException.class);
    }
}
