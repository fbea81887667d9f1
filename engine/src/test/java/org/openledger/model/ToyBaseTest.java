package org.openledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.file.JsonFile;
import org.openledger.model.text.Message;
import tools.jackson.databind.JsonNode;

/** The committed base and an adapter of it against transformers and PEFT. */
@Tag("unit")
final class ToyBaseTest {
    private static final Path TOY = Vectors.FOLDER.resolve("toy");
    private static BaseModel base;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        base = BaseModel.load(Vectors.TOY);
    }

    @AfterAll
    static void free() {
        base.close();
    }

    @Test
    void itsLogitsAgreeWithTransformers() {
        Vectors.agrees(base.decoder(), null, TOY.resolve("expected.json"));
    }

    @Test
    void itsAdaptersLogitsAgreeWithPeft() {
        try (Adapter adapter = Adapter.load(TOY.resolve("adapter"), base)) {
            Vectors.agrees(base.decoder(), adapter, TOY.resolve("expected-adapter.json"));
        }
    }

    @Test
    void itsChatTemplateIsWhatItWasTrainedOn() {
        assertThat(base.chat(List.of(Message.user("Hello!"), Message.assistant("Hi."), Message.user("Bye."))))
                .isEqualTo("<|user|>Hello!<|end|><|assistant|>Hi.<|end|><|user|>Bye.<|end|><|assistant|>");
    }

    @Test
    void theLogitsFileHoldsEveryPosition() throws IOException {
        JsonNode expected = JsonFile.readObject(TOY.resolve("expected-adapter.json"));
        Path out = folder.resolve("logits.json");
        Logits.write(base.decoder(), TOY.resolve("adapter"), Vectors.ids(expected), Integer.MAX_VALUE, 0, out);
        JsonNode written = JsonFile.MAPPER.readTree(Files.readAllBytes(out));
        assertThat(Vectors.ids(written)).isEqualTo(Vectors.ids(expected));
        assertThat(written.path("logits")).hasSameSizeAs(written.path("ids"));
        assertThat(written.path("logits").get(0)).hasSize(base.config().vocabularySize());
    }
}
