package org.openledger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.ByteMatrix;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

@Tag("unit")
final class WeightTypeTest {
    private static final int[] IDS = {1, 7, 3, 9, 200, 4};

    @TempDir
    static Path folder;

    private static ModelConfig config;

    /** A folder whose matrices are bfloat16. */
    @BeforeAll
    static void make() throws IOException {
        Path wide = folder.resolve("wide");
        try (BaseModel model = TinyModel.load(wide, 3)) {
            BaseModel.saveDecoder(model.decoder(), folder.resolve("half"), ElementType.BF16);
            config = model.config();
        }
        Files.copy(wide.resolve("tokenizer.json"), folder.resolve("half/tokenizer.json"));
    }

    @Test
    void matricesInTheirFilesGiveTheLogitsAndGradientsOfWidenedOnes() {
        try (BaseModel wide = BaseModel.load(folder.resolve("half"), WeightType.F32);
                BaseModel half = BaseModel.load(folder.resolve("half"), WeightType.BF16);
                Adapter adapter = TinyModel.adapter(config, 4);
                Scope _ = Scope.open()) {
            assertThat(half.decoder()
                            .weights()
                            .head()
                            .orElseThrow()
                            .scalar_type()
                            .intern())
                    .isEqualTo(torch.ScalarType.BFloat16);
            assertThat(half.decoder().precision().intern()).isEqualTo(torch.ScalarType.Float);
            close(Vectors.logits(half.decoder(), adapter, IDS), Vectors.logits(wide.decoder(), adapter, IDS));
            close(gradient(half.decoder(), adapter), gradient(wide.decoder(), adapter));
        }
    }

    /** What answers are computed with gives the logits of the plain matrices, whatever the batch and the adapters in it. */
    @Test
    void packedMatricesGiveTheLogitsOfPlainOnes() {
        try (BaseModel packed = BaseModel.load(folder.resolve("half"), WeightType.F32);
                Adapter adapter = TinyModel.adapter(config, 4);
                RowBank bank = new RowBank(config);
                Scope _ = Scope.open()) {
            assertThat(packed.decoder().weights().packedHead()).isNotNull();
            assertThat(packed.decoder().weights().block(0).packed())
                    .hasSameSizeAs(Projection.together(config.projections()));
            Decoder plain = new Decoder(
                    config,
                    new DecoderWeights(config, packed.decoder().weights().tensors()));
            TokenBatch batch = TokenBatch.padded(new int[][] {IDS, IDS, IDS});
            LoraBank rows = bank.of(Arrays.asList(adapter, null, adapter));
            close(Tensors.toFloats(packed.decoder().logits(batch, rows)), Tensors.toFloats(plain.logits(batch, rows)));
            close(Tensors.toFloats(packed.decoder().logits(batch, null)), Tensors.toFloats(plain.logits(batch, null)));
        }
    }

    /**
     * A base of 8 bits is another one: answers, what is scored beside them, and gradients are all those of its rounded numbers, and its
     * digest is its own.
     */
    @Test
    void roundedMatricesAreAnotherBaseThatComputesAlikeThroughout() throws IOException {
        try (BaseModel rounded = BaseModel.load(folder.resolve("half"), WeightType.INT8);
                BaseModel wide = BaseModel.load(folder.resolve("half"), WeightType.F32);
                Adapter adapter = TinyModel.adapter(config, 4);
                RowBank bank = new RowBank(config);
                Scope _ = Scope.open()) {
            assertThat(rounded.digest()).isNotEqualTo(wide.digest()).matches("[0-9a-f]{64}");
            assertThat(BaseModel.digestOf(folder.resolve("half"))).isEqualTo(wide.digest());
            // The same numbers, as a folder of float32 holds them.
            SortedMap<String, Tensor> numbers = new TreeMap<>();
            wide.decoder().weights().tensors().forEach((name, own) -> {
                try (ByteMatrix bytes = own.dim() == 2 ? ByteMatrix.of(List.of(own)) : null) {
                    numbers.put(name, bytes == null ? own : bytes.wide());
                }
            });
            Decoder plain = new Decoder(config, new DecoderWeights(config, numbers));
            TokenBatch batch = TokenBatch.padded(new int[][] {IDS, IDS, IDS});
            LoraBank rows = bank.of(Arrays.asList(adapter, null, adapter));
            float[] answers = Tensors.toFloats(rounded.decoder().logits(batch, rows));
            close(answers, Tensors.toFloats(plain.logits(batch, rows)));
            close(Vectors.logits(rounded.decoder(), adapter, IDS), Vectors.logits(plain, adapter, IDS));
            close(gradient(rounded.decoder(), adapter), gradient(plain, adapter));
            assertThat(answers).isNotEqualTo(Tensors.toFloats(wide.decoder().logits(batch, rows)));
        }
    }

    @Test
    void aBaseIsFoundByItsDigestAsItIsOrRounded() {
        Path half = folder.resolve("half");
        String exact = BaseModel.digestOf(half);
        String rounded = WeightType.INT8.digest(exact);
        for (String digest : List.of(exact, rounded)) {
            try (BaseModel found = BaseModel.load(half, digest)) {
                assertThat(found.digest()).isEqualTo(digest);
                assertThat(found.decoder().weights().head().isPresent()).isEqualTo(digest.equals(exact));
            }
        }
        assertThatThrownBy(() -> BaseModel.load(half, "0".repeat(64)))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(exact, rounded + " as int8", "not 000");
    }

    private static float[] gradient(Decoder decoder, Adapter adapter) {
        LoraBank bank = LoraBank.stack(decoder.config(), Arrays.asList(adapter));
        Tensor factor = bank.factorsOf(0, Projection.QUERY).b();
        factor.set_requires_grad(true);
        decoder.logits(TokenBatch.padded(new int[][] {IDS}), bank)
                .square()
                .mean()
                .backward();
        return Tensors.toFloats(factor.grad());
    }

    private static void close(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
        }
    }

    @Test
    void theFastestThatFitsIsTakenAndNothingThatDoesNot() {
        long wide = WeightType.F32.bytes(config);
        long half = WeightType.BF16.bytes(config);
        assertThat(half).isBetween(wide / 3, wide / 2);
        assertThat(fitting(0, wide)).isEqualTo(WeightType.F32);
        assertThat(fitting(1, wide)).isEqualTo(WeightType.BF16);
        assertThat(fitting(1 << 30, half + (1 << 30))).isEqualTo(WeightType.BF16);
        assertThat(WeightType.fitting(folder, config, Long.MAX_VALUE / 2, OptionalLong.empty()))
                .isEqualTo(WeightType.F32);
        // Rounded it would fit, which nobody asked for.
        long rounded = WeightType.INT8.bytes(config);
        assertThat(rounded).isLessThan(half * 6 / 10);
        assertThatThrownBy(() -> fitting(0, half - 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.dtype = \"int8\"");
        assertThatThrownBy(() -> fitting(1L << 31, 1L << 30))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(" of weights and 2048 MiB of caches and adapters", "1024 MiB are free");
    }

    private static WeightType fitting(long beside, long free) {
        return WeightType.fitting(folder, config, beside, OptionalLong.of(free));
    }

    /** A model that is far too large is refused though its folder has no weights: none is looked for. */
    @Test
    void whatDoesNotFitIsRefusedBeforeAWeightIsRead() throws IOException {
        Path large = Files.createDirectories(folder.resolve("large"));
        String text = Files.readString(folder.resolve("half/config.json"));
        Files.writeString(
                large.resolve("config.json"),
                text.replaceFirst("\"vocab_size\" : \\d+", "\"vocab_size\" : 2000000000")
                        .replaceFirst("\"hidden_size\" : \\d+", "\"hidden_size\" : 65536"));
        assertThatThrownBy(() -> BaseModel.loadDecoder(large))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("large needs", "MiB of weights", "are free");
    }
}
