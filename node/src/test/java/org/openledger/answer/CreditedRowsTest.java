package org.openledger.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.Receipt;

@Tag("unit")
final class CreditedRowsTest {
    private static final String ADA = "0x" + "ad".repeat(20);
    private static final String TAUGHT = "1".repeat(64);
    private static final String GIVEN = "2".repeat(64);

    @Test
    void withoutSourcesTheRowsAreTheNearestOnes() {
        assertThat(rows(900, List.of())).containsExactly(new NamedRow(TAUGHT, "1", 800_000));
    }

    @Test
    void sourcesStandForTheirEffectsAndTrainingForTheRest() {
        assertThat(rows(1_000, List.of(source(GIVEN, 750))))
                .containsExactly(new NamedRow(TAUGHT, "1", 200_000), new NamedRow(GIVEN, "7", 750_000));
    }

    @Test
    void aRowThatWasTaughtAndGivenIsNamedOnce() {
        assertThat(rows(1_000, List.of(source(TAUGHT, 500))))
                .containsExactly(new NamedRow(TAUGHT, "1", 400_000 + 500_000));
    }

    @Test
    void whatHurtStandsForNothingUnlessTheWholeHurt() {
        assertThat(rows(500, List.of(source(GIVEN, -500))))
                .containsExactly(new NamedRow(TAUGHT, "1", 800_000), new NamedRow(GIVEN, "7", 0));
        assertThat(rows(-5, List.of(source(GIVEN, -5))))
                .containsExactly(new NamedRow(TAUGHT, "1", 0), new NamedRow(GIVEN, "7", 1_000_000));
    }

    private static Receipt.Source source(String leaf, long effect) {
        return new Receipt.Source(1, leaf, "7", ADA, 0, 9, effect, effect - 1, effect + 1);
    }

    private static List<NamedRow> rows(long effect, List<Receipt.Source> sources) {
        Receipt.Share share = new Receipt.Share(
                ADA, 1_000, effect, effect, effect, List.of(new Receipt.RowScore(TAUGHT, "1", 800_000)), List.of());
        return CreditedRows.of(
                Optional.of(new Receipt.Retrieval(
                        "left-out/1",
                        0,
                        sources.isEmpty() ? 0 : 9,
                        List.of(new Receipt.Searched("7", 1, GIVEN, GIVEN)),
                        sources)),
                share);
    }
}
