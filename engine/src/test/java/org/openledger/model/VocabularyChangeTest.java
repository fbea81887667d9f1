package org.openledger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.SafeTensorsWriter;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;

/**
 * An adapter that changes embedding, head or biases gives what a base with the changed matrices gives, whoever else is in the batch.
 * What PEFT computes is compared by {@code bench/agree}.
 */
@Tag("unit")
final class VocabularyChangeTest {
    private static final Path GROUPED = Vectors.FOLDER.resolve("grouped-untied");
    private static final String EMBEDDING = "model.embed_tokens";
    private static final String HEAD = "lm_head";
    private static final int RANK = 3;
    private static final float SCALE = 2;

    private final Decoder decoder = Vectors.decoder(GROUPED);
    private final long vocabulary = decoder.config().vocabularySize();
    private final long hidden = decoder.config().hiddenSize();
    private final Random random = new Random(91);
    private int folders;

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        decoder.weights().close();
    }

    /** A PEFT folder's weights, and the whole matrices that they stand for. */
    private record Made(Adapter adapter, SortedMap<String, Tensor> matrices) {}

    @Test
    void eachRowOfAMixedBatchIsThatOfABaseWithItsMatrices() throws IOException {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            List<Made> made = List.of(
                    saved(HEAD), saved(EMBEDDING), factors(HEAD), factors(EMBEDDING), tokens(EMBEDDING), tokens(HEAD));
            List<@Nullable Adapter> adapters =
                    new ArrayList<>(List.of(Adapter.load(GROUPED.resolve("adapter-seven"), decoder)));
            made.forEach(each -> adapters.add(each.adapter()));
            adapters.add(null);
            int[] row = random.ints(9, 0, (int) vocabulary).toArray();
            int[] slots = {1, 2, 0, 3, 7, 4, 1, 5, 6, 0};
            int[][] rows = new int[slots.length][];
            Arrays.fill(rows, row);
            List<@Nullable Adapter> ofRows = new ArrayList<>();
            Arrays.stream(slots).forEach(slot -> ofRows.add(adapters.get(slot)));
            try (RowBank bank = new RowBank(decoder.config())) {
                float[][] mixed = lines(decoder.logits(TokenBatch.padded(rows), bank.of(ofRows)), slots.length);
                for (int i = 0; i < slots.length; i++) {
                    int slot = slots[i];
                    boolean changed = slot > 0 && slot <= made.size();
                    try (LoraBank alone = LoraBank.stack(
                            decoder.config(), Collections.singletonList(changed ? null : adapters.get(slot)))) {
                        Decoder with = changed ? with(made.get(slot - 1).matrices()) : decoder;
                        close(mixed[i], lines(with.logits(TokenBatch.padded(new int[][] {row}), alone), 1)[0]);
                    }
                }
            }
            adapters.forEach(each -> {
                if (each != null) {
                    each.close();
                }
            });
        }
    }

    @Test
    void aSlotDependsOnNoOtherSlotToTheBit() throws IOException {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard();
                Adapter head = factors(HEAD).adapter();
                Adapter embedding = tokens(EMBEDDING).adapter()) {
            int[] row = random.ints(7, 0, (int) vocabulary).toArray();
            int[][] rows = {row, row, row, row};
            try (LoraBank bank = LoraBank.stack(decoder.config(), Arrays.asList(head, null, embedding, head));
                    LoraBank alone = LoraBank.stack(decoder.config(), Arrays.asList(head))) {
                float[][] all = lines(decoder.logits(TokenBatch.padded(rows), bank), 4);
                assertThat(all[3]).isEqualTo(all[0]);
                close(all[0], lines(decoder.logits(TokenBatch.padded(new int[][] {row}), alone), 1)[0]);
            }
        }
    }

    @Test
    void itsMemoryIsCounted() throws IOException {
        try (Scope _ = Scope.open();
                Adapter plain = load(blockFactors(), "\"target_modules\": [\"q_proj\"]");
                Adapter saved = saved(HEAD).adapter()) {
            assertThat(saved.bytes()).isEqualTo(plain.bytes() + Float.BYTES * vocabulary * hidden);
        }
    }

    /** The bias of B is a constant beside the product: without one, the same factors give what they gave. */
    @Test
    void aBiasOfBIsAddedWithItsScale() throws IOException {
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            SortedMap<String, Tensor> tensors = blockFactors();
            for (int layer = 0; layer < decoder.config().layers(); layer++) {
                tensors.put(Projection.QUERY.path(layer) + ".lora_B.bias", normal(outputs()));
            }
            try (Adapter biased = load(tensors, "\"lora_bias\": true, \"target_modules\": [\"q_proj\"]")) {
                Tensor shift = Objects.requireNonNull(
                        biased.factors(0, Projection.QUERY).shift());
                assertThat(Tensors.toFloats(shift))
                        .isEqualTo(Tensors.toFloats(
                                Objects.requireNonNull(tensors.get("model.layers.0.self_attn.q_proj.lora_B.bias"))
                                        .mul(Tensors.scalar(SCALE))));
                int[] row = random.ints(5, 0, (int) vocabulary).toArray();
                try (LoraBank bank = LoraBank.stack(decoder.config(), Arrays.asList(null, biased));
                        LoraBank alone = LoraBank.stack(decoder.config(), Arrays.asList(biased))) {
                    float[][] both = lines(decoder.logits(TokenBatch.padded(new int[][] {row, row}), bank), 2);
                    close(both[0], Vectors.logits(decoder, null, row));
                    close(both[1], lines(decoder.logits(TokenBatch.padded(new int[][] {row}), alone), 1)[0]);
                    assertThat(both[1]).isNotEqualTo(both[0]);
                }
            }
        }
    }

    private Made saved(String matrix) throws IOException {
        Tensor whole = normal(vocabulary, hidden);
        SortedMap<String, Tensor> tensors = blockFactors(0);
        tensors.put(matrix + ".weight", whole);
        return made(
                tensors, "\"modules_to_save\": [\"" + matrix + "\"], \"target_modules\": [\"q_proj\"]", matrix, whole);
    }

    private Made factors(String matrix) throws IOException {
        boolean head = matrix.equals(HEAD);
        Tensor a = normal(RANK, head ? hidden : vocabulary);
        Tensor b = normal(head ? vocabulary : hidden, RANK);
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        tensors.put(matrix + (head ? ".lora_A.weight" : ".lora_embedding_A"), a);
        tensors.put(matrix + (head ? ".lora_B.weight" : ".lora_embedding_B"), b);
        // PEFT writes the base's matrix beside them.
        tensors.put(matrix + ".base_layer.weight", base(matrix));
        Tensor product = torch.matmul(b, a).mul(Tensors.scalar(SCALE));
        return made(
                tensors,
                "\"target_modules\": [\"" + matrix + "\"]",
                matrix,
                base(matrix).add(head ? product : product.t()));
    }

    private Made tokens(String matrix) throws IOException {
        int[] chosen = {3, 1, (int) vocabulary - 1};
        Tensor rows = normal(chosen.length, hidden);
        SortedMap<String, Tensor> tensors = blockFactors(0);
        tensors.put(matrix + ".token_adapter.trainable_tokens_delta", rows);
        return made(
                tensors,
                "\"trainable_token_indices\": {\"" + matrix + "\": " + Arrays.toString(chosen)
                        + "}, \"target_modules\": [\"q_proj\"]",
                matrix,
                base(matrix).index_copy(0, Tensors.indices(chosen), rows));
    }

    private Tensor base(String matrix) {
        return Objects.requireNonNull(decoder.weights().tensors().get(matrix + ".weight"));
    }

    private Made made(SortedMap<String, Tensor> tensors, String fields, String matrix, Tensor whole)
            throws IOException {
        return new Made(load(tensors, fields), new TreeMap<>(Map.of(matrix + ".weight", whole)));
    }

    private Adapter load(SortedMap<String, Tensor> tensors, String fields) throws IOException {
        Path made = Files.createDirectories(folder.resolve("adapter-" + folders++));
        SafeTensorsWriter.write(made.resolve("adapter_model.safetensors"), tensors, ElementType.F32, Map.of());
        Files.writeString(
                made.resolve("adapter_config.json"),
                "{\"peft_type\": \"LORA\", \"r\": " + RANK + ", \"lora_alpha\": " + RANK * SCALE + ", " + fields + "}");
        return Adapter.load(made, decoder);
    }

    private Decoder with(SortedMap<String, Tensor> changed) {
        SortedMap<String, Tensor> tensors = new TreeMap<>(decoder.weights().tensors());
        tensors.putAll(changed);
        return new Decoder(decoder.config(), new DecoderWeights(decoder.config(), tensors));
    }

    private SortedMap<String, Tensor> blockFactors() {
        return blockFactors(1);
    }

    private SortedMap<String, Tensor> blockFactors(double size) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (int layer = 0; layer < decoder.config().layers(); layer++) {
            String module = Projection.QUERY.path(layer);
            tensors.put(module + ".lora_A.weight", normal(RANK, hidden));
            tensors.put(module + ".lora_B.weight", normal(outputs(), RANK).mul(Tensors.scalar(size)));
        }
        return tensors;
    }

    private long outputs() {
        return Projection.QUERY.outputs(decoder.config());
    }

    private Tensor normal(long... shape) {
        float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.2 * random.nextGaussian());
        }
        return Tensors.floats(values, shape);
    }

    private static float[][] lines(Tensor logits, int rows) {
        float[] flat = Tensors.toFloats(logits);
        float[][] lines = new float[rows][];
        for (int row = 0; row < rows; row++) {
            lines[row] = Arrays.copyOfRange(flat, row * flat.length / rows, (row + 1) * flat.length / rows);
        }
        return lines;
    }

    private static void close(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(2e-5f));
        }
    }
}
