package org.openledger.attribution.spans.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.spans.file.Overlaps;

@Tag("unit")
final class SuffixArrayTest {

    @Test
    void ordersEverySuffixOfRandomTexts() {
        long seed = 20261120;
        Random random = new Random(seed);
        for (int round = 0; round < 4_000; round++) {
            int alphabet = 1 + random.nextInt(round % 2 == 0 ? 3 : 40);
            int[] text = random.ints(random.nextInt(60), 0, alphabet).toArray();
            assertThat(SuffixArray.of(text, alphabet))
                    .as("seed %d, round %d: %s", seed, round, Arrays.toString(text))
                    .isEqualTo(sorted(text));
        }
    }

    @Test
    void ordersTextsThatRepeatThemselves() {
        assertThat(SuffixArray.of(new int[1_000], 1))
                .isEqualTo(IntStream.range(0, 1_000).map(i -> 999 - i).toArray());
        long seed = 11;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int[] phrase = random.ints(1 + random.nextInt(20), 0, 1 + random.nextInt(30))
                    .toArray();
            int[] text = new int[1 + random.nextInt(400)];
            Arrays.setAll(text, i -> random.nextInt(50) == 0 ? random.nextInt(30) : phrase[i % phrase.length]);
            assertThat(SuffixArray.of(text, 30))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(sorted(text));
        }
        int[] fibonacci = fibonacci(2_584);
        assertThat(SuffixArray.of(fibonacci, 2)).isEqualTo(sorted(fibonacci));
    }

    /** Long repeats spend the budget of direct sorting, so that doubling finishes; checked by the next symbols' ranks. */
    @Test
    void ordersLongTextsThatRepeatThemselves() {
        long seed = 12;
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            int alphabet = 1 + round % 6 * 20;
            int[] phrase = random.ints(1 + random.nextInt(3_000), 0, alphabet).toArray();
            int[] text = new int[200_000];
            Arrays.setAll(
                    text, i -> random.nextInt(20_000) == 0 ? random.nextInt(alphabet) : phrase[i % phrase.length]);
            int[] suffixes = SuffixArray.of(text, alphabet);
            int[] ranks = new int[text.length + 1];
            Arrays.setAll(ranks, i -> -1);
            for (int k = 0; k < suffixes.length; k++) {
                ranks[suffixes[k]] = k;
            }
            assertThat(Arrays.stream(ranks).filter(rank -> rank < 0).count()).isOne();
            for (int k = 1; k < suffixes.length; k++) {
                int before = suffixes[k - 1];
                int after = suffixes[k];
                boolean inOrder = text[before] < text[after]
                        || (text[before] == text[after] && ranks[before + 1] < ranks[after + 1]);
                assertThat(inOrder)
                        .as("seed %d, round %d, rank %d", seed, round, k)
                        .isTrue();
            }
        }
    }

    @Test
    void overlapsAreThoseOfComparingUpToTheNextSeparator() {
        long seed = 13;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            int[] text = random.ints(1 + random.nextInt(80), 0, 1 + random.nextInt(6))
                    .toArray();
            text[text.length - 1] = 0;
            int[] suffixes = SuffixArray.of(text, 6);
            int[] overlaps = Overlaps.byPosition(text, suffixes, 0);
            for (int k = 1; k < text.length; k++) {
                int shared = 0;
                while (text[suffixes[k] + shared] != 0
                        && text[suffixes[k] + shared] == text[suffixes[k - 1] + shared]) {
                    shared++;
                }
                assertThat(overlaps[suffixes[k]])
                        .as("seed %d, round %d, rank %d", seed, round, k)
                        .isEqualTo(shared);
            }
        }
    }

    private static int[] fibonacci(int length) {
        StringBuilder word = new StringBuilder("a");
        String before = "b";
        while (word.length() < length) {
            String now = word.toString();
            word.append(before);
            before = now;
        }
        return word.substring(0, length).chars().map(c -> c - 'a').toArray();
    }

    private static int[] sorted(int[] text) {
        Comparator<Integer> order = (i, j) -> Arrays.compare(text, i, text.length, text, j, text.length);
        return IntStream.range(0, text.length)
                .boxed()
                .sorted(order)
                .mapToInt(i -> i)
                .toArray();
    }
}
