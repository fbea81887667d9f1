package org.openledger.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openledger.model.BaseModel;
import org.openledger.model.TinyModel;
import org.openledger.tensor.Scope;
import org.openledger.train.descent.Anchoring;

/** The texts on which an adapter is held to its base. */
@Tag("integration")
final class BaseAnchorsTest {
    private static final long SEED = 7;
    private static final int TEXTS = 256;
    private static final int OF_STEP = 3;
    private static final int MORE_STEPS_THAN_TEXTS = 1_000;

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

    private static BaseAnchors anchors(Anchoring anchoring) {
        return BaseAnchors.of(base, SEED, anchoring, () -> {});
    }

    @ParameterizedTest
    @EnumSource
    void aTextIsTheSameHoweverManyAreAskedFor(Anchoring anchoring) {
        try (BaseAnchors many = anchors(anchoring);
                BaseAnchors few = anchors(anchoring)) {
            List<int[]> all = ids(many.ofSteps(MORE_STEPS_THAN_TEXTS, OF_STEP));
            assertThat(all).hasSize(TEXTS);
            assertThat(all.stream().map(Arrays::hashCode).distinct().count()).isGreaterThan(1);
            assertThat(ids(few.ofSteps(2, OF_STEP)).toArray(int[][]::new)).isDeepEqualTo(batch(all, 0, 1, 2, 3, 4, 5));
            assertThat(ids(few.batch(20, OF_STEP)).toArray(int[][]::new)).isDeepEqualTo(batch(all, 60, 61, 62));
            int last = TEXTS / OF_STEP;
            assertThat(ids(few.batch(last, OF_STEP)).toArray(int[][]::new)).isDeepEqualTo(batch(all, TEXTS - 1, 0, 1));
        }
    }

    @Test
    void whatTheBaseThoughtIsWhatItThinksAgain() {
        try (Scope _ = Scope.open();
                BaseAnchors kept = anchors(Anchoring.AS_SAID)) {
            LowerLayers layers = LowerLayers.of(base.decoder(), 0);
            List<BaseAnchors.Text> texts = kept.batch(1, OF_STEP);
            List<BaseAnchors.Text> forgotten = texts.stream()
                    .map(text -> new BaseAnchors.Text(text.ids(), /* thought= */ null))
                    .toList();
            Tensor thought = BaseAnchors.baseLogProbabilities(layers, texts);
            Tensor read = BaseAnchors.baseLogProbabilities(layers, forgotten);
            assertThat(thought.shape()).isEqualTo(read.shape());
            assertThat(thought.sub(read).abs_().max().item_double()).isBetween(0.0, 1e-4);
        }
    }

    @Test
    void aStepTakesTextsByItsRows() {
        assertThat(BaseAnchors.ofStep(1)).isEqualTo(1);
        assertThat(BaseAnchors.ofStep(8)).isEqualTo(3);
        assertThat(BaseAnchors.ofStep(9)).isEqualTo(4);
    }

    /** The names under which checkpoints and counterfactual adapters of earlier runs stand. */
    @Test
    void theSettingsOfEarlierRunsAreTheirs() {
        LoraOptions earlier = LoraOptions.STANDARD.withAnchoring(Anchoring.READ_AGAIN);
        assertThat(earlier.settings()).isEmpty();
        assertThat(LoraOptions.STANDARD.settings()).containsOnly(Map.entry("anchoring", "AS_SAID"));
        assertThat(LoraOptions.STANDARD.withAnchorWeight(0).settings()).containsOnly(Map.entry("anchorWeight", "0.0"));
    }

    @Test
    void theBaseSaysNoMoreThanTheStepsTake() {
        AtomicInteger tokens = new AtomicInteger();
        BaseAnchors anchors = BaseAnchors.of(base, SEED, Anchoring.READ_AGAIN, tokens::incrementAndGet);
        assertThat(tokens).hasValue(0);
        anchors.ofSteps(6, OF_STEP);
        int ofOnePass = tokens.get();
        assertThat(ofOnePass).isPositive();
        anchors.batch(5, OF_STEP);
        assertThat(tokens).hasValue(ofOnePass);
        anchors.ofSteps(MORE_STEPS_THAN_TEXTS, OF_STEP);
        assertThat(tokens).hasValue(4 * ofOnePass);
    }

    @Test
    void aRunThatIsHeldToNothingHasNone() {
        assertThat(BaseAnchors.none().ofSteps(6, OF_STEP)).isEmpty();
        assertThat(BaseAnchors.none().batch(0, OF_STEP)).isEmpty();
    }

    private static List<int[]> ids(List<BaseAnchors.Text> texts) {
        return texts.stream().map(BaseAnchors.Text::ids).toList();
    }

    private static int[][] batch(List<int[]> texts, int... numbers) {
        int[][] batch = new int[numbers.length][];
        for (int i = 0; i < numbers.length; i++) {
            batch[i] = texts.get(numbers[i]);
        }
        return batch;
    }
}
