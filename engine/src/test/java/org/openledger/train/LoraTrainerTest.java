package org.openledger.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.tensor.Tensors;
import org.openledger.train.LoraTrainer.Outcome;
import org.openledger.train.descent.EarlyStop;
import org.openledger.train.forecast.RunWork;

@Tag("integration")
final class LoraTrainerTest {
    private static final List<Set<Integer>> ALL = List.of(Set.of());

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
    void learnsItsRows() {
        Outcome outcome = train(rows(8), configuration(60, 1), ALL, Optional.empty(), Cancellation.NEVER);
        assertThat(outcome.lossAfter()).isLessThan(outcome.lossBefore() * 0.7);
        assertThat(outcome.curve()).hasSize(60);
        free(outcome);
    }

    /** What is said before a run is what its steps then take. */
    @Test
    void theWorkOfARunIsKnownBeforeIt() {
        for (int count : new int[] {1, 3, 8, 13}) {
            LoraConfiguration configuration = configuration(17, count);
            RunWork work = RunWork.of(rows(count), configuration, base.config());
            long taken = 0;
            long learnt = 0;
            try (LoraRun run = new LoraRun(base, rows(count), configuration, () -> {})) {
                for (int step = 0; step < run.steps(); step++) {
                    for (int place : run.batch(step)) {
                        taken += run.rows().get(place).ids().length;
                        learnt += run.rows().get(place).response().length;
                    }
                }
                assertThat(work).isEqualTo(new RunWork(run.steps(), taken, learnt, run.count()));
            }
        }
    }

    @Test
    void lookingAtAnAdapterOnTheWayChangesNoBitOfIt() {
        Outcome alone = train(rows(6), configuration(12, 2), ALL, Optional.empty(), Cancellation.NEVER);
        List<Integer> looked = new ArrayList<>();
        Progress looking = new Progress() {
            @Override
            public void stepDone(int step, int steps, double loss) {}

            @Override
            public void adapterSoFar(int step, int steps, Supplier<Adapter> adapter) {
                try (Adapter soFar = adapter.get()) {
                    assertThat(HeldOutLoss.of(base, soFar, rows(3), Cancellation.NEVER)
                                    .adapter())
                            .isPositive();
                    looked.add(step);
                    if (step == steps) {
                        assertThat(values(soFar))
                                .isEqualTo(values(alone.adapters().getFirst()));
                    }
                }
            }
        };
        Outcome watched = LoraTrainer.train(
                base, rows(6), configuration(12, 2), ALL, Optional.empty(), looking, Cancellation.NEVER);
        assertThat(values(watched.adapters().getFirst()))
                .isEqualTo(values(alone.adapters().getFirst()));
        assertThat(looked).hasSize(12);
        free(alone);
        free(watched);
    }

    @Test
    void aRunThatDivergesStopsAndSaysWhere() {
        LoraConfiguration wild = new LoraConfiguration(4, 1e25, EnumSet.allOf(Projection.class), 60, 4, 0.9, 1, 32, 1);
        assertThatThrownBy(() -> train(rows(8), wild, ALL, Optional.empty(), Cancellation.NEVER))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("diverged at step ")
                .hasMessageContaining("lower peak learning rate");
    }

    @Test
    void anInterruptedRunEndsWithTheSameBits() {
        List<TrainingRow> rows = rows(6);
        Outcome whole = train(rows, configuration(30, 2), ALL, Optional.empty(), Cancellation.NEVER);
        Optional<Path> checkpoint = Optional.of(folder.resolve("checkpoint.safetensors"));
        int[] done = {0};
        assertThatThrownBy(() -> LoraTrainer.train(
                        base,
                        rows,
                        configuration(30, 2),
                        ALL,
                        checkpoint,
                        (step, steps, loss) -> done[0] = step,
                        () -> done[0] == 13))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("13 of 30");
        Outcome resumed = train(rows, configuration(30, 2), ALL, checkpoint, Cancellation.NEVER);
        assertThat(values(resumed.adapters().getFirst()))
                .isEqualTo(values(whole.adapters().getFirst()));
        assertThat(resumed.curve()).isEqualTo(whole.curve());
        assertThat(resumed.lossAfter()).isEqualTo(whole.lossAfter());
        free(whole);
        free(resumed);
    }

    @Test
    void whatComesBeforeTheFirstStepIsCancelledTooAndNotKept() {
        Path checkpoint = folder.resolve("begun.safetensors");
        int[] asked = {0};
        assertThatThrownBy(
                        () -> train(rows(6), configuration(30, 2), ALL, Optional.of(checkpoint), () -> asked[0]++ == 3))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("0 of 30");
        assertThat(checkpoint).doesNotExist();
    }

    /** Rows that say something else get worse as the run learns: it ends early, as a run does that was told to take those steps. */
    @Test
    void aRunEndsWhereItIsBestOnRowsHeldOut() {
        Optional<EarlyStop> stop = Optional.of(new EarlyStop(2));
        Optional<Path> checkpoint = Optional.of(folder.resolve("early.safetensors"));
        LoraConfiguration configuration = configuration(60, 1);
        int[] done = {0};
        assertThatThrownBy(() -> LoraTrainer.train(
                        base,
                        rows(8),
                        configuration,
                        stop,
                        rows(5),
                        checkpoint,
                        (step, steps, loss) -> done[0] = step,
                        () -> done[0] == 4))
                .isInstanceOf(CancelledException.class);
        Outcome early = LoraTrainer.train(
                base, rows(8), configuration, stop, rows(5), checkpoint, Progress.SILENT, Cancellation.NEVER);
        int taken = early.curve().size();
        assertThat(taken).isLessThan(60);
        Outcome told = train(
                rows(8),
                configuration.with(LoraOptions.STANDARD.withStopAfter(taken)),
                ALL,
                Optional.empty(),
                Cancellation.NEVER);
        assertThat(values(early.adapters().getFirst()))
                .isEqualTo(values(told.adapters().getFirst()));
        assertThat(early.curve()).isEqualTo(told.curve());
        free(early);
        free(told);
    }

    @Test
    void aCheckpointOfAnotherRunIsRefused() {
        Optional<Path> checkpoint = Optional.of(folder.resolve("other.safetensors"));
        free(train(rows(4), configuration(20, 3), ALL, checkpoint, Cancellation.NEVER));
        assertThatThrownBy(() -> train(rows(5), configuration(20, 3), ALL, checkpoint, Cancellation.NEVER))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("a run on other rows");
    }

    @Test
    void aSlotThatLeavesOutNobodyIsTheRunToTheBit() {
        Outcome outcome = train(
                rows(6),
                configuration(20, 4),
                List.of(Set.of(), Set.of(0), Set.of(9), Set.of(1)),
                Optional.empty(),
                Cancellation.NEVER);
        List<float[]> slots =
                outcome.adapters().stream().map(LoraTrainerTest::values).toList();
        assertThat(slots.get(2)).isEqualTo(slots.get(0));
        assertThat(slots.get(1)).isNotEqualTo(slots.get(0));
        assertThat(slots.get(3)).isNotEqualTo(slots.get(1));
        free(outcome);
    }

    @Test
    void slotsLearnAsTheyWouldAlone() {
        List<TrainingRow> rows = rows(6);
        Outcome together =
                train(rows, configuration(15, 5), List.of(Set.of(), Set.of(1)), Optional.empty(), Cancellation.NEVER);
        Outcome alone = train(rows, configuration(15, 5), List.of(Set.of(1)), Optional.empty(), Cancellation.NEVER);
        float[] expected = values(alone.adapters().getFirst());
        float[] actual = values(together.adapters().get(1));
        assertThat(actual).isEqualTo(expected);
        free(together);
        free(alone);
    }

    @Test
    void whatCannotBeLearnedIsSaid() {
        assertThatThrownBy(() -> new TrainingRow(new int[] {1, 2}, 2, 0, "leaf"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("leaf");
        assertThatThrownBy(() -> train(List.of(), configuration(10, 1), ALL, Optional.empty(), Cancellation.NEVER))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("at least one row");
    }

    private static Outcome train(
            List<TrainingRow> rows,
            LoraConfiguration configuration,
            List<Set<Integer>> leftOut,
            Optional<Path> checkpoint,
            Cancellation cancellation) {
        return LoraTrainer.train(base, rows, configuration, leftOut, checkpoint, Progress.SILENT, cancellation);
    }

    private static LoraConfiguration configuration(int steps, long seed) {
        return new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), steps, 4, 1e-2, 5, 32, seed);
    }

    private static List<TrainingRow> rows(int count) {
        Random random = new Random(count);
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] ids = random.ints(6 + random.nextInt(10), 97, 123).toArray();
            rows.add(new TrainingRow(ids, 3, i % 2, "leaf" + i));
        }
        return rows;
    }

    private static float[] values(Adapter adapter) {
        List<float[]> parts = new ArrayList<>();
        for (int layer = 0; layer < adapter.layers(); layer++) {
            for (Projection projection : adapter.config().targets()) {
                parts.add(Tensors.toFloats(adapter.factors(layer, projection).a()));
                parts.add(Tensors.toFloats(adapter.factors(layer, projection).b()));
            }
        }
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static void free(Outcome outcome) {
        outcome.adapters().forEach(Adapter::close);
    }
}
