package org.openledger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.SafeTensorsWriter;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

@Tag("unit")
final class DecoderTest {
    private static final Path GROUPED = Vectors.FOLDER.resolve("grouped-untied");
    private static final int VOCABULARY = 61;

    private static Decoder decoder;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        decoder = Vectors.decoder(GROUPED);
    }

    @AfterAll
    static void free() {
        decoder.weights().close();
    }

    @Test
    void groupedQueriesAnUntiedHeadAndShardsAgreeWithTransformers() {
        Vectors.agrees(decoder, null, GROUPED.resolve("expected.json"));
    }

    @Test
    void scaledRotaryPositionsAndATiedHeadAgreeWithTransformers() {
        Path scaled = Vectors.FOLDER.resolve("llama3-tied");
        Decoder tied = Vectors.decoder(scaled);
        Vectors.agrees(tied, null, scaled.resolve("expected.json"));
        tied.weights().close();
    }

    @Test
    void adaptersOfPeftAgreeWithPeft() {
        for (String name : List.of("adapter-seven", "adapter-rslora", "adapter-dora")) {
            try (Adapter adapter = Adapter.load(GROUPED.resolve(name), decoder)) {
                Vectors.agrees(decoder, adapter, GROUPED.resolve(name).resolve("expected.json"));
            }
        }
    }

    @Test
    void aTextComputedInPiecesThroughTheCacheGivesTheSameLogits() {
        int[] first = tokens(1, 9);
        int[] second = tokens(2, 7);
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard();
                KvCache cache = new KvCache(decoder.config(), 3, 16)) {
            decoder.hidden(cache.append(new int[] {2, 0}, new int[][] {Arrays.copyOf(first, 4), {second[0]}}), null);
            float[] rest = Tensors.toFloats(decoder.logits(
                    cache.append(
                            new int[] {2, 0},
                            new int[][] {Arrays.copyOfRange(first, 4, 9), Arrays.copyOfRange(second, 1, 3)}),
                    null));
            assertThat(cache.length(2)).isEqualTo(9);
            assertThat(cache.length(0)).isEqualTo(3);
            close(line(rest, 4), line(Vectors.logits(decoder, null, first), 8));
            close(line(rest, 5 + 1), line(Vectors.logits(decoder, null, second), 2));
        }
    }

    @Test
    void aShorterNeighbourChangesNothing() {
        int[] row = tokens(3, 11);
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            float[] both = Tensors.toFloats(decoder.logits(TokenBatch.padded(new int[][] {tokens(4, 3), row}), null));
            close(Arrays.copyOfRange(both, 11 * VOCABULARY, 22 * VOCABULARY), Vectors.logits(decoder, null, row));
        }
    }

    @Test
    void aSlotOfABankDependsOnNoOtherSlotToTheBit() {
        int[] row = tokens(5, 12);
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard();
                Adapter one = Adapter.load(GROUPED.resolve("adapter-seven"), decoder);
                Adapter other = Adapter.load(GROUPED.resolve("adapter-rslora"), decoder);
                LoraBank bank = LoraBank.stack(decoder.config(), banked(one, null, other, one))) {
            float[] all = Tensors.toFloats(decoder.logits(TokenBatch.padded(new int[][] {row, row, row, row}), bank));
            int length = row.length * VOCABULARY;
            assertThat(Arrays.copyOfRange(all, 3 * length, 4 * length)).isEqualTo(Arrays.copyOf(all, length));
            close(Arrays.copyOf(all, length), Vectors.logits(decoder, one, row));
            close(Arrays.copyOfRange(all, length, 2 * length), Vectors.logits(decoder, null, row));
            close(Arrays.copyOfRange(all, 2 * length, 3 * length), Vectors.logits(decoder, other, row));
        }
    }

    @Test
    void eachRowOfABankHasItsOwnAdapterHoweverTheyComeAndGo() {
        int[] row = tokens(6, 8);
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard();
                Adapter one = Adapter.load(GROUPED.resolve("adapter-seven"), decoder);
                Adapter other = Adapter.load(GROUPED.resolve("adapter-rslora"), decoder);
                Adapter decomposed = Adapter.load(GROUPED.resolve("adapter-dora"), decoder);
                RowBank bank = new RowBank(decoder.config())) {
            for (List<@Nullable Adapter> wanted : List.of(
                    banked(one, one),
                    banked(null, one),
                    banked(one, null, other, one),
                    banked(one, decomposed, other, null),
                    banked(decomposed, decomposed, decomposed),
                    banked(null, decomposed),
                    banked(other))) {
                int[][] rows = wanted.stream().map(_ -> row).toArray(int[][]::new);
                float[] all = Tensors.toFloats(decoder.logits(TokenBatch.padded(rows), bank.of(wanted)));
                int length = row.length * VOCABULARY;
                for (int i = 0; i < rows.length; i++) {
                    close(
                            Arrays.copyOfRange(all, i * length, (i + 1) * length),
                            Vectors.logits(decoder, wanted.get(i), row));
                }
            }
        }
    }

    @Test
    void aRowsAdapterOfSomeLayersOrWithBiasesSaysWhatItSaysAlone() {
        int[] row = tokens(7, 8);
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard();
                Adapter whole = Adapter.load(GROUPED.resolve("adapter-seven"), decoder);
                Adapter upper = changed(whole, Set.of(1), false);
                Adapter biased = changed(whole, Set.of(), true);
                RowBank bank = new RowBank(decoder.config())) {
            List<Adapter> wanted = List.of(upper, biased, whole, upper);
            int[][] rows = wanted.stream().map(_ -> row).toArray(int[][]::new);
            float[] all = Tensors.toFloats(decoder.logits(TokenBatch.padded(rows), bank.of(new ArrayList<>(wanted))));
            int length = row.length * VOCABULARY;
            for (int i = 0; i < rows.length; i++) {
                close(
                        Arrays.copyOfRange(all, i * length, (i + 1) * length),
                        Vectors.logits(decoder, wanted.get(i), row));
            }
            assertThat(Vectors.logits(decoder, biased, row)).isNotEqualTo(Vectors.logits(decoder, whole, row));
        }
    }

    /** A copy of an adapter, of some layers alone (empty for all), perhaps with something added to each output. */
    private static Adapter changed(Adapter of, Set<Integer> some, boolean biased) {
        List<Map<Projection, LoraBank.Factors>> layers = new ArrayList<>();
        for (int layer = 0; layer < of.layers(); layer++) {
            Map<Projection, LoraBank.Factors> factors = new EnumMap<>(Projection.class);
            if (some.isEmpty() || some.contains(layer)) {
                of.factors(layer)
                        .forEach((projection, each) -> factors.put(
                                projection,
                                new LoraBank.Factors(
                                        Scope.own(each.a().clone()),
                                        Scope.own(each.b().clone()),
                                        null,
                                        biased
                                                ? Scope.own(Tensors.ones(1, 1, projection.outputs(decoder.config())))
                                                : null)));
            }
            layers.add(factors);
        }
        AdapterConfig config = of.config();
        return new Adapter(
                new AdapterConfig(config.rank(), config.alpha(), config.rankStabilised(), config.targets(), some),
                layers);
    }

    @Test
    void aConfigurationThatIsNotComputedHereIsRefusedByName() throws IOException {
        String sound = Files.readString(GROUPED.resolve("config.json"));
        refused(sound.replace("\"llama\"", "\"mamba\""), "model_type");
        refused(sound.replace("\"rope_type\": \"default\"", "\"rope_type\": \"ntk\""), "ntk");
        refused(sound.replace("\"attention_bias\": false", "\"attention_bias\": 1"), "attention_bias");
        refused(sound.replace("\"num_key_value_heads\": 2", "\"num_key_value_heads\": 4"), "evenly");
        refused(sound.replace("\"hidden_size\": 48", "\"hidden_size\": \"wide\""), "hidden_size");
        refused(sound.replace("\"model_type\": \"llama\",", ""), "model_type");
        refused(with(sound, "\"quantization_config\": {\"quant_method\": \"fp8\"}"), "quantization_config");
        refused(with(sound, "\"partial_rotary_factor\": 0.5"), "partial_rotary_factor");
        refused(with(sound, "\"logit_scale\": 0"), "logit_scale");
        refused(with(sound, "\"auto_map\": {\"AutoModel\": \"own.Model\"}"), "auto_map");
        refused(sound.replace("\"rope_type\": \"default\"", "\"partial_rotary_factor\": 0.5"), "partial_rotary_factor");
        refused(sound.replace("\"num_key_value_heads\": 2", "\"num_key_value_heads\": 2.0"), "num_key_value_heads");
        refused(
                sound.replace("\"tie_word_embeddings\": false", "\"tie_word_embeddings\": \"no\""),
                "tie_word_embeddings");
        refused(with(sound.replace("LlamaForCausalLM", "LlamaForTokenClassification"), "\"x\": null"), "architectures");
        refused("{", "not valid JSON");
    }

    @Test
    void whatChangesNoNumberIsAccepted() throws IOException {
        String sound = Files.readString(GROUPED.resolve("config.json"));
        Path file = Files.writeString(
                folder.resolve("config.json"),
                with(sound, "\"temperature\": 0.6, \"some_future_mode\": false, \"notes\": null"));
        assertThat(ModelConfig.read(file)).isEqualTo(decoder.config());
    }

    private static String with(String config, String field) {
        return config.replaceFirst("\\{", "{" + field + ",");
    }

    /** As transformers 5 reads such a folder. */
    @Test
    void aHeadBesideATiedEmbeddingIsTheHead() throws IOException {
        Path scaled = Vectors.FOLDER.resolve("llama3-tied");
        ModelConfig config = ModelConfig.read(scaled.resolve("config.json"));
        try (Scope _ = Scope.open()) {
            SortedMap<String, Tensor> tensors = Vectors.tensors(scaled.resolve("model.safetensors"));
            tensors.put(
                    "lm_head.weight",
                    Objects.requireNonNull(tensors.get(DecoderWeights.EMBEDDING))
                            .mul(Tensors.scalar(2)));
            SafeTensorsWriter.write(folder.resolve("model.safetensors"), tensors, ElementType.F32, Map.of());
            int[] ids = tokens(7, 5);
            Files.copy(scaled.resolve("config.json"), folder.resolve("config.json"));
            Decoder own = BaseModel.loadDecoder(folder);
            Decoder tied = Vectors.decoder(scaled);
            float[] single = Vectors.logits(tied, null, ids);
            float[] twice = Vectors.logits(own, null, ids);
            for (int i = 0; i < single.length; i++) {
                assertThat(twice[i]).isCloseTo(2 * single[i], within(2e-5f));
            }
            tensors.put("model.layers.0.self_attn.q_proj.bias", Tensors.zeros(1));
            SafeTensorsWriter.write(folder.resolve("model.safetensors"), tensors, ElementType.F32, Map.of());
            assertThatThrownBy(() -> WeightFiles.load(folder, config, WeightType.F32))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("q_proj.bias");
            own.weights().close();
            tied.weights().close();
        }
    }

    @Test
    void weightsOfAnotherShapeAreRefused() throws IOException {
        Path scaled = Vectors.FOLDER.resolve("llama3-tied");
        Files.copy(scaled.resolve("model.safetensors"), folder.resolve("model.safetensors"));
        ModelConfig other = decoder.config();
        assertThatThrownBy(() -> WeightFiles.load(folder, other, WeightType.F32))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("lm_head.weight");
    }

    private void refused(String config, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), config);
        assertThatThrownBy(() -> ModelConfig.read(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(reason);
    }

    private static List<@Nullable Adapter> banked(@Nullable Adapter... adapters) {
        return new ArrayList<>(Arrays.asList(adapters));
    }

    private static int[] tokens(long seed, int count) {
        return new Random(seed).ints(count, 0, VOCABULARY).toArray();
    }

    private static float[] line(float[] logits, int position) {
        return Arrays.copyOfRange(logits, position * VOCABULARY, (position + 1) * VOCABULARY);
    }

    private static void close(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(2e-5f));
        }
    }
}
