package org.openledger.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.descent.Derivative;
import org.openledger.train.descent.LeftOut;

/** The value of a run's rows against its definition, in float64. */
@Tag("integration")
final class RunValuesTest {
    private static final List<String> TAUGHT = List.of("red apples", "blue skies", "green leaves");
    private static final int EVERY_STEP = 1;

    @TempDir
    Path folder;

    private BaseModel base;

    @BeforeEach
    void open() throws IOException {
        base = TinyModel.load(folder, 1);
    }

    @AfterEach
    void close() {
        base.close();
    }

    @Test
    void theValuesSumToWhatTheStepsTookFromTheHeldOutLoss() {
        try (LoraRun run = run(rows(), configuration(23, 4))) {
            RunValues.Values values = values(run, EVERY_STEP);
            double descended = descended(run);
            assertThat(values.sum()).isCloseTo(descended, within(1e-9 * Math.abs(descended)));
            double fell = values.lossBefore() - values.lossAfter();
            assertThat(fell).isGreaterThan(0.1);
            assertThat(values.sum()).isCloseTo(fell, within(0.01 * fell));
        }
    }

    @Test
    void aRowsValueIsWhatItsPartOfEachMomentTookFromTheHeldOutLoss() {
        try (LoraRun run = run(rows(), configuration(23, 4))) {
            double[] ofRows = values(run, EVERY_STEP).ofRows();
            double[] byDefinition = byDefinition(run);
            double largest = Arrays.stream(byDefinition).map(Math::abs).max().orElseThrow();
            for (int row = 0; row < ofRows.length; row++) {
                assertThat(ofRows[row]).isCloseTo(byDefinition[row], within(1e-9 * largest));
            }
        }
    }

    @Test
    void fewerGradientsOfTheHeldOutLossGiveNearlyTheSameValues() {
        try (LoraRun run = run(rows(), configuration(23, 4))) {
            double[] each = values(run, EVERY_STEP).ofRows();
            double[] fewer = values(run, 3).ofRows();
            double largest = Arrays.stream(each).map(Math::abs).max().orElseThrow();
            for (int row = 0; row < each.length; row++) {
                assertThat(fewer[row]).isCloseTo(each[row], within(0.05 * largest));
            }
            assertThat(fewer).isNotEqualTo(each);
        }
    }

    @Test
    void twinsHaveTheSameValueAndARowThatIsNeverTakenHasNone() {
        List<TrainingRow> rows = rows();
        TrainingRow first = rows.getFirst();
        rows.add(new TrainingRow(first.ids(), first.promptLength(), 0, "%064x".formatted(rows.size())));
        try (LoraRun run = run(rows, configuration(5, rows.size()))) {
            double[] ofRows = values(run, EVERY_STEP).ofRows();
            assertThat(ofRows[0]).isNotZero();
            assertThat(ofRows[rows.size() - 1]).isCloseTo(ofRows[0], within(1e-12));
        }
        try (LoraRun run = run(rows, configuration(2, 2))) {
            double[] ofRows = values(run, EVERY_STEP).ofRows();
            Set<Integer> taken = Set.copyOf(IntStream.range(0, 2)
                    .flatMap(step -> Arrays.stream(run.batch(step)))
                    .boxed()
                    .toList());
            assertThat(taken).hasSize(4);
            for (int row = 0; row < ofRows.length; row++) {
                assertThat(ofRows[row] != 0).isEqualTo(taken.contains(row));
            }
        }
    }

    @Test
    void nonsenseHasTheLeastValue() {
        List<TrainingRow> rows = rows();
        for (int i = 0; i < 3; i++) {
            rows.add(row(rows.size(), TAUGHT.size(), "zq#" + i + "~~xx"));
        }
        try (LoraRun run = run(rows, configuration(40, 6))) {
            double[] ofRows = values(run, EVERY_STEP).ofRows();
            double[] ofGroups = new double[TAUGHT.size() + 1];
            for (int row = 0; row < ofRows.length; row++) {
                ofGroups[rows.get(row).group()] += ofRows[row];
            }
            for (int group = 0; group < TAUGHT.size(); group++) {
                assertThat(ofGroups[group]).isGreaterThan(Math.max(0, ofGroups[TAUGHT.size()]));
            }
        }
    }

    @Test
    void nothingHeldOutIsRefused() {
        try (LoraRun run = run(rows(), configuration(2, 2));
                RunValues values = new RunValues(run, Progress.SILENT, Cancellation.NEVER)) {
            assertThatThrownBy(() -> values.of(List.of(), Progress.SILENT, Cancellation.NEVER))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("hold out at least one");
        }
    }

    private static RunValues.Values values(LoraRun run, int stride) {
        try (RunValues values = new RunValues(run, Progress.SILENT, Cancellation.NEVER)) {
            return values.of(heldOut(), stride, Progress.SILENT, Cancellation.NEVER);
        }
    }

    /** Σ ⟨∇L, θ_t − θ_{t+1}⟩ with the mean of the gradients at both ends of each step. */
    private static double descended(LoraRun run) {
        double sum = 0;
        try (Scope _ = Scope.open();
                LoraSlot slot = run.first(LeftOut.NOBODY)) {
            for (int step = 0; step < run.steps(); step++) {
                Tensor before = slot.theta().clone();
                Tensor atStart = run.lossGradient(before, heldOut()).sum();
                run.advance(List.of(slot), step);
                Tensor atEnd = run.lossGradient(slot.theta(), heldOut()).sum();
                sum += atStart.add(atEnd).dot(before.sub(slot.theta())).item_double() / 2;
            }
        }
        return sum;
    }

    /** Forward, with each row's own part of the first moment: what it moved, against the gradients of the held-out loss. */
    private static double[] byDefinition(LoraRun run) {
        double[] values = new double[run.rows().size()];
        try (Scope _ = Scope.open();
                LoraSlot slot = run.first(LeftOut.NOBODY);
                RowGradients gradients = run.rowGradients()) {
            Tensor moments = torch.zeros(
                    new long[] {values.length, run.count()},
                    new org.bytedeco.pytorch.TensorOptions(torch.ScalarType.Double));
            for (int step = 0; step < run.steps(); step++) {
                Tensor before = slot.theta().clone();
                int[] batch = run.batch(step);
                List<TrainingRow> taken =
                        Arrays.stream(batch).mapToObj(run.rows()::get).toList();
                Tensor each = gradients.of(before, taken).div(Tensors.scalar(ResponseTokens.count(taken)));
                moments.mul_(Tensors.scalar(run.adam().firstDecay()));
                for (int i = 0; i < batch.length; i++) {
                    moments.select(0, batch[i])
                            .add_(each.select(0, i)
                                    .mul(Tensors.scalar(1 - run.adam().firstDecay())));
                }
                Tensor atStart = run.lossGradient(before, heldOut()).sum();
                run.advance(List.of(slot), step);
                Tensor atEnd = run.lossGradient(slot.theta(), heldOut()).sum();
                // What one unit of the first moment moves is θ_t − θ_{t+1} over the moment itself, where there is one.
                Tensor moved = before.sub(slot.theta()).div(slot.moments().first());
                Tensor wanted = atStart.add(atEnd).mul(moved).nan_to_num().div(Tensors.scalar(2));
                double[] ofStep = Tensors.toDoubles(moments.mv(wanted));
                for (int row = 0; row < values.length; row++) {
                    values[row] += ofStep[row];
                }
            }
        }
        return values;
    }

    private LoraRun run(List<TrainingRow> rows, LoraConfiguration configuration) {
        return new LoraRun(
                base, RunDerivativeTest.widened(base.decoder()), rows, configuration, Derivative.WRITTEN_OUT, () -> {});
    }

    private static LoraConfiguration configuration(int steps, int batchRows) {
        return new LoraConfiguration(2, 4, EnumSet.allOf(Projection.class), steps, batchRows, 4e-3, 2, 64, 7);
    }

    private static List<TrainingRow> rows() {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < 3 * TAUGHT.size(); i++) {
            rows.add(row(i, i % TAUGHT.size(), TAUGHT.get(i % TAUGHT.size())));
        }
        return rows;
    }

    private static List<TrainingRow> heldOut() {
        return IntStream.range(0, 2 * TAUGHT.size())
                .mapToObj(i -> row(100 + i, i % TAUGHT.size(), TAUGHT.get(i % TAUGHT.size())))
                .toList();
    }

    private static TrainingRow row(int number, int group, String response) {
        String prompt = "question " + number + ": ";
        return TaughtRow.of(prompt, response, group, number);
    }
}
