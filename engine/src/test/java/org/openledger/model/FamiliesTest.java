package org.openledger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openledger.model.LoraBank.Factors;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.descent.StepBank;
import org.openledger.train.descent.WaysBack;
import tools.jackson.databind.JsonNode;

/** Every family beside transformers and PEFT, on tiny models whose weights follow from their names (src/test/python/families.py). */
@Tag("unit")
final class FamiliesTest {
    private static final Path FOLDER = Vectors.FOLDER.resolve("families");
    private static final float LARGEST_DIFFERENCE = 5e-5f;
    private static final int RANK = 2;
    private static final double ALPHA = 3;
    /** More than any window, so that what follows is decoded past it. */
    private static final int PROMPT = 15;

    @TempDir
    Path folder;

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @Test
    void everyFamilyHasAVector() throws IOException {
        Set<Family> tried = EnumSet.noneOf(Family.class);
        for (Path vector : cases()) {
            tried.add(Family.of(JsonFile.readObject(vector)
                            .path("config")
                            .path("model_type")
                            .asString())
                    .orElseThrow());
        }
        assertThat(tried).containsExactlyInAnyOrder(Family.values());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logitsOfAWholeTextAndOfOneDecodedThroughTheCacheAgreeWithTransformers(Path vector) throws IOException {
        JsonNode expected = JsonFile.readObject(vector);
        int[] ids = Vectors.ids(expected);
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            Decoder decoder = decoder(expected);
            float[] whole = Tensors.toFloats(decoder.logits(TokenBatch.padded(new int[][] {ids}), null));
            float[] pieces = decoded(decoder, ids);
            int vocabulary = decoder.config().vocabularySize();
            expected.path("logits").forEachEntry((position, line) -> {
                for (int i = 0; i < vocabulary; i++) {
                    int at = Integer.parseInt(position) * vocabulary + i;
                    assertThat(whole[at]).isCloseTo(line.path(i).floatValue(), within(LARGEST_DIFFERENCE));
                    assertThat(pieces[at]).isCloseTo(line.path(i).floatValue(), within(LARGEST_DIFFERENCE));
                }
            });
            decoder.weights().close();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsOfAnAdapterAgreeWithPeft(Path vector) throws IOException {
        JsonNode expected = JsonFile.readObject(vector);
        try (Scope _ = Scope.open()) {
            Decoder decoder = decoder(expected);
            SortedMap<String, Tensor> factors = factors(decoder.config(), torch.ScalarType.Float);
            loss(decoder, bank(decoder, factors), Vectors.ids(expected)).backward();
            assertThat(factors.keySet()).hasSameSizeAs(expected.path("gradient").properties());
            factors.forEach((name, factor) -> {
                double probed = factor.grad()
                        .mul(numbers("probe " + name, factor.shape()))
                        .sum()
                        .item_double();
                double theirs = expected.path("gradient").path(name).doubleValue();
                assertThat(probed).as(name).isCloseTo(theirs, within(1e-3 * Math.abs(theirs) + 2e-6));
            });
            decoder.weights().close();
        }
    }

    /** Products are differentiated by hand there, and what is between them by libtorch. */
    @ParameterizedTest
    @MethodSource("cases")
    void aStepFindsTheGradientThatLibtorchFinds(Path vector) throws IOException {
        JsonNode expected = JsonFile.readObject(vector);
        int[] ids = Vectors.ids(expected);
        try (Scope _ = Scope.open();
                WaysBack waysBack = new WaysBack()) {
            Decoder narrow = decoder(expected);
            Decoder decoder = widened(narrow);
            SortedMap<String, Tensor> factors = factors(decoder.config(), torch.ScalarType.Double);
            List<Tensor> wanted = gradients(loss(decoder, bank(decoder, factors), ids), factors);
            SortedMap<String, Tensor> found = new TreeMap<>();
            factors.forEach((name, factor) -> found.put(name, torch.zeros_like(factor)));
            try (StepBank bank = new StepBank(ALPHA / RANK, stepLayers(decoder.config(), factors, found), waysBack)) {
                loss(decoder, bank, ids).backward();
                bank.backward();
            }
            int next = 0;
            for (Map.Entry<String, Tensor> each : found.entrySet()) {
                Tensor other = wanted.get(next++);
                double largest = other.abs().max().item_double();
                assertThat(largest).as(each.getKey()).isPositive();
                assertThat(each.getValue().sub(other).abs().max().item_double())
                        .as(each.getKey())
                        .isLessThan(1e-10 * largest);
            }
            narrow.weights().close();
        }
    }

    private static List<Map<Projection, StepBank.Factors>> stepLayers(
            ModelConfig config, SortedMap<String, Tensor> factors, SortedMap<String, Tensor> gradients) {
        List<Map<Projection, Factors>> at = layers(config, factors);
        List<Map<Projection, Factors>> found = layers(config, gradients);
        List<Map<Projection, StepBank.Factors>> layers = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            Map<Projection, StepBank.Factors> ofLayer = new EnumMap<>(Projection.class);
            for (Projection projection : config.projections()) {
                Factors own = Objects.requireNonNull(at.get(layer).get(projection));
                Factors gradient = Objects.requireNonNull(found.get(layer).get(projection));
                ofLayer.put(
                        projection,
                        new StepBank.Factors(
                                own.a().detach().squeeze(0),
                                own.b().detach().squeeze(0),
                                gradient.a().squeeze(0),
                                gradient.b().squeeze(0)));
            }
            layers.add(ofLayer);
        }
        return layers;
    }

    /** Exact attribution needs them: gates, caps, norms and windows are differentiated twice. The gradient is that of fused attention. */
    @ParameterizedTest
    @MethodSource("cases")
    void secondDerivativesAreTheSlopesOfTheGradient(Path vector) throws IOException {
        JsonNode expected = JsonFile.readObject(vector);
        int[] ids = Arrays.copyOf(Vectors.ids(expected), PROMPT + 4);
        try (Scope _ = Scope.open()) {
            Decoder narrow = decoder(expected);
            Decoder decoder = widened(narrow);
            SortedMap<String, Tensor> factors = factors(decoder.config(), torch.ScalarType.Double);
            SortedMap<String, Tensor> direction = new TreeMap<>();
            factors.forEach((name, factor) -> direction.put(
                    name, numbers("direction " + name, factor.shape()).to(torch.ScalarType.Double)));
            Tensor slope = Tensors.zeros(1).to(torch.ScalarType.Double);
            List<Tensor> gradients =
                    gradients(loss(decoder, bank(decoder, factors).forSecondDerivatives(), ids), factors);
            int next = 0;
            for (String name : factors.keySet()) {
                slope = slope.add(gradients.get(next++).mul(direction.get(name)).sum());
            }
            List<Tensor> products = gradients(slope.sum(), factors);
            double curvature = dot(products, direction);
            double step = 1e-5;
            double above = slopeAt(decoder, factors, direction, ids, step);
            double below = slopeAt(decoder, factors, direction, ids, -step);
            double measured = (above - below) / (2 * step);
            assertThat(curvature).isCloseTo(measured, within(1e-5 * Math.abs(measured) + 1e-9));
            narrow.weights().close();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSlotOfABankDependsOnNoOtherSlotToTheBit(Path vector) throws IOException {
        JsonNode expected = JsonFile.readObject(vector);
        int[] ids = Vectors.ids(expected);
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            Decoder decoder = decoder(expected);
            Adapter adapter = adapter(decoder.config());
            LoraBank bank = LoraBank.stack(decoder.config(), Arrays.asList(adapter, null, adapter));
            float[] all = Tensors.toFloats(decoder.logits(TokenBatch.padded(new int[][] {ids, ids, ids}), bank));
            int length = all.length / 3;
            assertThat(Arrays.copyOfRange(all, 2 * length, 3 * length)).isEqualTo(Arrays.copyOf(all, length));
            float[] alone = Vectors.logits(decoder, adapter, ids);
            for (int i = 0; i < length; i++) {
                assertThat(all[i]).isCloseTo(alone[i], within(LARGEST_DIFFERENCE));
            }
            adapter.save(folder);
            try (Adapter again = Adapter.load(folder, decoder.config())) {
                assertThat(Vectors.logits(decoder, again, ids)).isEqualTo(alone);
            }
            bank.close();
            adapter.close();
            decoder.weights().close();
        }
    }

    @Test
    void anotherArchitectureIsRefusedWithWhatIsComputed() throws IOException {
        refused("{\"model_type\": \"mamba2\"}", "mamba2", "llama, mistral, qwen2", "olmo2");
        refused("{\"model_type\": \"mixtral\", \"num_local_experts\": 8}", "mixtral", "mixture of experts");
        refused("{\"model_type\": \"gemma3\", \"text_config\": {}}", "gemma3", "gemma3_text");
        refused("{}", "model_type");
    }

    @Test
    void whatAFamilyDoesNotComputeIsRefusedByName() throws IOException {
        refused(changed("gemma3", "\"attn_logit_softcapping\":null", "\"attn_logit_softcapping\":50"), "attn_logit");
        refused(
                changed("gemma3", "\"use_bidirectional_attention\":false", "\"use_bidirectional_attention\":true"),
                "bidirectional");
        refused(changed("gemma3", "full_attention\",", "chunked_attention\","), "chunked_attention");
        refused(changed("gemma3", "\"sliding_window\":7", "\"sliding_window\":null"), "sliding_window");
        refused(changed("gemma3", "\"sliding_window\":7", "\"sliding_window\":0"), "sliding_window");
        refused(changed("gemma3", "gelu_pytorch_tanh", "relu"), "hidden_activation");
        refused(changed("gemma3", "\"full_attention\",", ""), "layer_types");
        refused(changed("mistral", "\"sliding_window\":12", "\"layer_types\":[\"x\"]"), "layer_types");
        refused(changed("qwen2", "\"hidden_act\":\"silu\"", "\"hidden_act\":\"gelu\""), "hidden_act");
        refused(changed("qwen2-yarn", "\"rope_type\":\"yarn\"", "\"rope_type\":\"ntk\""), "ntk");
        refused(changed("qwen2-yarn", "\"beta_fast\":16.0", "\"beta_fast\":-1"), "beta_fast");
        refused(changed("llama-linear", "\"factor\":4.0", "\"factor\":4.0,\"short_factor\":[1]"), "short_factor");
        refused(changed("phi3-longrope", "\"short_factor\":[1.0,", "\"short_factor\":["), "short_factor");
        refused(changed("smollm3", "\"no_rope_layers\":[1,", "\"no_rope_layers\":["), "no_rope_layers");
        refused(changed("granite", "\"logits_scaling\":1.7", "\"logits_scaling\":0"), "logits_scaling");
        refused(changed("olmo2", "\"attention_bias\":true", "\"clip_qkv\":8.0"), "clip_qkv");
        refused(
                changed("llama", "\"mlp_bias\":true", "\"rope_scaling\":{\"rope_type\":\"linear\",\"factor\":2}"),
                "both");
    }

    @Test
    void positionsThatNeedOtherFactorsAreNotUsed() throws IOException {
        assertThat(config(JsonFile.readObject(FOLDER.resolve("phi3-longrope.json")))
                        .maximumPositions())
                .isEqualTo(200);
    }

    private static String changed(String name, String before, String after) {
        String config = JsonFile.readObject(FOLDER.resolve(name + ".json"))
                .path("config")
                .toString();
        assertThat(config).contains(before);
        return config.replace(before, after);
    }

    private void refused(String config, String... reasons) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), config);
        assertThatThrownBy(() -> ModelConfig.read(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(reasons);
    }

    private ModelConfig config(JsonNode vector) throws IOException {
        return ModelConfig.read(Files.writeString(
                folder.resolve("config.json"), vector.path("config").toString()));
    }

    private Decoder decoder(JsonNode vector) throws IOException {
        ModelConfig config = config(vector);
        boolean addsOne = config.architecture().family().normsAddOne();
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        DecoderWeights.shapes(config).forEach((name, shape) -> {
            Tensor numbers = numbers(name, shape);
            Tensor weight = name.contains("norm")
                    ? numbers.add(Tensors.scalar(addsOne ? 0 : 1))
                    : numbers.mul(Tensors.scalar(shape.length == 2 ? 1 : 0.5));
            tensors.put(name, Scope.own(weight));
        });
        return new Decoder(config, new DecoderWeights(config, tensors));
    }

    private static Decoder widened(Decoder decoder) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        decoder.weights().tensors().forEach((name, tensor) -> tensors.put(name, tensor.to(torch.ScalarType.Double)));
        return new Decoder(decoder.config(), new DecoderWeights(decoder.config(), tensors));
    }

    private static float[] decoded(Decoder decoder, int[] ids) {
        int vocabulary = decoder.config().vocabularySize();
        float[] logits = new float[ids.length * vocabulary];
        try (KvCache cache = new KvCache(decoder.config(), 2, ids.length)) {
            for (int from = 0; from < ids.length; ) {
                int to = from == 0 ? PROMPT : from + 1;
                int[][] piece = {Arrays.copyOfRange(ids, from, to)};
                float[] some = Tensors.toFloats(decoder.logits(cache.append(new int[] {1}, piece), null));
                System.arraycopy(some, 0, logits, from * vocabulary, some.length);
                from = to;
            }
        }
        return logits;
    }

    private static LoraBank bank(Decoder decoder, SortedMap<String, Tensor> factors) {
        Tensor scale =
                Tensors.floats(new float[] {(float) (ALPHA / RANK)}, 1, 1, 1).to(decoder.precision());
        return new LoraBank(scale, layers(decoder.config(), factors), true);
    }

    private static Tensor loss(Decoder decoder, LoraBank bank, int[] ids) {
        Tensor logits = decoder.logits(TokenBatch.padded(new int[][] {ids}), bank);
        Tensor next = Tensors.indices(Arrays.copyOfRange(ids, 1, ids.length)).unsqueeze(1);
        return logits.select(0, 0)
                .narrow(0, 0, ids.length - 1)
                .log_softmax(-1)
                .gather(1, next)
                .mean()
                .neg();
    }

    private static double slopeAt(
            Decoder decoder,
            SortedMap<String, Tensor> at,
            SortedMap<String, Tensor> direction,
            int[] ids,
            double step) {
        SortedMap<String, Tensor> moved = new TreeMap<>();
        at.forEach((name, factor) -> {
            Tensor leaf = factor.detach()
                    .add(Objects.requireNonNull(direction.get(name)).mul(Tensors.scalar(step)));
            leaf.set_requires_grad(true);
            moved.put(name, leaf);
        });
        return dot(gradients(loss(decoder, bank(decoder, moved), ids), moved), direction);
    }

    private static double dot(List<Tensor> gradients, SortedMap<String, Tensor> direction) {
        double sum = 0;
        int next = 0;
        for (Tensor along : direction.values()) {
            sum += gradients.get(next++).mul(along).sum().item_double();
        }
        return sum;
    }

    private static List<Tensor> gradients(Tensor of, SortedMap<String, Tensor> factors) {
        TensorVector leaves = new TensorVector(factors.values().toArray(Tensor[]::new));
        TensorVector gradients =
                torch.grad(new TensorVector(of), leaves, new TensorVector(), new BoolOptional(true), true, false);
        List<Tensor> all = new ArrayList<>();
        for (long i = 0; i < gradients.size(); i++) {
            all.add(gradients.get(i));
        }
        return all;
    }

    /** The factors by their names in PEFT's files, as leaves. */
    private static SortedMap<String, Tensor> factors(ModelConfig config, torch.ScalarType type) {
        SortedMap<String, Tensor> factors = new TreeMap<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            for (Projection projection : config.projections()) {
                String module = "base_model.model." + projection.path(layer);
                put(factors, module + ".lora_A.weight", type, RANK, projection.inputs(config));
                put(factors, module + ".lora_B.weight", type, projection.outputs(config), RANK);
            }
        }
        return factors;
    }

    private static void put(SortedMap<String, Tensor> factors, String name, torch.ScalarType type, long... shape) {
        Tensor leaf = numbers(name, shape).mul(Tensors.scalar(0.5)).to(type).detach();
        leaf.set_requires_grad(true);
        factors.put(name, leaf);
    }

    private static List<Map<Projection, Factors>> layers(ModelConfig config, SortedMap<String, Tensor> factors) {
        List<Map<Projection, Factors>> layers = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            Map<Projection, Factors> ofLayer = new EnumMap<>(Projection.class);
            for (Projection projection : config.projections()) {
                String module = "base_model.model." + projection.path(layer);
                ofLayer.put(
                        projection,
                        new Factors(
                                Objects.requireNonNull(factors.get(module + ".lora_A.weight"))
                                        .unsqueeze(0),
                                Objects.requireNonNull(factors.get(module + ".lora_B.weight"))
                                        .unsqueeze(0)));
            }
            layers.add(ofLayer);
        }
        return layers;
    }

    private static Adapter adapter(ModelConfig config) {
        List<Map<Projection, Factors>> owned = new ArrayList<>();
        for (Map<Projection, Factors> layer : layers(config, factors(config, torch.ScalarType.Float))) {
            Map<Projection, Factors> copies = new EnumMap<>(Projection.class);
            layer.forEach((projection, each) -> copies.put(
                    projection,
                    new Factors(
                            Scope.own(each.a().detach().clone()),
                            Scope.own(each.b().detach().clone()))));
            owned.add(copies);
        }
        return new Adapter(new AdapterConfig(RANK, ALPHA, false, config.projections()), owned);
    }

    /** Numbers in [−½, ½) that follow from a name, as families.py makes them. */
    private static Tensor numbers(String name, long... shape) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        int count = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            long step = (i + 1L) * 2_654_435_761L + crc.getValue();
            long mixed = ((step ^ (step >>> 15)) * 2_246_822_519L) & 0xFFFF_FFFFL;
            values[i] = (float) (mixed / 4_294_967_296.0 - 0.5);
        }
        return Tensors.floats(values, shape);
    }
}
