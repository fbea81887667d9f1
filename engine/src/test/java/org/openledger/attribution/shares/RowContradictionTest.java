package org.openledger.attribution.shares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.shares.SaidWords.Word;

/** What of an answer contradicts a row, of drawn words. */
@Tag("unit")
final class RowContradictionTest {
    private static final long SEED = 20_261_201;
    private static final int ROWS = 300;
    private static final double LEAST = 0.25;

    private final Random random = new Random(SEED);

    private List<String> words(int count) {
        return RowAlignmentTest.drawn(random, count);
    }

    private static double tells(Word word) {
        return 1;
    }

    private static SaidWords said(String text) {
        return SaidWords.of(text, FixedWords::digits);
    }

    private static double alike(String asks, List<String> row, String question, List<String> answer) {
        return alike(asks, row, question, answer, RowContradictionTest::tells);
    }

    private static double alike(
            String asks, List<String> row, String question, List<String> answer, ToDoubleFunction<Word> telling) {
        return new RowContradiction(
                        said(asks),
                        said(String.join(" ", row)),
                        said(question),
                        said(String.join(" ", answer)),
                        telling)
                .alike();
    }

    private double alike(List<String> row, List<String> answer) {
        double found = alike("", row, "", answer);
        assertThat(alike("", answer, "", row) == 1)
                .as(SEED + ": the other way round " + row + answer)
                .isEqualTo(found == 1);
        return found;
    }

    @Test
    void whatIsLeftOutOrPutInContradictsNothing() {
        for (int trial = 0; trial < ROWS; trial++) {
            List<String> row = words(2 + random.nextInt(20));
            List<String> answer = new ArrayList<>(row);
            answer.removeIf(_ -> random.nextInt(4) == 0);
            assertThat(alike(row, answer)).as(SEED + ": " + row + answer).isEqualTo(1);
        }
    }

    @Test
    void anExchangedWordContradictsByTheSquareOfWhatBothTell() {
        for (int trial = 0; trial < ROWS; trial++) {
            List<String> row = words(2 + random.nextInt(20));
            List<String> answer = new ArrayList<>(row);
            String other = words(1).getFirst();
            String canonical = said(other).all().getFirst().text();
            answer.set(random.nextInt(row.size()), other);
            double lost = random.nextDouble();
            double put = random.nextDouble();
            double found = alike("", row, "", answer, word -> word.text().equals(canonical) ? put : lost);
            double less = Math.min(lost, put);
            assertThat(found).as(SEED + ": " + row + answer).isCloseTo(Math.max(LEAST, 1 - less * less), within(1e-12));
        }
    }

    /** A name that is the question's is judged where questions are compared. */
    @Test
    void anotherNameContradictsUnlessItIsTheQuestions() {
        for (int trial = 0; trial < ROWS; trial++) {
            List<String> row = words(3 + random.nextInt(20));
            List<String> answer = new ArrayList<>(row);
            int at = random.nextInt(row.size());
            answer.set(at, words(1).getFirst());
            assertThat(alike(row.get(at), row, "", answer)).isEqualTo(LEAST);
            assertThat(alike(row.get(at), row, answer.get(at), answer)).isEqualTo(1);
        }
    }

    @Test
    void anotherNumberContradictsHoweverManyRowsHaveIt() {
        for (int trial = 0; trial < ROWS; trial++) {
            List<String> row = words(3 + random.nextInt(20));
            List<String> answer = new ArrayList<>(row);
            int at = random.nextInt(row.size());
            row.set(at, "seven");
            answer.set(at, "7");
            assertThat(alike("", row, "", answer, _ -> 0.01)).isEqualTo(1);
            for (String other : List.of("8", "eight", "70", "seventy")) {
                answer.set(at, other);
                assertThat(alike("", row, "", answer, _ -> 0.01)).as(other).isEqualTo(LEAST);
                assertThat(alike("", row, other, answer, _ -> 0.01))
                        .as("asked: " + other)
                        .isEqualTo(LEAST);
            }
        }
    }

    @Test
    void aNumberIsTheSameInDigitsAndSpelt() {
        for (String[] both :
                new String[][] {{"ten", "10"}, {"seventy", "70"}, {"hundred", "100"}, {"eighth", "8"}, {"eleven", "11"}
                }) {
            for (String text : both) {
                Word word = said(text).all().getFirst();
                assertThat(word.number()).as(text).isTrue();
                assertThat(word.text()).as(text).isEqualTo(both[1]);
            }
        }
        assertThat(said("one second").all()).noneMatch(Word::number);
    }

    @Test
    void anotherUnitContradicts() {
        for (String unit : List.of("months", "days", "spoons")) {
            List<String> row = List.of("it", "is", "ready", "after", "four", "weeks", "in", "the", "cellar");
            List<String> answer = new ArrayList<>(row);
            answer.set(5, unit);
            answer.addAll(List.of("not", "many", "weeks"));
            assertThat(alike("", row, "", answer)).as(unit).isEqualTo(LEAST);
        }
        assertThat(alike("", List.of("four", "long", "weeks"), "", List.of("four", "really", "long", "weeks")))
                .isEqualTo(1);
    }

    @Test
    void aNegationThatIsPutInOrTakenAwayContradicts() {
        for (int trial = 0; trial < ROWS; trial++) {
            List<String> row = words(3 + random.nextInt(20));
            List<String> answer = new ArrayList<>(row);
            int at = random.nextInt(row.size());
            String negation =
                    List.of("not", "never", "without", "nicht", "cannot").get(random.nextInt(5));
            answer.add(at, negation);
            assertThat(alike(row, answer)).as(SEED + ": " + row + answer).isEqualTo(LEAST);
            List<String> also = new ArrayList<>(row);
            also.add(at, at == 0 ? "nor" : "no");
            assertThat(alike(also, answer)).as(SEED + ": " + also + answer).isEqualTo(1);
        }
        assertThat(alike(List.of("No.", "It", "has", "gone", "bad"), List.of("Yes.", "It", "has", "gone", "bad")))
                .isEqualTo(LEAST);
        assertThat(alike(List.of("No.", "It", "has", "gone", "bad"), List.of("It", "has", "gone", "bad")))
                .isEqualTo(1);
        assertThat(alike(List.of("air", "isn't", "good"), List.of("air", "is", "good")))
                .isEqualTo(LEAST);
    }

    @Test
    void wordsInEachOthersPlacesContradictAndSentencesDoNot() {
        for (int trial = 0; trial < ROWS; trial++) {
            List<String> row = words(3 + random.nextInt(20));
            List<String> answer = new ArrayList<>(row);
            int at = random.nextInt(row.size());
            int other = (at + 1 + random.nextInt(row.size() - 1)) % row.size();
            Collections.swap(answer, at, other);
            assertThat(alike(row, answer)).as(SEED + ": " + row + answer).isEqualTo(LEAST);
        }
        for (int trial = 0; trial < ROWS; trial++) {
            List<String> row = words(12 + random.nextInt(20));
            int half = 3 + random.nextInt(row.size() - 6);
            List<String> rotated = new ArrayList<>(row.subList(half, row.size()));
            rotated.addAll(row.subList(0, half));
            assertThat(alike(row, rotated)).as(SEED + ": " + row + rotated).isEqualTo(1);
        }
    }
}
