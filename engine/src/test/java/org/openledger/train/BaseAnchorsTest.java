package org.openledger.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.BaseModel;
import org.openledger.model.TinyModel;

/** The texts on which an adapter is held to its base. */
@Tag("integration")
final class BaseAnchorsTest {
    private static final long SEED = 7;
    private static final int OF_STEP = 3;
    private static final int TEXTS = 256;
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

    @Test
    void aTextIsTheSameHoweverManyAreAskedFor() {
        List<int[]> all = BaseAnchors.of(base, SEED, () -> {}).ofSteps(MORE_STEPS_THAN_TEXTS, OF_STEP);
        BaseAnchors few = BaseAnchors.of(base, SEED, () -> {});
        assertThat(all).hasSize(TEXTS);
        assertThat(all.stream().map(Arrays::hashCode).distinct().count()).isGreaterThan(1);
        assertThat(few.ofSteps(2, OF_STEP).toArray(int[][]::new)).isDeepEqualTo(batch(all, 0, 1, 2, 3, 4, 5));
        assertThat(few.batch(60, OF_STEP)).isDeepEqualTo(batch(all, 180, 181, 182));
        assertThat(few.batch(85, OF_STEP)).isDeepEqualTo(batch(all, 255, 0, 1));
    }

    @Test
    void theBaseSaysNoMoreThanTheStepsTake() {
        AtomicInteger tokens = new AtomicInteger();
        BaseAnchors anchors = BaseAnchors.of(base, SEED, tokens::incrementAndGet);
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

    private static int[][] batch(List<int[]> texts, int... numbers) {
        int[][] batch = new int[numbers.length][];
        for (int i = 0; i < numbers.length; i++) {
            batch[i] = texts.get(numbers[i]);
        }
        return batch;
    }
}
