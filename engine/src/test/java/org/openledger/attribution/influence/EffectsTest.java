package org.openledger.attribution.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class EffectsTest {
    private static Effects effects(List<String> groups, double[] base, double[] model, double[][] without, long seed) {
        return new Effects(base, model, Removal.ofEach(groups, without), seed);
    }

    @Test
    void effectsAreSumsOverTheAnswersTokens() {
        Effects effects = effects(
                List.of("a", "b"),
                new double[] {-2, -1},
                new double[] {-1, -1.5},
                new double[][] {{-1.25, -1.75}, {-0.5, -1.5}},
                1);
        assertThat(effects.deltaNats()).isEqualTo(0.5);
        assertThat(effects.effectNats(0)).isEqualTo(0.5);
        assertThat(effects.effectNats(1)).isEqualTo(-0.5);
        assertThat(effects.estimate().dataPart()).isEqualTo((1 - StrictMath.exp(-1)) / 2);
    }

    @Test
    void aGroupThatChangesNothingHasEffectExactlyZero() {
        double[] model = {-1.1, -0.3, -2.7};
        Effects effects = effects(List.of("a"), new double[] {-2, -2, -2}, model, new double[][] {model}, 1);
        assertThat(effects.effectNats(0)).isZero();
        assertThat(effects.lowNats(0)).isZero();
        assertThat(effects.highNats(0)).isZero();
    }

    /** Answers drawn from a population whose mean effect a token is known: the interval must cover it about as often as it says. */
    @Test
    void intervalsCoverThePopulationAsOftenAsTheySay() {
        long seed = 5;
        Random random = new Random(seed);
        int covered = 0;
        int rounds = 600;
        int tokens = 20;
        for (int round = 0; round < rounds; round++) {
            double[] without = random.doubles(tokens, -2, -1).toArray();
            double[] model = new double[tokens];
            Arrays.setAll(model, t -> Math.min(0, without[t] + 0.1 * (1 + random.nextGaussian())));
            Effects effects = effects(List.of("a"), without, model, new double[][] {without}, round);
            covered += effects.lowNats(0) <= 0.1 * tokens && 0.1 * tokens <= effects.highNats(0) ? 1 : 0;
        }
        assertThat(covered / (double) rounds).as("seed %d", seed).isCloseTo(0.9, within(0.04));
    }

    @Test
    void theSameSeedGivesTheSameResamples() {
        double[] model = {-1, -2, -0.5, -0.1};
        double[] base = {-2, -2, -2, -2};
        Effects one = effects(List.of("a"), base, model, new double[][] {base}, 9);
        Effects two = effects(List.of("a"), base, model, new double[][] {base}, 9);
        Effects other = effects(List.of("a"), base, model, new double[][] {base}, 10);
        assertThat(deltas(one)).isEqualTo(deltas(two)).isNotEqualTo(deltas(other));
        assertThat(one.resampled()).hasSize(TokenResampling.REPLICATES);
    }

    private static List<Double> deltas(Effects effects) {
        return effects.resampled().stream().map(Estimate::deltaNats).toList();
    }

    @Test
    void oneTokenIsNotCalledCertain() {
        Effects effects =
                effects(List.of("a", "b"), new double[] {-3}, new double[] {-1}, new double[][] {{-2}, {-0.5}}, 1);
        assertThat(effects.lowNats(0)).isZero();
        assertThat(effects.highNats(0)).isEqualTo(2);
        assertThat(effects.lowNats(1)).isEqualTo(-1);
        assertThat(effects.highNats(1)).isZero();
    }

    /** a is measured on every token alike, b only foreseen to do the same. */
    @Test
    void nobodyIsSureOfWhatIsOnlyForeseen() {
        double[] model = {-1, -1, -1, -1};
        double[] without = {-2, -2, -2, -2};
        List<PredictedEffect> foreseen =
                List.of(new PredictedEffect(List.of("b"), 4), new PredictedEffect(List.of("a"), 3));
        Effects effects = new Effects(without, model, List.of(new Removal(List.of("a"), without)), foreseen, 1);
        assertThat(effects.groups()).containsExactly("b", "a");
        assertThat(effects.effectNats(0)).isEqualTo(4);
        assertThat(effects.lowNats(0)).isLessThanOrEqualTo(4 - 4 * PredictedEffect.DOUBT);
        assertThat(effects.highNats(0)).isGreaterThanOrEqualTo(4 + 4 * PredictedEffect.DOUBT);
        assertThat(effects.interval(1)).isEqualTo(new Effects.Interval(4, 4));
        assertThat(effects.alone().estimate().effectNats()).containsExactly(4, 4);
        assertThat(effects.plus(List.of(new Removal(List.of("b"), without))).effectNats(0))
                .isEqualTo(8);
        assertThat(new Effects(without, model, List.of(), foreseen, 1).resampled())
                .usingRecursiveComparison()
                .isEqualTo(new Effects(without, model, List.of(), foreseen, 1).resampled());
    }

    @Test
    void anEmptyAnswerOwesNothing() {
        Effects effects = effects(List.of("a"), new double[0], new double[0], new double[][] {{}}, 1);
        assertThat(effects.estimate().dataPart()).isZero();
        assertThat(effects.effectNats(0)).isZero();
        assertThat(effects.resampled()).isEmpty();
    }

    @Test
    void refusesWhatIsNoMeasurement() {
        double[] one = {-1};
        assertThatThrownBy(() -> effects(List.of("a", "a"), one, one, new double[][] {one, one}, 1))
                .isInstanceOf(InfluenceException.class);
        assertThatThrownBy(() -> effects(List.of("a"), one, one, new double[][] {{-1, -1}}, 1))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("without a");
        assertThatThrownBy(() -> effects(List.of(), one, new double[] {Double.NaN}, new double[][] {}, 1))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("diverged");
    }
}
