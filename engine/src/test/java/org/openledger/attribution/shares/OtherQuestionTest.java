package org.openledger.attribution.shares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether a question is a row's, by what it has instead of the row's words. */
@Tag("unit")
final class OtherQuestionTest {
    private static final String ROW = "How long does sauerkraut take?";
    private static final Map<String, Double> TELLING = Map.of("how", 0.02, "long", 0.3, "does", 0.02, "take", 0.4);

    private static double alike(String asks, String question, double unknown) {
        return new OtherQuestion(
                        SaidWords.of(asks),
                        SaidWords.of("It is ready after four weeks."),
                        SaidWords.of(question),
                        word -> TELLING.getOrDefault(word.text(), 1.0),
                        word -> TELLING.containsKey(word.text()) ? 1 : unknown)
                .alike();
    }

    @Test
    void theRowsQuestionAndWordsLeftOutOfItAreTheRows() {
        assertThat(alike(ROW, ROW, 0.75)).isEqualTo(1);
        assertThat(alike(ROW, "sauerkraut?", 0.75)).isEqualTo(1);
        assertThat(alike(ROW, "How long does it?", 0)).isEqualTo(1);
    }

    @Test
    void anotherNameInThePlaceOfTheRowsAsksForSomethingElse() {
        assertThat(alike(ROW, "How long does garlic take?", 0.75)).isCloseTo(0.25, within(1e-9));
        assertThat(alike(ROW, "How long does garlic take?", 1)).isZero();
    }

    @Test
    void anotherWordForOneThatTellsLessHardlyCounts() {
        assertThat(alike(ROW, "How long must sauerkraut sit?", 0.75)).isGreaterThan(0.99);
    }

    @Test
    void aRowThatAsksInCommonWordsIsAboutNothingInParticular() {
        assertThat(alike("How long does?", "How long does garlic take?", 0.75)).isLessThan(0.4);
        assertThat(alike("", "How long does garlic take?", 1)).isZero();
        assertThat(alike("How long does?", "How long does it take?", 0)).isGreaterThan(0.6);
    }
}
