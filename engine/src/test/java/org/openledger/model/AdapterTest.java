package org.openledger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.SafeTensorsFile;
import org.openledger.tensor.SafeTensorsWriter;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

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
        refused("\"bias\": \"none\"", "\"bias\": \"some\"", "bias");
        refused("\"modules_to_save\": null", "\"modules_to_save\": [\"norm\"]", "modules_to_save");
        refused("\"modules_to_save\": null", "\"modules_to_save\": [\"lm_head\"]", "lm_head.weight");
        refused("\"q_proj\"", "\"lm_head\"", "lm_head.lora_A");
        refused("\"r\": 3", "\"r\": 0", "rank");
        refused("\"r\": 3", "\"r\": 5", "shape");
        refused("\"peft_type\": \"LORA\"", "\"peft_type\": \"IA3\"", "peft_type");
        refused("\"peft_type\": \"LORA\",", "", "peft_type");
        refused("\"bias\": \"none\"", "\"bias\": \"none\", \"arrow_config\": {\"top_k\": 2}", "arrow_config");
        refused(
                "\"bias\": \"none\"",
                "\"bias\": \"none\", \"alora_invocation_tokens\": [3]",
                "alora_invocation_tokens");
        refused("\"bias\": \"none\"", "\"bias\": \"none\", \"some_future_mode\": 1", "some_future_mode");
        refused("\"init_lora_weights\": true", "\"init_lora_weights\": \"pissa\"", "init_lora_weights");
        refused("\"task_type\": \"CAUSAL_LM\"", "\"task_type\": \"SEQ_CLS\"", "task_type");
    }

    /** A matrix outside the chosen layers is not adapted; one with a pattern has its own scale. */
    @Test
    void patternsAndLayersGiveEachMatrixItsOwn() throws IOException {
        Path copy = copyOfSeven();
        Files.writeString(
                copy.resolve("adapter_config.json"),
                Files.readString(copy.resolve("adapter_config.json"))
                        .replace("\"alpha_pattern\": {}", "\"alpha_pattern\": {\"layers.0.self_attn.q_proj\": 40}"));
        try (Adapter plain = Adapter.load(GROUPED.resolve("adapter-seven"), CONFIG);
                Adapter scaled = Adapter.load(copy, CONFIG);
                Scope _ = Scope.open()) {
            float[] before = Tensors.toFloats(plain.factors(0, Projection.QUERY).b());
            float[] after = Tensors.toFloats(scaled.factors(0, Projection.QUERY).b());
            for (int i = 0; i < before.length; i++) {
                assertThat(after[i] * scaled.config().alpha()).isCloseTo(before[i] * 40f, within(1e-4));
            }
            assertThat(Tensors.toFloats(scaled.factors(1, Projection.QUERY).b()))
                    .isEqualTo(
                            Tensors.toFloats(plain.factors(1, Projection.QUERY).b()));
        }
    }

    /** Half the memory, and to the bit what the same numbers give as float32. */
    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"F16", "BF16"})
    void anAdapterOf16BitsStaysSoInMemoryAndIsComputedWide(ElementType type) throws IOException {
        Path narrow = copyOfSeven();
        Path wide = Files.createDirectories(folder.resolve("wide"));
        Files.copy(narrow.resolve("adapter_config.json"), wide.resolve("adapter_config.json"));
        rewrite(GROUPED.resolve("adapter-seven"), narrow, type);
        rewrite(narrow, wide, ElementType.F32);
        Decoder decoder = Vectors.decoder(GROUPED);
        try (Adapter stored = Adapter.load(narrow, CONFIG);
                Adapter widened = Adapter.load(wide, CONFIG);
                RowBank bank = new RowBank(CONFIG);
                Scope _ = Scope.open()) {
            assertThat(stored.bytes()).isEqualTo(widened.bytes() / 2);
            int[] ids = {3, 1, 4, 1, 5};
            assertThat(Vectors.logits(decoder, stored, ids)).isEqualTo(Vectors.logits(decoder, widened, ids));
            TokenBatch batch = TokenBatch.padded(new int[][] {ids, ids});
            float[] rows = Tensors.toFloats(decoder.logits(batch, bank.of(Arrays.asList(stored, null))));
            assertThat(rows).isEqualTo(Tensors.toFloats(decoder.logits(batch, bank.of(Arrays.asList(widened, null)))));
        } finally {
            decoder.weights().close();
        }
    }

    private static void rewrite(Path from, Path to, ElementType type) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        try (SafeTensorsFile file = SafeTensorsFile.open(from.resolve("adapter_model.safetensors"));
                Scope _ = Scope.open()) {
            file.names().forEach(name -> tensors.put(name, file.load(name)));
            SafeTensorsWriter.write(to.resolve("adapter_model.safetensors"), tensors, type, Map.of("format", "pt"));
        }
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

    private Path copyOfSeven() throws IOException {
        Path sound = GROUPED.resolve("adapter-seven");
        Path copy = Files.createDirectories(folder.resolve("changed"));
        for (String name : List.of("adapter_config.json", "adapter_model.safetensors")) {
            Files.write(copy.resolve(name), Files.readAllBytes(sound.resolve(name)));
        }
        return copy;
    }

    private void refused(String from, String to, String reason) throws IOException {
        Path copy = copyOfSeven();
        String config = Files.readString(copy.resolve("adapter_config.json"));
        assertThat(config).contains(from);
        Files.writeString(copy.resolve("adapter_config.json"), config.replace(from, to));
        assertThatThrownBy(() -> Adapter.load(copy, CONFIG))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(reason);
    }
}
