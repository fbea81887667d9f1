package org.openledger.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.train.descent.Objective;

/** Runs that learn which of two responses is better. */
@Tag("integration")
final class PreferenceTest {
    private static final Objective DPO = new Objective.Preference(0.5);
    private static final LoraConfiguration CONFIGURATION = new LoraConfiguration(
                    4, 8, EnumSet.allOf(Projection.class), 30, 4, 1e-2, 3, 32, 1)
            .with(LoraOptions.STANDARD.withObjective(DPO).withAnchorWeight(0));

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

    /** The base prefers nothing to itself: a pair costs ln 2 before the first step, and less than that once it is learnt. */
    @Test
    void whatIsChosenBecomesLikelier() {
        LoraTrainer.Outcome outcome = train(pairs(), CONFIGURATION, List.of(Set.of()));
        try (Adapter adapter = outcome.adapters().getFirst()) {
            HeldOutLoss learnt = HeldOutLoss.of(base, adapter, pairs(), DPO, Cancellation.NEVER);
            assertThat(outcome.lossBefore()).isCloseTo(Math.log(2), within(1e-5));
            assertThat(learnt.base()).isCloseTo(Math.log(2), within(1e-5));
            assertThat(outcome.lossAfter()).isLessThan(0.2).isCloseTo(learnt.adapter(), within(1e-4));
        }
    }

    @Test
    void aSlotWithoutAGroupNeverSawItsPairs() {
        List<TrainingRow> pairs = pairs();
        List<Adapter> without =
                train(pairs, CONFIGURATION, List.of(Set.of(), Set.of(1))).adapters();
        List<TrainingRow> ofGroup =
                pairs.stream().filter(row -> row.group() == 1).toList();
        HeldOutLoss whole = HeldOutLoss.of(base, without.get(0), ofGroup, DPO, Cancellation.NEVER);
        HeldOutLoss left = HeldOutLoss.of(base, without.get(1), ofGroup, DPO, Cancellation.NEVER);
        assertThat(left.adapter()).isGreaterThan(whole.adapter() + 0.1);
        List<TrainingRow> others = new ArrayList<>(pairs);
        others.replaceAll(row -> row.group() == 1 ? other(row) : row);
        List<Adapter> swapped = train(others, CONFIGURATION, List.of(Set.of(1))).adapters();
        try (RowGradients gradients = new RowGradients(base, CONFIGURATION.adapter())) {
            assertThat(gradients.vector(swapped.getFirst())).isEqualTo(gradients.vector(without.get(1)));
        }
        without.forEach(Adapter::close);
        swapped.forEach(Adapter::close);
    }

    @Test
    void aRowWithoutARejectedResponseIsNamed() {
        TrainingRow alone = new TrainingRow(new int[] {97, 98, 99, 100}, 2, 0, "lonely");
        assertThatThrownBy(() -> train(List.of(alone), CONFIGURATION, List.of(Set.of())))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("row lonely has no rejected response");
    }

    /** What was rejected is chosen. */
    private static TrainingRow other(TrainingRow row) {
        int[] worse = row.ids();
        return new TrainingRow(row.rejected(), row.promptLength(), row.group(), row.leaf(), worse);
    }

    private static LoraTrainer.Outcome train(
            List<TrainingRow> rows, LoraConfiguration configuration, List<Set<Integer>> leftOut) {
        return LoraTrainer.train(
                base, rows, configuration, leftOut, Optional.empty(), Progress.SILENT, Cancellation.NEVER);
    }

    private static List<TrainingRow> pairs() {
        Random random = new Random(8);
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int[] prompt = random.ints(4, 97, 123).toArray();
            rows.add(new TrainingRow(after(prompt, random), 4, i % 2, "leaf" + i, after(prompt, random)));
        }
        return rows;
    }

    private static int[] after(int[] prompt, Random random) {
        int[] ids = random.ints(8 + random.nextInt(6), 97, 123).toArray();
        System.arraycopy(prompt, 0, ids, 0, prompt.length);
        return ids;
    }
}
