package org.openledger.attribution.shares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.shares.SaidWords.Word;

/** Answers laid beside rows of drawn words. */
@Tag("unit")
final class RowAlignmentTest {
    private static final long SEED = 20_261_130;
    private static final int ROWS = 300;

    private final Random random = new Random(SEED);

    private List<String> words(int count) {
        return drawn(random, count);
    }

    /** Words that share no piece. */
    static List<String> drawn(Random random, int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder word = new StringBuilder();
            for (int letter = 0; letter < 9; letter++) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words.add(word.toString());
        }
        return words;
    }

    private static double tells(Word word) {
        return 1;
    }

    private static double alike(List<String> row, List<String> answer, ToDoubleFunction<Word> telling) {
        return new RowAlignment(
                        SaidWords.of(""),
                        SaidWords.of(String.join(" ", row)),
                        SaidWords.of(String.join(" ", answer)),
                        telling,
                        telling)
                .alike();
    }

    @Test
    void whatIsLeftOutContradictsNothing() {
        for (int trial = 0; trial < ROWS; trial++) {
            List<String> row = words(2 + random.nextInt(20));
            List<String> answer = new ArrayList<>(row);
            answer.removeIf(_ -> random.nextInt(4) == 0);
            assertThat(alike(row, answer, RowAlignmentTest::tells))
                    .as(SEED + ": " + row + answer)
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsPutInContradictsNothing() {
        for (int trial = 0; trial < ROWS; trial++) {
            List<String> row = words(2 + random.nextInt(20));
            List<String> answer = new ArrayList<>(row);
            words(random.nextInt(4)).forEach(word -> answer.add(random.nextInt(answer.size() + 1), word));
            assertThat(alike(row, answer, RowAlignmentTest::tells))
                    .as(SEED + ": " + row + answer)
                    .isEqualTo(1);
        }
    }

    @Test
    void anExchangedWordContradictsAsFarAsBothTell() {
        for (int trial = 0; trial < ROWS; trial++) {
            List<String> row = words(2 + random.nextInt(20));
            List<String> answer = new ArrayList<>(row);
            int at = random.nextInt(row.size());
            String other = words(1).getFirst();
            String canonical = SaidWords.of(other).all().getFirst().text();
            answer.set(at, other);
            double lost = random.nextDouble();
            double put = random.nextDouble();
            double found = alike(row, answer, word -> word.text().equals(canonical) ? put : lost);
            assertThat(found)
                    .as(SEED + ": " + row + answer)
                    .isCloseTo(Math.max(0.25, 1 - Math.min(lost, put)), within(1e-12));
        }
    }

    @Test
    void sentencesMayChangePlacesAndWordsMayNot() {
        for (int trial = 0; trial < ROWS; trial++) {
            List<String> row = words(12 + random.nextInt(20));
            int half = 3 + random.nextInt(row.size() - 6);
            List<String> rotated = new ArrayList<>(row.subList(half, row.size()));
            rotated.addAll(row.subList(0, half));
            assertThat(alike(row, rotated, RowAlignmentTest::tells))
                    .as(SEED + ": " + row + rotated)
                    .isEqualTo(1);
            List<String> reversed = new ArrayList<>(row);
            Collections.reverse(reversed);
            assertThat(alike(row, reversed, RowAlignmentTest::tells))
                    .as(SEED + ": " + row)
                    .isEqualTo(0.25);
        }
    }

    @Test
    void anAnswerThatIsCutShortInAWordSaysWhatTheRowSays() {
        List<String> row = words(8);
        for (int length = 1; length < 9; length++) {
            List<String> answer = new ArrayList<>(row.subList(0, 5));
            answer.add(row.get(5).substring(0, length));
            assertThat(alike(row, answer, RowAlignmentTest::tells))
                    .as(SEED + ": " + row + answer)
                    .isEqualTo(1);
        }
    }

    @Test
    void aNumberIsNoFormOfAnother() {
        Word one = SaidWords.of("16").all().getFirst();
        assertThat(one.isFormOf(SaidWords.of("1600").all().getFirst())).isFalse();
        assertThat(one.isFormOf(SaidWords.of("16").all().getFirst())).isTrue();
        assertThat(SaidWords.of("ferments")
                        .all()
                        .getFirst()
                        .isFormOf(SaidWords.of("ferment").all().getFirst()))
                .isTrue();
        assertThat(IntStream.of(SaidWords.of("").pieces())).isEmpty();
    }
}
