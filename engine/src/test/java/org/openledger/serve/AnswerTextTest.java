package org.openledger.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.BaseModel;
import org.openledger.model.TinyModel;
import org.openledger.model.text.Tokenizer;

@Tag("unit")
final class AnswerTextTest {
    private static final List<String> PARTS = List.of("a", "b", "ab", "ä", "€", "🧀");

    @TempDir
    Path folder;

    @Test
    void anAnswerEndsBeforeTheFirstStopTextWhateverItsBytes() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (BaseModel base = TinyModel.load(folder, 1)) {
            for (int round = 0; round < 2_000; round++) {
                String text = parts(random, 12);
                List<String> stop = IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> parts(random, 3))
                        .toList();
                check(base.tokenizer(), text, stop);
            }
        }
    }

    private static void check(Tokenizer tokenizer, String text, List<String> stop) {
        byte[] ids = text.getBytes(StandardCharsets.UTF_8);
        AnswerText answer = new AnswerText(tokenizer.incrementalDecoder(), stop);
        StringBuilder pieces = new StringBuilder();
        for (int i = 0; i < ids.length && !answer.stopped(); i++) {
            pieces.append(answer.add(ids[i] & 0xFF));
            assertThat(stop).noneMatch(each -> pieces.indexOf(each) >= 0);
        }
        pieces.append(answer.rest());
        String expected = text.substring(0, firstToEnd(text, stop));
        assertThat(pieces).hasToString(expected);
        assertThat(answer.text()).isEqualTo(expected);
        assertThat(answer.ids()).hasSize(expected.getBytes(StandardCharsets.UTF_8).length);
        assertThat(tokenizer.decode(answer.ids())).isEqualTo(expected);
    }

    /** Where the answer ends: before the stop text whose last character comes first, the longest of those. */
    private static int firstToEnd(String text, List<String> stop) {
        for (int end = 1; end <= text.length(); end++) {
            String sofar = text.substring(0, end);
            int[] starts = stop.stream()
                    .filter(sofar::endsWith)
                    .mapToInt(each -> sofar.length() - each.length())
                    .toArray();
            if (starts.length > 0) {
                return Arrays.stream(starts).min().getAsInt();
            }
        }
        return text.length();
    }

    private static String parts(Random random, int most) {
        return random.ints(1 + random.nextInt(most), 0, PARTS.size())
                .mapToObj(PARTS::get)
                .collect(Collectors.joining());
    }
}
