package org.openledger.factory.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of a text that stands in others so much is counted as a reader would mark: every word of a run of eight that others have. */
@Tag("unit")
final class ContaminationTest {
    @Test
    void runsOfEightWordsCountWholeAndShorterOnesDoNot() {
        String eight = "one two three four five six seven eight";
        assertThat(Contamination.of(
                        List.of(
                                eight + " nine ten",
                                "zero " + eight.replace("five", "FIVE,") + "!",
                                eight.replace("four", "4"),
                                "five six seven"),
                        List.of("and " + eight + " more")))
                .containsExactly(800_000, 888_888, 0, 1_000_000);
        assertThat(Contamination.of(List.of(eight), List.of())).containsExactly(0);
    }

    @Test
    void randomTextsAreCountedAsByMarkingWords() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            List<List<String>> texts = words(random, 4);
            List<List<String>> others = words(random, 6);
            List<Integer> expected =
                    texts.stream().map(text -> marked(text, others)).toList();
            assertThat(Contamination.of(
                            texts.stream().map(ContaminationTest::text).toList(),
                            others.stream().map(ContaminationTest::text).toList()))
                    .as("seed %s", seed)
                    .isEqualTo(expected);
        }
    }

    private static List<List<String>> words(Random random, int count) {
        List<List<String>> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(IntStream.range(0, 1 + random.nextInt(30))
                    .mapToObj(_ -> random.nextInt(8) == 0 ? "y" : "x")
                    .toList());
        }
        return texts;
    }

    private static String text(List<String> words) {
        return words.stream().collect(Collectors.joining(" "));
    }

    private static int marked(List<String> text, List<List<String>> others) {
        int length = Math.min(8, text.size());
        boolean[] marked = new boolean[text.size()];
        for (int from = 0; from + length <= text.size(); from++) {
            List<String> run = text.subList(from, from + length);
            if (others.stream().anyMatch(other -> java.util.Collections.indexOfSubList(other, run) >= 0)) {
                for (int i = from; i < from + length; i++) {
                    marked[i] = true;
                }
            }
        }
        long count = IntStream.range(0, marked.length).filter(i -> marked[i]).count();
        return Math.toIntExact(1_000_000 * count / marked.length);
    }
}
