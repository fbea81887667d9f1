package org.openledger.quality.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class CorrelationTest {
    @Test
    void ranksCountAndTiesShareTheirMean() {
        assertThat(Correlation.spearman(new double[] {1, 2, 3, 4}, new double[] {1, 4, 9, 100}))
                .isEqualTo(1);
        assertThat(Correlation.spearman(new double[] {1, 2, 3, 4}, new double[] {4, 3, 2, 1}))
                .isEqualTo(-1);
        // by hand: ranks 0.5 0.5 2 3 and 0 1 2 3
        assertThat(Correlation.spearman(new double[] {7, 7, 8, 9}, new double[] {1, 2, 3, 4}))
                .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    }

    @Test
    void aConstantTellsNothing() {
        assertThat(Correlation.spearman(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isZero();
    }
}
