package org.openledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openledger.verify.Receipt;

final class RecomputationTest {
    private static final String ADA = "0x" + "ad".repeat(20);
    private static final String BEN = "0x" + "be".repeat(20);

    @Test
    void theSameIsTheSameEvenWithAnotherIndex() {
        assertThat(of(attribution("a", 1, 600_000), attribution("a", 1, 600_000)))
                .isEqualTo(new Recomputation(
                        true, "Computed again from the same model, index and answer: every share is the same."));
        Recomputation other = of(attribution("a", 1, 600_000), attribution("b", 1, 600_000));
        assertThat(other.same()).isTrue();
        assertThat(other.says()).contains("made again").contains("b".repeat(64));
    }

    @Test
    void whatDiffersIsNamed() {
        Recomputation shares = of(attribution("a", 1, 600_000), attribution("a", 1, 500_000));
        assertThat(shares.same()).isFalse();
        assertThat(shares.says())
                .contains(ADA + ", ppm: 600000 in the receipt, 500000 now")
                .contains("base, ppm: 300000 in the receipt, 400000 now")
                .doesNotContain(BEN);
        Recomputation evidence = of(attribution("a", 1, 600_000), attribution("a", 2, 600_000));
        assertThat(evidence.same()).isFalse();
        assertThat(evidence.says()).contains("the evidence of " + ADA);
    }

    @Test
    void aSourceWithAnotherEffectIsNamed() {
        Receipt.Attribution same = attribution("a", 1, 600_000);
        Recomputation found = Recomputation.of(same, Optional.of(source(5)), same, Optional.of(source(6)));
        assertThat(found.same()).isFalse();
        assertThat(found.says())
                .contains("source 1:")
                .contains("effectNanonats=5")
                .contains("effectNanonats=6");
        assertThat(Recomputation.of(same, Optional.of(source(5)), same, Optional.of(source(5)))
                        .same())
                .isTrue();
        assertThat(Recomputation.of(same, Optional.of(source(5)), same, Optional.empty())
                        .says())
                .contains("number of sources: 1 in the receipt, 0 now");
    }

    private static Receipt.Retrieval source(long effect) {
        return new Receipt.Retrieval(
                "left-out/1",
                2,
                30,
                List.of(new Receipt.Searched("4", 1, "d".repeat(64), "e".repeat(64))),
                List.of(new Receipt.Source(1, "f".repeat(64), "4", ADA, 10, 30, effect, 0, 10)));
    }

    private static Recomputation of(Receipt.Attribution before, Receipt.Attribution again) {
        return Recomputation.of(before, Optional.empty(), again, Optional.empty());
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
