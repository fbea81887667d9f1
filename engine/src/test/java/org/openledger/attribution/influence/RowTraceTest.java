package org.openledger.attribution.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.LoraBank;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraRun;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.TrainingRow;
import org.openledger.train.descent.Derivative;
import org.openledger.train.descent.LeftOut;

/** A real run, traced, and each of its rows really left out. */
@Tag("integration")
final class RowTraceTest {
    private static final List<String> TAUGHT = List.of("red apples", "blue skies", "green leaves");
    private static final LoraConfiguration CONFIGURATION =
            new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 24, 6, 1e-3, 6, 64, 7);

    @TempDir
    Path folder;

    private BaseModel base;
    private Adapter adapter;

    @BeforeEach
    void train() throws IOException {
        base = TinyModel.load(Files.createDirectories(folder.resolve("base")), 1);
        Adapter trained = without(Set.of());
        trained.save(folder.resolve("adapter"));
        trained.close();
        adapter = Adapter.load(folder.resolve("adapter"), base);
    }

    @AfterEach
    void free() {
        adapter.close();
        base.close();
    }

    @Test
    void theEffectOfEveryRowIsWhatLeavingItOutDoes() {
        int[] prompt = bytes("question 9: ");
        int[] answer = bytes("blue skies");
        double[] traced = trace(rows(), prompt, answer, Cancellation.NEVER);
        double whole = logLikelihood(adapter, prompt, answer);
        double products = 0;
        double squares = 0;
        for (int row = 0; row < traced.length; row++) {
            try (Adapter other = without(Set.of(row))) {
                double real = whole - logLikelihood(other, prompt, answer);
                products += traced[row] * real;
                squares += traced[row] * traced[row];
            }
        }
        assertThat(products / squares).isBetween(0.9, 1.3);
        assertThat(largest(traced) % TAUGHT.size()).isEqualTo(1);
    }

    @Test
    void aRunThatEndsElsewhereIsRefused() {
        List<TrainingRow> others = rows().subList(1, 9);
        assertThatThrownBy(() -> trace(others, bytes("a"), bytes("b"), Cancellation.NEVER))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("does not end in the adapter " + adapter.digest());
        assertThatThrownBy(() -> trace(rows(), bytes("a"), new int[0], Cancellation.NEVER))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("empty answer");
    }

    @Test
    void aRunWhoseStepsLibtorchDifferentiatedIsRepeatedAsItWas() throws IOException {
        try (LoraRun run = new LoraRun(base, rows(), CONFIGURATION, Derivative.LIBTORCH, () -> {})) {
            try (Adapter earlier = LoraTrainer.train(
                            base, run, List.of(LeftOut.NOBODY), Optional.empty(), Progress.SILENT, Cancellation.NEVER)
                    .getFirst()) {
                earlier.save(folder.resolve("earlier"));
            }
        }
        double[] now = trace(rows(), bytes("question 9: "), bytes("blue skies"), Cancellation.NEVER);
        String digest = adapter.digest();
        adapter.close();
        adapter = Adapter.load(folder.resolve("earlier"), base);
        assertThat(adapter.digest()).isNotEqualTo(digest);
        double[] before = trace(rows(), bytes("question 9: "), bytes("blue skies"), Cancellation.NEVER);
        double most = Arrays.stream(now).map(Math::abs).max().orElseThrow();
        for (int row = 0; row < now.length; row++) {
            assertThat(before[row]).isCloseTo(now[row], within(1e-3 * most));
        }
    }

    @Test
    void itStopsWhenAsked() {
        assertThatThrownBy(() -> trace(rows(), bytes("a"), bytes("b"), () -> true))
                .isInstanceOf(CancelledException.class);
    }

    private double[] trace(List<TrainingRow> rows, int[] prompt, int[] answer, Cancellation cancellation) {
        return RowTrace.effects(base, rows, CONFIGURATION, adapter, prompt, answer, Progress.SILENT, cancellation);
    }

    private Adapter without(Set<Integer> leftOut) {
        return LoraTrainer.train(
                        base,
                        rows(),
                        CONFIGURATION,
                        List.of(leftOut),
                        Optional.empty(),
                        Progress.SILENT,
                        Cancellation.NEVER)
                .adapters()
                .getFirst();
    }

    private double logLikelihood(Adapter under, int[] prompt, int[] answer) {
        try (LoraBank bank = LoraBank.stack(base.config(), List.of(under))) {
            double sum = 0;
            for (double each : AnswerScoring.logProbabilities(base, bank, prompt, answer)[0]) {
                sum += each;
            }
            return sum;
        }
    }

    private static int largest(double[] values) {
        int best = 0;
        for (int i = 0; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    /** Nine rows, each a group of its own. */
    private static List<TrainingRow> rows() {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < 3 * TAUGHT.size(); i++) {
            String prompt = "question " + i + ": ";
            int[] ids = bytes(prompt + TAUGHT.get(i % TAUGHT.size()));
            rows.add(new TrainingRow(ids, prompt.length(), i, "%064x".formatted(i)));
        }
        return rows;
    }

    private static int[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int[] ids = new int[bytes.length];
        for (int at = 0; at < ids.length; at++) {
            ids[at] = bytes[at];
        }
        return ids;
    }
}
