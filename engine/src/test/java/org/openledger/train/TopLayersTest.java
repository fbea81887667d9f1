package org.openledger.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.LoraBank;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.model.TokenBatch;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.descent.Derivative;
import org.openledger.train.descent.LeftOut;
import org.openledger.train.descent.Objective;

/** Adapters of the top layers alone, with what is below computed once. */
@Tag("integration")
final class TopLayersTest {
    private static final Set<Integer> TOP = Set.of(1);
    private static final LoraConfiguration CONFIGURATION = new LoraConfiguration(
                    4, 8, EnumSet.allOf(Projection.class), 15, 4, 1e-2, 3, 32, 1)
            .with(LoraOptions.STANDARD.withLayers(TOP).withAnchorWeight(0));

    @TempDir
    static Path folder;

    private static BaseModel base;

    @BeforeAll
    static void load() throws IOException {
        base = TinyModel.load(folder.resolve("base"), 1);
    }

    @AfterAll
    static void free() {
        base.close();
    }

    @Test
    void whatIsKeptIsWhatIsComputedAgainToTheBit() {
        int[][] texts = rows().stream().map(TrainingRow::ids).toArray(int[][]::new);
        try (LowerLayers kept = LowerLayers.keeping(base.decoder(), 1, List.of(texts), () -> {});
                LowerLayers again = LowerLayers.of(base.decoder(), 1);
                Scope _ = Scope.open()) {
            float[] whole = Tensors.toFloats(base.decoder().hidden(TokenBatch.padded(texts), null));
            float[] ofKept = Tensors.toFloats(kept.hidden(texts, null));
            assertThat(Tensors.toFloats(again.hidden(texts, null))).isEqualTo(ofKept);
            int longest =
                    Arrays.stream(texts).mapToInt(text -> text.length).max().orElseThrow();
            int width = base.config().hiddenSize();
            for (int row = 0; row < texts.length; row++) {
                for (int i = row * longest * width; i < (row * longest + texts[row].length) * width; i++) {
                    assertThat(ofKept[i]).isCloseTo(whole[i], within(1e-4f));
                }
            }
        }
    }

    @Test
    void theRunAndEachCounterfactualEndAsIfNothingWereKept() {
        List<Set<Integer>> leftOut = List.of(Set.of(), Set.of(1));
        List<Adapter> trained = LoraTrainer.train(
                        base, rows(), CONFIGURATION, leftOut, Optional.empty(), Progress.SILENT, Cancellation.NEVER)
                .adapters();
        for (int slot = 0; slot < leftOut.size(); slot++) {
            float[] ofTrained = numbers(trained.get(slot));
            assertThat(ending(leftOut.get(slot), LowerLayers.of(base.decoder(), 1)))
                    .isEqualTo(ofTrained);
            float[] ofWhole = ending(leftOut.get(slot), LowerLayers.of(base.decoder(), 0));
            for (int i = 0; i < ofTrained.length; i++) {
                assertThat(ofTrained[i]).isCloseTo(ofWhole[i], within(1e-3f));
            }
        }
        trained.forEach(Adapter::close);
    }

    /** θ after the run whose lower layers are computed as {@code layers} does. */
    private static float[] ending(Set<Integer> leftOut, LowerLayers layers) {
        LoraParameters parameters = new LoraParameters(base.config(), CONFIGURATION.adapter());
        try (LoraRun run = new LoraRun(base, rows(), CONFIGURATION, () -> {});
                LoraGradients gradients = new LoraGradients(
                        new RowLoss(layers, new Objective.Likelihood()),
                        parameters,
                        CONFIGURATION.options(),
                        Derivative.WRITTEN_OUT);
                LoraSlot slot = run.first(LeftOut.wholly(leftOut))) {
            for (int step = 0; step < run.steps(); step++) {
                try (Scope _ = Scope.open()) {
                    List<TrainingRow> batch = IntStream.of(run.batch(step))
                            .mapToObj(run.rows()::get)
                            .toList();
                    Tensor gradient = gradients
                            .of(List.of(slot), batch, List.of())
                            .getFirst()
                            .sum();
                    run.update(slot, gradient, step);
                }
            }
            return Tensors.toFloats(slot.theta());
        }
    }

    @Test
    void theFolderNamesTheLayersAndAnswersAsTheAdapterDoes() throws IOException {
        Adapter trained = LoraTrainer.train(
                        base,
                        rows(),
                        CONFIGURATION,
                        List.of(Set.of()),
                        Optional.empty(),
                        Progress.SILENT,
                        Cancellation.NEVER)
                .adapters()
                .getFirst();
        trained.save(folder.resolve("top"));
        assertThat(Files.readString(folder.resolve("top/adapter_config.json")))
                .containsPattern("\"layers_to_transform\" : \\[ 1 ]");
        try (Adapter loaded = Adapter.load(folder.resolve("top"), base);
                Adapter other = TinyModel.adapter(base.config(), 5);
                LoraBank alone = LoraBank.stack(base.config(), List.of(trained));
                LoraBank mixed = LoraBank.stack(base.config(), List.of(loaded, other));
                Scope _ = Scope.open()) {
            assertThat(loaded.config()).isEqualTo(trained.config());
            assertThat(numbers(loaded)).isEqualTo(numbers(trained));
            assertThat(loaded.factors(0)).isEmpty();
            int[] text = rows().getFirst().ids();
            float[] own = Tensors.toFloats(base.decoder().logits(TokenBatch.padded(new int[][] {text}), alone));
            float[] beside = Tensors.toFloats(base.decoder()
                    .logits(TokenBatch.padded(new int[][] {text, text}), mixed)
                    .select(0, 0));
            for (int i = 0; i < own.length; i++) {
                assertThat(beside[i]).isCloseTo(own[i], within(1e-4f));
            }
        } finally {
            trained.close();
        }
    }

    @Test
    void aLayerThatTheBaseLacksIsRefusedByNumber() {
        LoraConfiguration third = new LoraConfiguration(4, 8, base.config().projections(), 15, 4, 1e-2, 3, 32, 1)
                .with(LoraOptions.STANDARD.withLayers(Set.of(2)));
        assertThatThrownBy(() -> third.requireFits(base.config()))
                .isInstanceOf(TrainingException.class)
                .hasMessage("layersToTransform has [2]; the base has the layers 0 to 1");
    }

    private static float[] numbers(Adapter adapter) {
        try (RowGradients gradients = new RowGradients(base, CONFIGURATION.adapter())) {
            return gradients.vector(adapter);
        }
    }

    private static List<TrainingRow> rows() {
        Random random = new Random(6);
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int[] ids = random.ints(6 + random.nextInt(10), 97, 123).toArray();
            rows.add(new TrainingRow(ids, 3, i % 2, "leaf" + i));
        }
        return rows;
    }
}
