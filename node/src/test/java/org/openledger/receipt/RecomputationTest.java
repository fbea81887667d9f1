package org.openledger.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.Receipt;

@Tag("unit")
final class RecomputationTest {
    private static final String ADA = "0x" + "ad".repeat(20);
    private static final String BEN = "0x" + "be".repeat(20);

    @Test
    void theSameIsTheSameEvenWithAnotherIndex() {
        assertThat(Recomputation.of(attribution("a", 1, 600_000), attribution("a", 1, 600_000)))
                .isEqualTo(
                        new Recomputation(true, 0, "Computed again: every share, effect and quotation is the same."));
        Recomputation other = Recomputation.of(attribution("a", 1, 600_000), attribution("b", 1, 600_000));
        assertThat(other.same()).isTrue();
        assertThat(other.says()).contains("made again").contains("b".repeat(64));
    }

    @Test
    void anotherKindOfMachineMayDifferByTheReceiptsToleranceAndNoMore() {
        Receipt.Attribution told = attribution("a", 1, 600_000, 50, List.of());
        Recomputation near = Recomputation.of(told, attribution("a", 40_000, 600_050, 0, List.of()));
        assertThat(near.same()).as(near.says()).isTrue();
        assertThat(near.differencePpm()).isEqualTo(50);
        assertThat(near.says()).contains("no part differs by more than 50 ppm");
        assertThat(Recomputation.of(told, attribution("a", 1, 600_051, 1_000_000, List.of()))
                        .same())
                .as("the tolerance is the receipt's, not that of who computes again")
                .isFalse();
        assertThat(Recomputation.of(told, attribution("a", 60_000, 600_000, 50, List.of()))
                        .says())
                .contains("the effect of " + ADA);
        List<Receipt.Span> quoted = List.of(new Receipt.Span(0, 6, 1, List.of("d".repeat(64))));
        assertThat(Recomputation.of(told, attribution("a", 1, 600_000, 50, quoted))
                        .says())
                .contains("the evidence of " + ADA);
    }

    @Test
    void whatDiffersIsNamed() {
        Recomputation shares = Recomputation.of(attribution("a", 1, 600_000), attribution("a", 1, 500_000));
        assertThat(shares.same()).isFalse();
        assertThat(shares.says())
                .contains(ADA + ", ppm: 600000 in the receipt, 500000 now")
                .contains("base, ppm: 300000 in the receipt, 400000 now")
                .doesNotContain(BEN);
        Recomputation effect = Recomputation.of(attribution("a", 1, 600_000), attribution("a", 2, 600_000));
        assertThat(effect.same()).isFalse();
        assertThat(effect.says()).contains("the effect of " + ADA);
    }

    @Test
    void aSourceWithAnotherEffectIsNamed() {
        Receipt.Attribution same = attribution("a", 1, 600_000);
        Recomputation found = Recomputation.of(same, Optional.of(source(5)), same, Optional.of(source(6)));
        assertThat(found.same()).isFalse();
        assertThat(found.says()).contains("effect of source 1, nanonats: 5 in the receipt, 6 now");
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

    private static Receipt.Attribution attribution(String index, long effect, int ppm) {
        return attribution(index, effect, ppm, 0, List.of());
    }

    private static Receipt.Attribution attribution(
            String index, long effect, int ppm, int tolerancePpm, List<Receipt.Span> spans) {
        return new Receipt.Attribution(
                Receipt.Attribution.METHOD,
                "0.1.0",
                Receipt.Readiness.BEFORE_ANSWER,
                "c".repeat(64),
                index.repeat(64),
                1,
                tolerancePpm,
                List.of(
                        new Receipt.Share(ADA, ppm, effect, 0, 100_000, List.of(), spans),
                        new Receipt.Share(BEN, 100_000, 1, 0, 2, List.of(), List.of())),
                900_000 - ppm,
                0,
                900_000,
                100);
    }
}
