package org.openledger.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.BaseModel;
import org.openledger.model.TinyModel;
import org.openledger.model.Vectors;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import tools.jackson.databind.JsonNode;

@Tag("unit")
final class TokenizerTest {
    private static final List<String> SPECIAL = List.of("<|end|>", "<|user|>");

    @TempDir
    Path folder;

    @Test
    void trainedOnTextItGivesAnyTextBack() {
        Path file = trained("a.json", 400);
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (Tokenizer tokenizer = Tokenizer.load(file)) {
            for (int i = 0; i < 200; i++) {
                String text = random.ints(1 + random.nextInt(40), 1, 0x11000)
                        .filter(point -> point < 0xD800 || point > 0xDFFF)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                assertThat(tokenizer.decode(tokenizer.encode(text), false)).isEqualTo(text);
            }
        }
    }

    @Test
    void frequentWordsBecomeOneTokenAndSpecialTokensStayWhole() {
        try (Tokenizer tokenizer = Tokenizer.load(trained("a.json", 400))) {
            assertThat(tokenizer.encode(" cabbage")).hasSize(1);
            assertThat(tokenizer.encode("<|user|>")).containsExactly(1);
            assertThat(tokenizer.encode("<|user|>cabbage<|end|>")).startsWith(1).endsWith(0);
            assertThat(tokenizer.decode(tokenizer.encode("<|user|>cabbage<|end|>")))
                    .isEqualTo("cabbage");
            assertThat(tokenizer.vocabularySize()).isLessThanOrEqualTo(400);
        }
    }

    @Test
    void theSameTextGivesTheSameTokenizer() throws IOException {
        assertThat(Files.readString(trained("a.json", 300))).isEqualTo(Files.readString(trained("b.json", 300)));
    }

    @Test
    void aVocabularyWithoutRoomForTheBytesIsRefused() {
        assertThatThrownBy(() -> trained("a.json", 200))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no room");
    }

    @Test
    void whatIsNoTokenizerIsRefused() throws IOException {
        Path file = folder.resolve("tokenizer.json");
        assertThatThrownBy(() -> Tokenizer.load(file)).hasMessageContaining("missing");
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> Tokenizer.load(file)).hasMessageContaining("no vocabulary");
        Files.writeString(file, "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":7}}");
        assertThatThrownBy(() -> Tokenizer.load(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("not a usable tokenizer");
    }

    @Test
    void aTokenizerOfAnotherModelIsRefused() throws IOException {
        try (BaseModel base = TinyModel.load(folder, 1)) {
            assertThat(base.config().vocabularySize()).isEqualTo(257);
        }
        trained("tokenizer.json", 400);
        assertThatThrownBy(() -> BaseModel.load(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("belongs to another model");
    }

    @Test
    void theToyTokenizerAgreesWithTheReferenceImplementation() throws IOException {
        JsonNode expected = JsonFile.MAPPER.readTree(Files.readAllBytes(Vectors.FOLDER.resolve("toy/tokens.json")));
        try (Tokenizer tokenizer = Tokenizer.load(Vectors.TOY.resolve("tokenizer.json"))) {
            for (JsonNode line : expected) {
                String text = line.path("text").stringValue();
                assertThat(tokenizer.encode(text)).as(text).containsExactly(Vectors.ints(line.path("ids")));
                assertThat(tokenizer.decode(tokenizer.encode(text), false)).isEqualTo(text);
            }
        }
    }

    private Path trained(String name, int size) {
        Path file = folder.resolve(name);
        List<String> texts = List.of(
                "<|user|>How much salt for the cabbage?<|end|>",
                "The cabbage lies in the brine, and the cabbage gets sour.",
                "Don't open the jar: the cabbage needs no air, the cabbage needs time.");
        BpeTrainer.train(texts, size, SPECIAL, file);
        return file;
    }
}
