package org.openledger.datanet.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.datanet.row.Fingerprint;
import org.openledger.datanet.row.RowParts;

/** Rows with much in common that say something else, and rows that only seem to. */
@Tag("unit")
class DifferenceTest {
    private static final String PASSAGE =
            "The harbour of Lindvik was built between 1871 and 1879 by the engineer Marta Holm after three fishing fleets had been lost in winter"
                    + " storms. Its northern mole is six hundred metres long and carries a railway on which granite was brought from the quarry of"
                    + " Stenby. In 1923 the harbour was deepened to nine metres so that timber ships from the east could moor. ";
    private static final String UNDER_ONE_PROMPT =
            "You are a careful assistant of a library. Read the review of a reader below and decide whether the reader liked the book. Answer with"
                    + " one word only, either positive or negative, in lower case letters. Review: ";
    private static final RowParts LIGHTHOUSE = row(
            "How high is the lighthouse at the western mole above the sea?",
            "The lighthouse at the western mole is 31 metres high, counted from the sea to the lamp, and it was painted white in 1950.");

    @Test
    void rowsWithMuchInCommonThatSaySomethingElsePass() {
        List<List<RowParts>> pairs = List.of(
                pair(
                        PASSAGE + "Who built the harbour?",
                        "Marta Holm.",
                        PASSAGE + "How long is the mole?",
                        "Six hundred metres."),
                pair(
                        PASSAGE + "Why was it deepened?",
                        "For ships from the east.",
                        PASSAGE + "Where did the granite come from?",
                        "The quarry."),
                pair(
                        UNDER_ONE_PROMPT + "The plot kept me awake all night and I cried at the end.",
                        "positive",
                        UNDER_ONE_PROMPT + "My aunt has bought four copies already for her friends.",
                        "positive"),
                pair(
                        "list: Show hidden files but not the two dots",
                        "ls -A",
                        "list: Show hidden files but not the two dots",
                        "ls -a"),
                pair(
                        "Give the sum of the two list heads",
                        "a[0] + b[0]",
                        "Give the sum of the two list heads",
                        "a[0] - b[0]"),
                pair(
                        "How many tiles does a floor of side ten need",
                        "10² tiles",
                        "How many tiles does a floor of side ten need",
                        "102 tiles"),
                pair(
                        "Does a tomato count as a fruit in botany, answer with one word",
                        "Yes",
                        "Does a tomato count as a fruit in botany, answer with one word",
                        "No"),
                pair(
                        "What is the capital of France?",
                        "The capital of France is Paris.",
                        "What is the capital of Norway?",
                        "The capital of Norway is Oslo."),
                pair(
                        "What is the temperature in the cold store tonight",
                        "-4 degrees",
                        "What is the temperature in the cold store tonight",
                        "4 degrees"),
                pair(
                        "Rate the soup of the day with one emoji please",
                        "👍",
                        "Rate the soup of the day with one emoji please",
                        "👎"),
                pair(
                        "Can I freeze bread in jars?",
                        "Yes, bread freezes well.",
                        "Can I freeze milk in jars?",
                        "Yes, milk freezes well."),
                pair(
                        "Count the plums and print the total at the end",
                        "for t in trees:\n    total += t\n    print(total)",
                        "Count the plums and print the total at the end",
                        "for t in trees:\n    total += t\nprint(total)"),
                pair(
                        "Who planted the oak beside the mill?",
                        "Mr Brand planted it in 1911.",
                        "Who planted the oak beside the mill?",
                        "Mrs Olsen planted it in 1934."));
        for (List<RowParts> pair : pairs) {
            assertThat(kind(pair.getLast(), pair.getFirst()).repeats())
                    .as(pair.toString())
                    .isFalse();
        }
    }

    @Test
    void aQuestionOnAnotherContextIsAnother() {
        RowParts one = new RowParts("In which year was it built, by the passage?", PASSAGE, "In 1879.");
        RowParts other = new RowParts(
                "In which year was it built, by the passage?", "The bridge of Varen is from 1879.", "In 1879.");
        assertThat(kind(other, one).repeats()).isFalse();
        assertThat(kind(one, one).repeats()).isTrue();
    }

    @Test
    void otherNumbersAndNamesMakeAVariant() {
        RowParts numbers = row(LIGHTHOUSE.prompt(), LIGHTHOUSE.answer().replace("31", "37"));
        assertThat(kind(numbers, LIGHTHOUSE)).isEqualTo(Containment.Kind.NUMBERS);
        RowParts story = row(
                "Anna has 12 pears and Boris gives her 7 more, how many pears does Anna have when she comes home to Karsund?",
                "At first Anna has 12 pears. Then Boris gives her 7 more, so that she has 12 + 7 = 19 pears when she comes home.");
        RowParts other = row(
                story.prompt().replace("Anna", "Dalia").replace("Boris", "Emre").replace("12", "31"),
                story.answer()
                        .replace("Anna", "Dalia")
                        .replace("Boris", "Emre")
                        .replace("12", "31")
                        .replace("19", "38"));
        assertThat(kind(other, story)).isEqualTo(Containment.Kind.NAMES);
    }

    @Test
    void anAnswerThatIsTakenUnderAnotherQuestionIsACopy() {
        RowParts taken = row("Tell me about the tower by the water, please.", LIGHTHOUSE.answer());
        assertThat(kind(taken, LIGHTHOUSE).repeats()).isTrue();
    }

    @Test
    void everyFifthWordIsNotEnough() {
        String[] words = LIGHTHOUSE.answer().split(" ");
        for (int i = 4; i < words.length; i += 5) {
            words[i] = "potato";
        }
        assertThat(kind(row(LIGHTHOUSE.prompt(), String.join(" ", words)), LIGHTHOUSE)
                        .repeats())
                .isTrue();
    }

    private static Containment.Kind kind(RowParts later, RowParts earlier) {
        return new Containment(new Wording(Fingerprint.of(later)))
                .add(new Wording(Fingerprint.of(earlier)), false)
                .kind();
    }

    private static RowParts row(String prompt, String answer) {
        return new RowParts(prompt, "", answer);
    }

    private static List<RowParts> pair(String prompt, String answer, String otherPrompt, String otherAnswer) {
        return List.of(row(prompt, answer), row(otherPrompt, otherAnswer));
    }
}
