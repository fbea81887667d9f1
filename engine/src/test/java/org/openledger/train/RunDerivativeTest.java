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
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Decoder;
import org.openledger.model.DecoderWeights;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.tensor.Scope;
import org.openledger.tensor.Tensors;
import org.openledger.train.RunTangents.Curvature;
import org.openledger.train.descent.Anchoring;
import org.openledger.train.descent.Derivative;
import org.openledger.train.descent.LeftOut;
import org.openledger.train.descent.Objective;
import org.openledger.train.descent.Schedule;

/** The derivative of a run by the weights of its rows, in float64: forward, backward, by central differences, and by real removals. */
@Tag("integration")
@Order(1)
final class RunDerivativeTest {
    private static final List<String> TAUGHT = List.of("red apples", "blue skies", "green leaves");
    private static final int GROUPS = 4; // the last one has no rows
    private static final LoraConfiguration CONFIGURATION =
            new LoraConfiguration(2, 4, EnumSet.allOf(Projection.class), 11, 4, 4e-3, 3, 64, 7);

    @TempDir
    Path folder;

    private BaseModel base;
    private LoraRun run;

    @BeforeEach
    void open() throws IOException {
        base = TinyModel.load(folder, 1);
        run = new LoraRun(base, widened(base.decoder()), rows(), CONFIGURATION, Derivative.WRITTEN_OUT, () -> {});
    }

    private void learn(List<TrainingRow> rows, LoraOptions options) {
        run.close();
        run = new LoraRun(
                base, widened(base.decoder()), rows, CONFIGURATION.with(options), Derivative.WRITTEN_OUT, () -> {});
    }

    @AfterEach
    void close() {
        run.close();
        base.close();
    }

    /** A run as usual, one of an earlier version, and one in which every option changes what a step computes. */
    static List<LoraOptions> options() {
        return List.of(
                LoraOptions.STANDARD,
                LoraOptions.STANDARD.withAnchoring(Anchoring.READ_AGAIN),
                new LoraOptions(
                        Set.of(1),
                        true,
                        Schedule.LINEAR,
                        0.3,
                        0.05,
                        2,
                        0.7,
                        Anchoring.AS_SAID,
                        9,
                        new Objective.Likelihood()));
    }

    @ParameterizedTest
    @MethodSource("options")
    void walkingBackEqualsWalkingForward(LoraOptions options) {
        learn(rows(), options);
        float[] wanted = someVector(run.count());
        float[][] tangents = RunTangents.of(run, GROUPS, new Curvature.Exact(), Progress.SILENT, Cancellation.NEVER);
        try (RunAdjoint adjoint = new RunAdjoint(run, Progress.SILENT, Cancellation.NEVER)) {
            double[] ofRows = adjoint.pullBack(List.of(wanted), Progress.SILENT, Cancellation.NEVER)[0];
            double[] ofGroups = new double[GROUPS];
            for (int row = 0; row < ofRows.length; row++) {
                ofGroups[run.rows().get(row).group()] += ofRows[row];
            }
            for (int group = 0; group < GROUPS; group++) {
                double forward = dot(wanted, tangents[group]);
                assertThat(ofGroups[group]).isCloseTo(forward, within(1e-5 * Math.abs(forward)));
            }
            assertThat(tangents[GROUPS - 1]).containsOnly(0);
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void theForwardDerivativeIsTheSlopeOfRunsWithOtherWeights(LoraOptions options) {
        learn(rows(), options);
        float[][] tangents = RunTangents.of(run, GROUPS, new Curvature.Exact(), Progress.SILENT, Cancellation.NEVER);
        double step = 1e-6;
        for (int group = 0; group < TAUGHT.size(); group++) {
            double[] above = ending(run, group, 1 + step);
            double[] below = ending(run, group, 1 - step);
            double largest = 0;
            for (float number : tangents[group]) {
                largest = Math.max(largest, Math.abs(number));
            }
            for (int i = 0; i < above.length; i++) {
                assertThat((double) tangents[group][i])
                        .isCloseTo((above[i] - below[i]) / (2 * step), within(1e-6 + 1e-5 * largest));
            }
        }
    }

    @Test
    void walkingBackOverPreferencesIsTheSlopeOfRunsWithOtherWeights() {
        List<TrainingRow> pairs = rows();
        pairs.replaceAll(row -> new TrainingRow(row.ids(), row.promptLength(), row.group(), row.leaf(), rejected(row)));
        learn(pairs, options().getLast().withObjective(new Objective.Preference(0.5)));
        float[] wanted = someVector(run.count());
        try (RunAdjoint adjoint = new RunAdjoint(run, Progress.SILENT, Cancellation.NEVER)) {
            double[] ofRows = adjoint.pullBack(List.of(wanted), Progress.SILENT, Cancellation.NEVER)[0];
            double[] ofGroups = new double[GROUPS];
            for (int row = 0; row < ofRows.length; row++) {
                ofGroups[pairs.get(row).group()] += ofRows[row];
            }
            double step = 1e-6;
            for (int group = 0; group < TAUGHT.size(); group++) {
                double slope = (dot(wanted, ending(run, group, 1 + step)) - dot(wanted, ending(run, group, 1 - step)))
                        / (2 * step);
                assertThat(ofGroups[group]).isCloseTo(slope, within(1e-5 + 1e-4 * Math.abs(slope)));
            }
        }
        assertThatThrownBy(
                        () -> RunTangents.of(run, GROUPS, new Curvature.Exact(), Progress.SILENT, Cancellation.NEVER))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("DPO");
    }

    /** The row's response backwards. */
    private static int[] rejected(TrainingRow row) {
        int[] ids = row.ids().clone();
        for (int i = row.promptLength(); i < ids.length; i++) {
            ids[i] = row.ids()[ids.length - 1 - (i - row.promptLength())];
        }
        return ids;
    }

    @Test
    void theReplayedRunEndsInTheSameBits() {
        try (LoraRun single = new LoraRun(base, rows(), CONFIGURATION, () -> {});
                RunAdjoint adjoint = new RunAdjoint(single, Progress.SILENT, Cancellation.NEVER);
                Adapter replayed = adjoint.adapter();
                RowGradients gradients = new RowGradients(base, CONFIGURATION.adapter())) {
            List<Adapter> trained = LoraTrainer.train(
                            base,
                            rows(),
                            CONFIGURATION,
                            List.of(Set.of()),
                            Optional.empty(),
                            Progress.SILENT,
                            Cancellation.NEVER)
                    .adapters();
            assertThat(gradients.vector(replayed)).isEqualTo(gradients.vector(trained.getFirst()));
            trained.forEach(Adapter::close);
        }
    }

    @Test
    void realRemovalsMoveLossesAsForeseen() {
        LoraConfiguration longer = new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 18, 6, 1e-3, 5, 64, 7);
        List<TrainingRow> rows = rows();
        rows.replaceAll(row -> new TrainingRow(row.ids(), row.promptLength(), rows.indexOf(row), row.leaf()));
        try (LoraRun smooth =
                new LoraRun(base, widened(base.decoder()), rows, longer, Derivative.WRITTEN_OUT, () -> {})) {
            double[] whole = losses(smooth, ending(smooth, 0, 1));
            float[][] gradients = lossGradients(smooth, ending(smooth, 0, 1));
            double[][] real = new double[rows.size()][];
            for (int group = 0; group < real.length; group++) {
                real[group] = losses(smooth, ending(smooth, group, 0));
                for (int row = 0; row < whole.length; row++) {
                    real[group][row] -= whole[row];
                }
            }
            Curvature exact = new Curvature.Exact();
            Curvature sampled = new Curvature.GaussNewton(8);
            assertThat(slope(smooth, exact, gradients, real)).isBetween(0.9, 1.3);
            assertThat(slope(smooth, sampled, gradients, real)).isBetween(0.6, 1.6);
        }
    }

    /** Of real on foreseen rises of each row's loss without each group, through the origin. */
    private static double slope(LoraRun run, Curvature curvature, float[][] gradients, double[][] real) {
        float[][] tangents = RunTangents.of(run, real.length, curvature, Progress.SILENT, Cancellation.NEVER);
        double products = 0;
        double squares = 0;
        for (int group = 0; group < real.length; group++) {
            for (int row = 0; row < gradients.length; row++) {
                double foreseen = -dot(gradients[row], tangents[group]);
                products += foreseen * real[group][row];
                squares += foreseen * foreseen;
            }
        }
        return products / squares;
    }

    private static double[] losses(LoraRun run, double[] theta) {
        try (Scope _ = Scope.open()) {
            return run.rows().stream()
                    .mapToDouble(row -> run.lossOf(Tensor.create(theta, new long[] {theta.length}), row))
                    .toArray();
        }
    }

    private static float[][] lossGradients(LoraRun run, double[] theta) {
        try (Scope _ = Scope.open();
                RowGradients gradients = run.rowGradients()) {
            Tensor all = gradients.of(Tensor.create(theta, new long[] {theta.length}), run.rows());
            float[][] each = new float[run.rows().size()][];
            for (int row = 0; row < each.length; row++) {
                each[row] = Tensors.toFloats(all.select(0, row));
            }
            return each;
        }
    }

    /** θ at the end of a run in which one group's rows have another weight. */
    private static double[] ending(LoraRun run, int group, double weight) {
        try (LoraSlot slot = run.first(LeftOut.NOBODY)) {
            for (int step = 0; step < run.steps(); step++) {
                try (Scope _ = Scope.open()) {
                    Tensor gradient = run.learn(List.of(slot), step).getFirst().sum();
                    List<TrainingRow> batch = new ArrayList<>();
                    for (int row : run.batch(step)) {
                        batch.add(run.rows().get(row));
                    }
                    List<TrainingRow> ofGroup =
                            batch.stream().filter(row -> row.group() == group).toList();
                    if (!ofGroup.isEmpty()) {
                        Tensor own = run.lossGradient(slot.theta(), ofGroup).sum();
                        double part = run.units(ofGroup) / run.units(batch);
                        gradient.add_(own.mul(Tensors.scalar((weight - 1) * part)));
                    }
                    run.update(slot, gradient, step);
                }
            }
            return Tensors.toDoubles(slot.theta());
        }
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static double dot(float[] first, float[] second) {
        return dot(first, widened(second));
    }

    private static double dot(float[] first, double[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    private static float[] someVector(int length) {
        Random random = new Random(3);
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /** The same decoder in float64. */
    static Decoder widened(Decoder decoder) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        decoder.weights().tensors().forEach((name, tensor) -> tensors.put(name, tensor.to(torch.ScalarType.Double)));
        return new Decoder(decoder.config(), new DecoderWeights(decoder.config(), tensors));
    }

    private static List<TrainingRow> rows() {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < 3 * TAUGHT.size(); i++) {
            int group = i % TAUGHT.size();
            String prompt = "question " + i + ": ";
            rows.add(TaughtRow.of(prompt, TAUGHT.get(group), group, i));
        }
        return rows;
    }
}
