package org.openledger.datanet.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.datanet.row.Fingerprint;
import org.openledger.datanet.row.RowParts;
import org.openledger.datanet.row.Winnowing;

/** What counts as standing in earlier rows, and what winnowing is sure to keep. */
@Tag("unit")
final class ContainmentTest {
    private static final String KRAUT = "What does sauerkraut need to ferment? Sauerkraut needs cabbage, salt and time."
            + " The salt draws water out of the leaves, and the brine keeps the air away.";
    private static final String TEA =
            "How long does green tea steep? Two minutes at seventy degrees, or it gets bitter and the leaves are spent.";
    private static final String FACT = "What colour is the flag of Tovadin? The flag of Tovadin is red.";

    @Test
    void aShortRowWithAWordPutInIsARepetitionWhereverTheWordStands() {
        String[] words = FACT.split(" ");
        for (int at = 0; at <= words.length; at++) {
            assertThat(repeats(with(words, at, "really"), List.of(FACT)))
                    .as("really before word " + at)
                    .isTrue();
        }
    }

    @Test
    void aShortRowWithAWordLeftOutIsARepetition() {
        assertThat(repeats("What colour is the flag of Tovadin? The flag Tovadin is red.", List.of(FACT)))
                .isTrue();
    }

    @Test
    void whatWrapsAnEarlierRowIsJudgedByHowMuchOfItIsOld() {
        String little = "Somebody asked me this: " + KRAUT + " So much for that.";
        String much =
                "Before there were fridges people on islands had to get through a winter without any fresh greens,"
                        + " and whoever sailed further lost teeth and then life. " + KRAUT
                        + " A barrel of it stood on every ship of the third voyage, and nobody fell ill on three years at sea.";
        assertThat(repeats(little, List.of(KRAUT))).isTrue();
        assertThat(repeats(much, List.of(KRAUT))).isFalse();
    }

    @Test
    void theSameWordsInAnotherOrderAreARepetition() {
        String swapped = KRAUT.replace("draws water", "water draws")
                .replace("the brine", "brine the")
                .replace("cabbage, salt", "salt, cabbage");
        assertThat(repeats(swapped, List.of(KRAUT))).isTrue();
        List<String> words = new java.util.ArrayList<>(List.of(KRAUT.split(" ")));
        java.util.Collections.shuffle(words, new java.util.Random(1));
        assertThat(repeats(String.join(" ", words), List.of(KRAUT))).isFalse();
    }

    @Test
    void anEarlierRowThatStandsInOneIsRepeatedUnlessMoreIsNew() {
        String around = "Good question, thank you very much for asking me this today! " + KRAUT
                + " I hope that this helps you well with all that you want to do.";
        assertThat(repeats(around, List.of(KRAUT))).isTrue();
    }

    @Test
    void aQuestionOfOneRowUnderTheAnswerOfAnotherIsARepetition() {
        RowParts bread = new RowParts(
                "Which flour keeps a loaf fresh for a whole week in a dry kitchen?",
                "",
                "Rye holds more water than wheat does, so a loaf of it is moist after seven days on the shelf.");
        RowParts tin = new RowParts(
                "Where do people on the coast store their loaves in the winter months?",
                "",
                "They hang them in a linen bag above the stove, where mice and damp do not come near them.");
        RowParts mixed = new RowParts(bread.prompt(), "", tin.answer());
        RowParts own = new RowParts(
                bread.prompt(),
                "",
                "None of them by itself: wrap it in cloth once it has cooled, and cut from the middle.");
        assertThat(areTogether(mixed, List.of(bread, tin))).isTrue();
        assertThat(areTogether(own, List.of(bread, tin))).isFalse();
    }

    private static boolean areTogether(RowParts later, List<RowParts> earlier) {
        Containment containment = new Containment(new Wording(Fingerprint.of(later)));
        earlier.forEach(row -> containment.add(new Wording(Fingerprint.of(row)), /* own= */ false));
        return containment.isRepeated();
    }

    @Test
    void aPieceOfAnEarlierRowIsARepetition() {
        assertThat(repeats("The salt draws water out of the leaves, and the brine keeps the air away.", List.of(KRAUT)))
                .isTrue();
        assertThat(repeats("The flag of Tovadin is red.", List.of(FACT))).isTrue();
    }

    @Test
    void aCommonPhraseOfALongRowIsFree() {
        String speech = "Thanks. " + "Never did I hear such words from anybody in this city of ours. ".repeat(1)
                + "I say it is the moon that shines so bright, and whoever says otherwise has slept too long.";
        assertThat(repeats("I say it is the moon.", List.of(speech))).isFalse();
        assertThat(repeats("I say it is the moon.", List.of("I say it is the moon that shines so bright.")))
                .isTrue();
    }

    @Test
    void rowsThatAreGluedTogetherAreARepetitionOfAllOfThem() {
        assertThat(repeats(KRAUT + " " + TEA, List.of(KRAUT, TEA))).isTrue();
        String half = KRAUT.substring(0, KRAUT.indexOf("The salt")) + TEA.substring(TEA.indexOf("Two"));
        assertThat(repeats(half, List.of(KRAUT, TEA))).isTrue();
        assertThat(repeats(KRAUT + " " + TEA, List.of(TEA))).isFalse();
    }

    @Test
    void factsOfOneTemplateAreDifferent() {
        assertThat(repeats(
                        "Where does Bo Lind live? Bo Lind lives in Karsund.",
                        List.of("Where does Ada Kern live? Ada Kern lives in Brondorf.")))
                .isFalse();
        assertThat(repeats(
                        "What kind of animal is seen in Mu? The animal that is seen in Mu is a wolf.",
                        List.of("What kind of animal is seen in Ro? The animal that is seen in Ro is a wolf.")))
                .isFalse();
    }

    @Test
    void phrasesOfManyRowsDoNotAddUp() {
        String text = "she has to go to the market and buy a lot of apples for the children";
        String[] words = text.split(" ");
        List<String> rows = Arrays.stream(new int[] {0, 3, 6, 9})
                .mapToObj(at -> "one two three four five six seven eight nine "
                        + String.join(" ", Arrays.copyOfRange(words, at, Math.min(words.length, at + 6)))
                        + " ten eleven twelve thirteen fourteen fifteen " + at)
                .toList();
        assertThat(repeats(text, rows)).isFalse();
    }

    @Test
    void runsAsLongAsTheWiderWindowHaveAKeptShingleInCommon() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int run = Winnowing.WIDEST + 2 + random.nextInt(20);
            String common = words(random, run);
            Fingerprint earlier =
                    Fingerprint.of(words(random, random.nextInt(600)) + common + words(random, random.nextInt(600)));
            Fingerprint later =
                    Fingerprint.of(words(random, random.nextInt(600)) + common + words(random, random.nextInt(600)));
            assertThat(Arrays.stream(Winnowing.asked(later))
                            .anyMatch(shingle -> Arrays.binarySearch(Winnowing.kept(earlier), shingle) >= 0))
                    .as("seed " + seed + ", round " + round)
                    .isTrue();
        }
    }

    @Test
    void whatIsKeptOfALongRowIsAnEighthOfItsShinglesAndOfItsPairs() {
        Fingerprint row = Fingerprint.of(words(new Random(1), 6000));
        assertThat(Winnowing.kept(row).length).isBetween(2 * 6000 / 10, 2 * 6000 / 7);
        assertThat(Winnowing.kept(Fingerprint.of(FACT)))
                .contains(Fingerprint.of(FACT).shingles());
    }

    @Test
    void aContributorsRowsMayBeginWithTheSameLongPrompt() {
        String prompt = "Say in one word whether the guest who wrote this was happy with the house: ";
        String one = prompt + "The bed was hard. Unhappy.";
        String other = prompt + "We never slept so well. Happy.";
        assertThat(Duplicates.repeats(other, List.of(), List.of(one))).isFalse();
        assertThat(Duplicates.repeats(other, List.of(one), List.of())).isTrue();
        assertThat(Duplicates.repeats(one + " Really.", List.of(), List.of(one)))
                .isTrue();
        assertThat(Duplicates.repeats(KRAUT + " " + TEA, List.of(), List.of(KRAUT, TEA)))
                .isTrue();
    }

    private static boolean repeats(String later, List<String> others) {
        return Duplicates.repeats(later, others, List.of());
    }

    private static String with(String[] words, int at, String word) {
        return String.join(" ", Arrays.copyOfRange(words, 0, at)) + " " + word + " "
                + String.join(" ", Arrays.copyOfRange(words, at, words.length));
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("w").append(random.nextInt(100_000)).append(' ');
        }
        return text.toString();
    }
}
