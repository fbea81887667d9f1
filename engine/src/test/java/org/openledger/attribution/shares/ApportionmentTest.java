package org.openledger.attribution.shares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class ApportionmentTest {

    @Test
    void partsSumToOneMillionWithinOneOfTheQuota() {
        long seed = 11;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            double[] weights = random.doubles(1 + random.nextInt(40))
                    .map(x -> Math.pow(x, 6))
                    .toArray();
            if (random.nextBoolean()) {
                weights[random.nextInt(weights.length)] = 0;
            }
            double sum = Arrays.stream(weights).sum();
            if (sum < 1e-9) {
                continue;
            }
            double[] fractions = Arrays.stream(weights).map(w -> w / sum).toArray();
            int[] parts = Apportionment.ppm(fractions);
            assertThat(Arrays.stream(parts).sum())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(1_000_000);
            for (int i = 0; i < parts.length; i++) {
                assertThat(Math.abs(parts[i] - fractions[i] * 1e6)).isLessThan(1.001);
                assertThat(fractions[i] == 0 && parts[i] != 0).isFalse();
            }
        }
    }

    @Test
    void tiesGoToTheEarlier() {
        assertThat(Apportionment.ppm(new double[] {0.25, 0.25, 0.25})).containsExactly(333_334, 333_333, 333_333);
    }

    @Test
    void nothingToDivideByIsABrokenInvariant() {
        assertThatThrownBy(() -> Apportionment.ppm(new double[] {0, 0})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Apportionment.ppm(new double[] {Double.NaN}))
                .isInstanceOf(IllegalStateException.class);
    }
}
