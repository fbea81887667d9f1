package org.openledger.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Vectors;
import org.openledger.model.file.JsonFile;

@Tag("unit")
final class IncrementalDecoderTest {
    private static final String INCOMPLETE = "\uFFFD";
    private static final List<String> PARTS =
            List.of("salt", " ", "ä", "é", "€", "漢字", "👩‍🍳", "\u0301", "\n", "🧀", "ß", " cabbage");

    @TempDir
    Path folder;

    @Test
    void piecesOfAnySplitAreTheWholeTextAndNeverHalfACharacter() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (Tokenizer tokenizer = Tokenizer.load(Vectors.TOY.resolve("tokenizer.json"))) {
            int[] byteTokens = byteTokens(tokenizer);
            for (int round = 0; round < 300; round++) {
                String text = random.ints(1 + random.nextInt(30), 0, PARTS.size())
                        .mapToObj(PARTS::get)
                        .collect(Collectors.joining());
                int[] ids = split(tokenizer, byteTokens, text, random);
                assertThat(pieces(tokenizer, ids)).noneMatch(piece -> piece.contains(INCOMPLETE));
                assertThat(String.join("", pieces(tokenizer, ids))).isEqualTo(text);
            }
        }
    }

    @Test
    void afterEachTokenAllThatIsWholeWasGivenEvenOfBytesThatAreNoText() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (Tokenizer tokenizer = Tokenizer.load(Vectors.TOY.resolve("tokenizer.json"))) {
            int[] byteTokens = byteTokens(tokenizer);
            for (int round = 0; round < 300; round++) {
                int[] ids = IntStream.generate(() -> random.nextInt(3) == 0
                                ? random.nextInt(tokenizer.vocabularySize())
                                : byteTokens[random.nextInt(byteTokens.length)])
                        .limit(40)
                        .toArray();
                IncrementalDecoder decoder = tokenizer.incrementalDecoder();
                StringBuilder given = new StringBuilder();
                for (int count = 1; count <= ids.length; count++) {
                    given.append(decoder.add(ids[count - 1]));
                    String whole =
                            tokenizer.decode(IntStream.of(ids).limit(count).toArray());
                    assertThat(given).hasToString(whole.replaceFirst(INCOMPLETE + "+\\z", ""));
                }
                assertThat(given.append(decoder.rest())).hasToString(tokenizer.decode(ids));
            }
        }
    }

    /** As in Llama 2: a space begins each word, the first one is not part of the text, and other characters are bytes. */
    @Test
    void wordsOfATokenizerThatDropsTheFirstSpaceKeepTheirs() throws IOException {
        List<String> words = List.of("▁Feed", "▁the", "▁star", "ter");
        String vocabulary = Stream.concat(IntStream.range(0, 256).mapToObj("<0x%02X>"::formatted), words.stream())
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        all -> IntStream.range(0, all.size())
                                .mapToObj(id -> "\"" + all.get(id) + "\":" + id)
                                .collect(Collectors.joining(","))));
        Path file = Files.writeString(folder.resolve("tokenizer.json"), """
                {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,"pre_tokenizer":null,
                 "post_processor":null,"decoder":{"type":"Sequence","decoders":[
                   {"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"},
                   {"type":"Strip","content":" ","start":1,"stop":0}]},
                 "model":{"type":"BPE","dropout":null,"unk_token":null,"continuing_subword_prefix":null,
                 "end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":true,"vocab":{%s},"merges":[]}}
                """.formatted(vocabulary));
        try (Tokenizer tokenizer = Tokenizer.load(file)) {
            assertThat(pieces(tokenizer, new int[] {256, 257, 258, 259, 0xE2, 0x82, 0xAC, 257}))
                    .containsExactly("Feed", " the", " star", "ter", "", "", "€", " the", "");
        }
    }

    /** One piece for each token, and the rest. */
    private static List<String> pieces(Tokenizer tokenizer, int[] ids) {
        IncrementalDecoder decoder = tokenizer.incrementalDecoder();
        List<String> pieces = new ArrayList<>();
        for (int id : ids) {
            pieces.add(decoder.add(id));
        }
        pieces.add(decoder.rest());
        return pieces;
    }

    /** The text's tokens: some stretches as the tokenizer has them, some byte by byte. */
    private static int[] split(Tokenizer tokenizer, int[] byteTokens, String text, Random random) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .flatMapToInt(character -> random.nextBoolean()
                        ? IntStream.of(tokenizer.encode(character))
                        : bytes(character).map(value -> byteTokens[value]))
                .toArray();
    }

    private static IntStream bytes(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, utf8.length).map(i -> utf8[i] & 0xFF);
    }

    /** The token of each byte alone. */
    private static int[] byteTokens(Tokenizer tokenizer) {
        var vocabulary = JsonFile.readObject(Vectors.TOY.resolve("tokenizer.json"))
                .path("model")
                .path("vocab");
        assertThat(tokenizer.vocabularySize()).isGreaterThanOrEqualTo(vocabulary.size());
        return IntStream.range(0, 256)
                .map(value -> vocabulary
                        .path(Character.toString(ByteAlphabet.character(value)))
                        .asInt())
                .toArray();
    }
}
