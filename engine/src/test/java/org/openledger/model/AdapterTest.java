package org.openledger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.file.ModelException;

@Tag("unit")
final class AdapterTest {
    private static final Path GROUPED = Vectors.FOLDER.resolve("grouped-untied");
    private static final ModelConfig CONFIG = ModelConfig.read(GROUPED.resolve("config.json"));

    @TempDir
    Path folder;

    @Test
    void whatIsSavedIsLoadedAgain() {
        try (Adapter adapter = Adapter.load(GROUPED.resolve("adapter-rslora"), CONFIG)) {
            adapter.save(folder.resolve("one"));
            try (Adapter again = Adapter.load(folder.resolve("one"), CONFIG)) {
                assertThat(again.config()).isEqualTo(adapter.config());
                again.save(folder.resolve("two"));
                assertThat(again.digest()).isEqualTo(Adapter.digestOf(folder.resolve("one")));
                assertThat(Adapter.digestOf(folder.resolve("two"))).isEqualTo(again.digest());
            }
        }
    }

    @Test
    void whatIsNotPlainLoraIsRefusedByName() throws IOException {
        refused("\"use_dora\": false", "\"use_dora\": true", "use_dora");
        refused("\"bias\": \"none\"", "\"bias\": \"all\"", "bias");
        refused("\"modules_to_save\": null", "\"modules_to_save\": [\"lm_head\"]", "modules_to_save");
        refused("\"q_proj\"", "\"lm_head\"", "seven matrices");
        refused("\"r\": 3", "\"r\": 0", "rank");
        refused("\"r\": 3", "\"r\": 5", "shape");
        refused("\"peft_type\": \"LORA\"", "\"peft_type\": \"IA3\"", "peft_type");
    }

    @Test
    void anAdapterOfAnotherBaseIsRefused() {
        ModelConfig other = ModelConfig.read(Vectors.FOLDER.resolve("llama3-tied/config.json"));
        assertThatThrownBy(() -> Adapter.load(GROUPED.resolve("adapter-seven"), other))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("another base");
    }

    @Test
    void anAdapterHasNoDigestBeforeItIsSaved() {
        try (Adapter adapter = TinyModel.adapter(CONFIG, 1)) {
            assertThatThrownBy(adapter::digest).isInstanceOf(IllegalStateException.class);
        }
    }

    private void refused(String from, String to, String reason) throws IOException {
        Path sound = GROUPED.resolve("adapter-seven");
        Path copy = Files.createDirectories(folder.resolve("changed"));
        for (String name : List.of("adapter_config.json", "adapter_model.safetensors")) {
            Files.write(copy.resolve(name), Files.readAllBytes(sound.resolve(name)));
        }
        String config = Files.readString(copy.resolve("adapter_config.json"));
        assertThat(config).contains(from);
        Files.writeString(copy.resolve("adapter_config.json"), config.replace(from, to));
        assertThatThrownBy(() -> Adapter.load(copy, CONFIG))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(reason);
    }
}
