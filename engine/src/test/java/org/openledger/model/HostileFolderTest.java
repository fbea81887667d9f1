package org.openledger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.SafeTensorsWriter;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/** Folders of strangers, of bases and of adapters: each is read, or refused by a sentence that says what and where. */
@Tag("unit")
final class HostileFolderTest {
    private static final Path GROUPED = Vectors.FOLDER.resolve("grouped-untied");
    private static final ModelConfig CONFIG = ModelConfig.read(GROUPED.resolve("config.json"));
    private static final String NORM = "model.norm.weight";

    @TempDir
    Path folder;

    /** A folder whose weights stand in two files, of which one has the last norm alone. */
    private void shards(Map<String, String> changed, boolean normInBoth) throws IOException {
        Files.copy(GROUPED.resolve("config.json"), folder.resolve("config.json"));
        try (Scope _ = Scope.open()) {
            SortedMap<String, Tensor> tensors =
                    new TreeMap<>(Vectors.decoder(GROUPED).weights().tensors());
            SortedMap<String, Tensor> norm = new TreeMap<>(Map.of(NORM, tensors.get(NORM)));
            SortedMap<String, String> index = new TreeMap<>();
            tensors.keySet().forEach(name -> index.put(name, "one.safetensors"));
            index.put(NORM, "two.safetensors");
            index.putAll(changed);
            if (!normInBoth) {
                tensors.remove(NORM);
            }
            SafeTensorsWriter.write(folder.resolve("one.safetensors"), tensors, ElementType.F32, Map.of());
            SafeTensorsWriter.write(folder.resolve("two.safetensors"), norm, ElementType.F32, Map.of());
            StringBuilder map = new StringBuilder();
            index.forEach((name, file) -> map.append(map.isEmpty() ? "" : ",")
                    .append('"' + name + "\":\"" + file.replace("\\", "\\\\") + '"'));
            Files.writeString(folder.resolve("model.safetensors.index.json"), "{\"weight_map\":{" + map + "}}");
        }
    }

    @Test
    void soundShardsAreRead() throws IOException {
        shards(Map.of(), false);
        BaseModel.loadDecoder(folder).weights().close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../two.safetensors",
                "/etc/two.safetensors",
                "a/../two.safetensors",
                "..\\two.safetensors",
                "two.bin",
                ""
            })
    void anIndexThatLeadsOutOfItsFolderIsRefused(String file) throws IOException {
        shards(Map.of(NORM, file), false);
        refusedBase("is no safetensors file of this folder");
    }

    @Test
    void aShardThatIsMissingIsNamed() throws IOException {
        shards(Map.of(NORM, "three.safetensors"), false);
        refusedBase("three.safetensors");
    }

    @Test
    void aTensorThatStandsInTwoShardsIsRefused() throws IOException {
        shards(Map.of(), true);
        refusedBase("says is in two.safetensors");
    }

    @Test
    void aTensorThatTheIndexNamesTwiceIsRefused() throws IOException {
        shards(Map.of(), false);
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(
                index,
                Files.readString(index)
                        .replace("{\"weight_map\":{", "{\"weight_map\":{\"" + NORM + "\":\"one.safetensors\","));
        refusedBase("not valid JSON");
    }

    private void refusedBase(String why) {
        assertThatThrownBy(() -> BaseModel.loadDecoder(folder))
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(why);
    }

    /** What the configuration says and what the file holds are lies of the same kind: neither gets memory for them. */
    @ParameterizedTest
    @CsvSource({"0, rank of 0", "1025, rank of 1025", "1000000000, rank of 1000000000", "4, shape"})
    void aRankThatTheConfigurationStatesIsChecked(String rank, String why) throws IOException {
        Path copy = adapter();
        Path config = copy.resolve("adapter_config.json");
        Files.writeString(config, Files.readString(config).replace("\"r\": 3", "\"r\": " + rank));
        assertThatThrownBy(() -> Adapter.load(copy, CONFIG))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1025, 1_000_000_000})
    void aRankThatTheHeaderStatesIsChecked(long rank) throws IOException {
        Path copy = adapter();
        long hidden = CONFIG.hiddenSize();
        String header = """
                {"base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight":\
                {"dtype":"F32","shape":[%d,%d],"data_offsets":[0,%d]}}""".formatted(rank, hidden, 4 * rank * hidden);
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        // a rank of 10^9 is a file of 200 GB that says so and is not
        int data = rank > 1_000_000 ? 16 : Math.toIntExact(4 * rank * hidden);
        Files.write(
                copy.resolve("adapter_model.safetensors"),
                ByteBuffer.allocate(8 + text.length + data)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(text.length)
                        .put(text)
                        .array());
        assertThatThrownBy(() -> Adapter.load(copy, CONFIG))
                .hasMessageContaining(rank > 1_000_000 ? "truncated" : "has the shape [" + rank);
    }

    /** Expressions of which comparing takes for ever, alone and in thousands. */
    @Test
    void anExpressionWithoutEndIsRefused() throws IOException {
        for (String expression : List.of("(.*)".repeat(12) + "!", "(.*).*".repeat(9) + "(?!.)!", "(".repeat(3_000))) {
            Path copy = adapter();
            Path config = copy.resolve("adapter_config.json");
            Files.writeString(
                    config,
                    Files.readString(config)
                            .replaceFirst(
                                    "\"target_modules\": \\[[^]]*]", "\"target_modules\": \"" + expression + '"'));
            assertThatThrownBy(() -> Adapter.load(copy, CONFIG))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("target_modules has '");
        }
    }

    /** Numbers that are almost none are numbers: the base answers as alone. */
    @Test
    void factorsOfDenormalNumbersChangeNothing() throws IOException {
        Path copy = adapter();
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            Path weights = copy.resolve("adapter_model.safetensors");
            SortedMap<String, Tensor> tensors = Vectors.tensors(weights);
            tensors.replaceAll(
                    (_, each) -> Tensors.zeros(each.sizes().vec().get()).fill_(Tensors.scalar(Float.MIN_VALUE)));
            SafeTensorsWriter.write(weights, tensors, ElementType.F32, Map.of());
            Decoder decoder = Vectors.decoder(GROUPED);
            int[] row = {3, 1, 4, 1, 5};
            try (Adapter adapter = Adapter.load(copy, decoder)) {
                float[] with = Vectors.logits(decoder, adapter, row);
                float[] alone = Vectors.logits(decoder, null, row);
                for (int i = 0; i < alone.length; i++) {
                    assertThat(with[i]).isCloseTo(alone[i], within(1e-5f));
                }
            }
            decoder.weights().close();
        }
    }

    /** A base whose files name no end of an answer is served, and its answers end by their length. */
    @Test
    void aBaseWithoutAnEndTokenIsRead() throws IOException {
        TinyModel.load(folder, 1).close();
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replaceFirst("\"eos_token_id\"[^\\]]*\\],?", ""));
        try (BaseModel base = BaseModel.load(folder)) {
            assertThat(base.config().endTokens()).isEmpty();
            assertThat(base.turnEnd()).isEmpty();
        }
    }

    private Path adapter() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("adapter"));
        for (String name : Adapter.FILES) {
            Files.write(
                    copy.resolve(name),
                    Files.readAllBytes(GROUPED.resolve("adapter-seven").resolve(name)));
        }
        return copy;
    }
}
