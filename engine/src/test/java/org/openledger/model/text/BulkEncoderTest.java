package org.openledger.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Vectors;

/** The reference implementation is the oracle: what it says is right by definition. */
@Tag("unit")
final class BulkEncoderTest {
    private static final List<String> PIECES = List.of(
            "'s",
            "'",
            "'ll",
            "'re",
            "'Re",
            "don't",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\t",
            " \n ",
            "12",
            " 3.50",
            "½",
            "²",
            "cabbage",
            " brine",
            "É",
            "ß",
            "naïve",
            "—",
            " “",
            "’s",
            "…",
            "\u00a0",
            "\u0085",
            "_",
            " _x",
            "$<<48/2=24>>",
            "#### 72",
            " '",
            "' ",
            "''s",
            "I'd've",
            "<|end|>",
            "日本",
            "🙂",
            "\u0301",
            "\u001c",
            "\u2003",
            "\u200b",
            "\u0000",
            "\u3000");

    /** Texts made of these alone are not given to the reference implementation. */
    private static final int PLAIN_PIECES = PIECES.indexOf("<|end|>");

    @TempDir
    Path folder;

    @Test
    void itAgreesWithTheReferenceOnRandomText() {
        try (Tokenizer tokenizer = Tokenizer.load(Vectors.TOY.resolve("tokenizer.json"))) {
            agree(tokenizer, new Random().nextLong(), 3_000);
        }
    }

    @Test
    void itAgreesWithTheReferenceForATokenizerOfOtherMerges() {
        Path file = folder.resolve("tokenizer.json");
        BpeTrainer.train(
                List.of("naïve cabbage, don't “brine” 3.50 — don't", "É É ß ½ ½"), 300, List.of("<|end|>"), file);
        try (Tokenizer tokenizer = Tokenizer.load(file)) {
            agree(tokenizer, new Random().nextLong(), 1_000);
        }
    }

    private static void agree(Tokenizer tokenizer, long seed, int texts) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        BulkEncoder encoder = tokenizer.bulkEncoder();
        for (int i = 0; i < texts; i++) {
            StringBuilder text = new StringBuilder();
            int pieces = random.nextInt(12);
            int kinds = random.nextBoolean() ? PIECES.size() : PLAIN_PIECES;
            for (int piece = 0; piece < pieces; piece++) {
                if (random.nextInt(4) == 0) {
                    text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x80 : 0x250));
                } else {
                    text.append(PIECES.get(random.nextInt(kinds)));
                }
            }
            String made = text.toString();
            assertThat(encoder.encode(made))
                    .as("seed %d, text %d: %s", seed, i, made)
                    .isEqualTo(tokenizer.encode(tokenizer.literal(made)));
        }
    }

    @Test
    void aWordOfAnyLengthIsEncoded() {
        try (Tokenizer tokenizer = Tokenizer.load(Vectors.TOY.resolve("tokenizer.json"))) {
            for (int length : new int[] {1, 255, 256, 257, 5_000}) {
                String word = "a".repeat(length);
                assertThat(tokenizer.bulkEncoder().encode(word)).isEqualTo(tokenizer.encode(word));
            }
        }
    }

    @Test
    void tokensAreLocatedInTheCharactersTheyComeFrom() {
        try (Tokenizer tokenizer = Tokenizer.load(Vectors.TOY.resolve("tokenizer.json"))) {
            String text = "🙂 the cabbage — 日本";
            LocatedTokens located = tokenizer.locate(text);
            assertThat(located.ids()).isEqualTo(tokenizer.encode(text));
            assertThat(located.ends()[located.ends().length - 1]).isEqualTo(text.length());
            for (int i = 0; i < located.ids().length; i++) {
                String decoded = tokenizer.decode(new int[] {located.ids()[i]}, false);
                String there = text.substring(located.starts()[i], located.ends()[i]);
                assertThat(there.equals(decoded) || decoded.contains("\ufffd"))
                        .as("%s at %d", decoded, i)
                        .isTrue();
            }
        }
    }
}
