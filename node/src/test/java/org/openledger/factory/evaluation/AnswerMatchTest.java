package org.openledger.factory.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers are compared as SQuAD's own script compares them. */
@Tag("unit")
final class AnswerMatchTest {
    /** What evaluate-v2.0.py gives for these. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "The Eiffel Tower!   | eiffel  tower          | true  | 1",
                "an apple a day      | Apple day.             | true  | 1",
                "anthem              | them                   | false | 0",
                "flour, water, salt  | water and salt         | false | 0.6666666667",
                "to be or not to be  | to be                  | false | 0.5",
                "red red blue        | red red red            | false | 0.6666666667",
                "don't               | dont                   | true  | 1",
                "3.5 %               | 35                     | true  | 1",
                "the                 | a                      | true  | 1",
                "the                 | salt                   | false | 0",
                "über-größe          | ÜBERGRÖßE              | true  | 1"
            })
    void answersMatchAsSquadHasIt(String expected, String given, boolean exact, double f1) {
        AnswerMatch match = AnswerMatch.of(expected, given);
        assertThat(match.exact()).isEqualTo(exact);
        assertThat(match.f1()).isCloseTo(f1, within(1e-9));
        assertThat(AnswerMatch.of(given, expected).f1()).isCloseTo(f1, within(1e-9));
    }

    @Test
    void whatHasNoWordsMatchesWhatHasNone() {
        assertThat(AnswerMatch.of("", " . ")).isEqualTo(new AnswerMatch(true, 1));
        assertThat(AnswerMatch.of("", "salt")).isEqualTo(new AnswerMatch(false, 0));
    }
}
