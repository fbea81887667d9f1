package org.openledger.attribution.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Effects of sources on answers whose log-probabilities are given as a function of what is left out. */
@Tag("unit")
final class SourceEffectsTest {
    private static final long SEED = 41;

    /** An answer of two tokens: the second is three times as likely as the first, in nats. */
    private static double[][] measure(int sources, ToDoubleFunction<BitSet> lost) {
        return SourceEffects.measure(sources, SEED, sets -> score(sets, lost));
    }

    private static double[][] score(List<BitSet> sets, ToDoubleFunction<BitSet> lost) {
        return sets.stream()
                .map(set -> new double[] {-1 - lost.applyAsDouble(set), -2 - 3 * lost.applyAsDouble(set)})
                .toArray(double[][]::new);
    }

    private static double additive(BitSet left) {
        return left.stream().mapToDouble(i -> 0.1 * (i - 2)).sum();
    }

    @Test
    void whereSourcesAddUpLeavingOutAndTheSurrogateAgree() {
        double[][] leftOut = measure(8, SourceEffectsTest::additive);
        double[][] surrogate = measure(32, SourceEffectsTest::additive);
        assertThat(SourceEffects.method(8)).isEqualTo("left-out/1");
        assertThat(SourceEffects.method(9)).isEqualTo("linear-surrogate/1");
        for (int i = 0; i < 32; i++) {
            assertThat(surrogate[i][0]).as("source %d", i).isCloseTo(0.1 * (i - 2), within(1e-6));
            assertThat(surrogate[i][1]).as("source %d", i).isCloseTo(0.3 * (i - 2), within(1e-6));
        }
        for (int i = 0; i < 8; i++) {
            assertThat(leftOut[i]).as("source %d", i).containsExactly(surrogate[i], within(1e-5));
        }
    }

    @Test
    void sourcesThatSayTheSameShareWhatNeitherDoesAlone() {
        // sources 0 and 3 say the same; source 1 says something else; source 2 nothing
        double[][] effects = measure(4, left -> (left.get(0) && left.get(3) ? 2 : 0) + (left.get(1) ? 0.5 : 0));
        assertThat(effects[0][0]).isCloseTo(1, within(1e-9));
        assertThat(effects[3][0]).isCloseTo(1, within(1e-9));
        assertThat(effects[1][0]).isCloseTo(0.5, within(1e-9));
        assertThat(effects[2][0]).isCloseTo(0, within(1e-9));
    }

    /** No pair of three that say the same shows anything; with one of them different, the pairs and the set do. */
    @Test
    void threeThatHangTogetherByPairsShareWhatTheSetDoes() {
        double[][] effects = measure(4, left -> {
            BitSet three = (BitSet) left.clone();
            three.clear(3);
            return new double[] {0, 0, 0.3, 3}[three.cardinality()];
        });
        for (int i = 0; i < 3; i++) {
            assertThat(effects[i][0]).as("source %d", i).isCloseTo(1, within(1e-9));
        }
        assertThat(effects[3][0]).isCloseTo(0, within(1e-9));
    }

    @Test
    void theSurrogateGivesEachOfTwoThatAreTheSameAboutHalf() {
        double[][] effects = measure(16, left -> left.get(4) && left.get(9) ? 2 : 0);
        assertThat(effects[4][0] + effects[9][0]).isBetween(1.5, 2.5);
        assertThat(effects[4][0]).isCloseTo(effects[9][0], within(0.5));
        assertThat(effects[0][0]).isCloseTo(0, within(0.5));
    }

    @Test
    void theSameSeedMasksTheSameAndEveryNumberOfSourcesCanBeSolved() {
        Random random = new Random(SEED);
        for (int sources = 9; sources <= SourcedPrompt.MAX_SOURCES; sources++) {
            long seed = random.nextLong();
            List<BitSet> masks = LinearSurrogate.masks(sources, seed);
            assertThat(masks)
                    .isEqualTo(LinearSurrogate.masks(sources, seed))
                    .hasSizeBetween(4 * sources - 2, 4 * sources);
            double[][] weights = LinearSurrogate.fit(sources, masks, score(masks, SourceEffectsTest::additive));
            for (int i = 0; i < sources; i++) {
                assertThat(weights[i][0])
                        .as("seed %d, %d sources", seed, sources)
                        .isCloseTo(0.1 * (i - 2), within(1e-4));
            }
        }
    }

    @Test
    void anEmptyAnswerHasNoEffects() {
        double[][] effects = SourceEffects.measure(3, SEED, sets -> new double[sets.size()][0]);
        assertThat(effects).hasNumberOfRows(3);
        assertThat(effects[0]).isEmpty();
    }
}
