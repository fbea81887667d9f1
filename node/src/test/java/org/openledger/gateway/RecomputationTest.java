package org.openledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openledger.verify.Receipt;

final class RecomputationTest {
    private static final String ADA = "0x" + "ad".repeat(20);
    private static final String BEN = "0x" + "be".repeat(20);

    @Test
    void theSameIsTheSameEvenWithAnotherIndex() {
        assertThat(Recomputation.of(attribution("a", 1, 600_000), attribution("a", 1, 600_000)))
                .isEqualTo(new Recomputation(
                        true, "Computed again from the same model, index and answer: every share is the same."));
        Recomputation other = Recomputation.of(attribution("a", 1, 600_000), attribution("b", 1, 600_000));
        assertThat(other.same()).isTrue();
        assertThat(other.says()).contains("made again").contains("b".repeat(64));
    }

    @Test
    void whatDiffersIsNamed() {
        Recomputation shares = Recomputation.of(attribution("a", 1, 600_000), attribution("a", 1, 500_000));
        assertThat(shares.same()).isFalse();
        assertThat(shares.says())
                .contains(ADA + ", ppm: 600000 in the receipt, 500000 now")
                .contains("base, ppm: 300000 in the receipt, 400000 now")
                .doesNotContain(BEN);
        Recomputation evidence = Recomputation.of(attribution("a", 1, 600_000), attribution("a", 2, 600_000));
        assertThat(evidence.same()).isFalse();
        assertThat(evidence.says()).contains("the evidence of " + ADA);
    }

    private static Receipt.Attribution attribution(String index, long effect, int ppm) {
        return new Receipt.Attribution(
                Receipt.Attribution.METHOD,
                "0.1.0",
                "before-answer",
                "c".repeat(64),
                index.repeat(64),
                1,
                0,
                List.of(
                        new Receipt.Share(ADA, ppm, effect, 0, 10, List.of(), List.of()),
                        new Receipt.Share(BEN, 100_000, 1, 0, 2, List.of(), List.of())),
                900_000 - ppm,
                0,
                900_000,
                100);
    }
}
