package org.openledger.attribution.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.TaughtRow;
import org.openledger.train.TrainingRow;

/** Three contributors who teach what the held-out rows need, one who teaches nonsense, and one who gave nothing. */
@Tag("integration")
final class RowValuesTest {
    private static final List<String> GROUPS = List.of("ada", "bob", "cy", "noise", "nobody");
    private static final List<String> TAUGHT = List.of("red apples", "blue skies", "green leaves", "zq#~!xx~#");
    private static final int ROWS_EACH = 3;
    private static final LoraConfiguration CONFIGURATION =
            new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 30, 6, 4e-3, 5, 64, 11);

    @TempDir
    private static Path folder;

    private static BaseModel base;
    private static Adapter adapter;
    private static CounterfactualAdapters counterfactuals;

    @BeforeAll
    static void trainOnce() throws IOException {
        base = TinyModel.load(Files.createDirectories(folder.resolve("base")), 1);
        adapter = without(Set.of());
        adapter.save(folder.resolve("adapter"));
        counterfactuals = CounterfactualAdapters.train(
                base,
                rows(),
                CONFIGURATION,
                GROUPS,
                folder.resolve("adapter"),
                folder.resolve("counterfactuals"),
                Progress.SILENT,
                Cancellation.NEVER);
    }

    @AfterAll
    static void free() {
        counterfactuals.close();
        adapter.close();
        base.close();
    }

    @Test
    void aContributorsValueIsWhatLeavingThemOutReallyDoes() {
        RowValues.Values values = values(heldOut());
        try (LoraBank alone = LoraBank.stack(base.config(), Collections.singletonList(null))) {
            assertThat(values.lossBefore()).isCloseTo(loss(alone), within(1e-5));
        }
        double lossAfter = loss(adapter);
        assertThat(values.lossAfter()).isCloseTo(lossAfter, within(1e-5)).isLessThan(values.lossBefore());
        assertThat(values.groups()).extracting(RowValues.OfGroup::name).isEqualTo(GROUPS);
        for (int group = 0; group < GROUPS.size() - 1; group++) {
            try (Adapter left = without(Set.of(group))) {
                RowValues.OfGroup value = values.groups().get(group);
                assertThat(value.nats()).isCloseTo(loss(left) - lossAfter, within(1e-3)); // kept in bfloat16
                assertThat(value.nats()).isBetween(value.lowNats(), value.highNats());
            }
        }
    }

    @Test
    void nonsenseIsWorthLeastAndWhoGaveNothingExactlyNothing() {
        RowValues.Values values = values(heldOut());
        double[] ofGroups =
                values.groups().stream().mapToDouble(RowValues.OfGroup::nats).toArray();
        assertThat(ofGroups[3]).as("of %s", Arrays.toString(ofGroups)).isNegative();
        assertThat(Arrays.stream(ofGroups, 0, 3).min().orElseThrow()).isGreaterThan(ofGroups[3]);
        assertThat(ofGroups[4]).isZero();
        double[] sums = new double[4];
        for (int row = 0; row < values.ofRows().length; row++) {
            sums[rows().get(row).group()] += values.ofRows()[row];
        }
        assertThat(Arrays.stream(sums, 0, 3).min().orElseThrow())
                .as("of %s", Arrays.toString(sums))
                .isGreaterThan(sums[3]);
    }

    @Test
    void anotherRunsAdapterOrNothingHeldOutIsRefused() {
        assertThatThrownBy(() -> values(List.of()))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("hold out at least one");
        List<TrainingRow> fewer = rows().subList(0, 9);
        assertThatThrownBy(() -> RowValues.of(
                        base,
                        fewer,
                        heldOut(),
                        CONFIGURATION,
                        adapter,
                        counterfactuals,
                        Progress.SILENT,
                        Cancellation.NEVER))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("does not end in the adapter");
    }

    @Test
    void measuringStopsWhenAsked() {
        assertThatThrownBy(() -> RowValues.of(
                        base, rows(), heldOut(), CONFIGURATION, adapter, counterfactuals, Progress.SILENT, () -> true))
                .isInstanceOf(CancelledException.class);
    }

    private static RowValues.Values values(List<TrainingRow> heldOut) {
        return RowValues.of(
                base, rows(), heldOut, CONFIGURATION, adapter, counterfactuals, Progress.SILENT, Cancellation.NEVER);
    }

    private static Adapter without(Set<Integer> groups) {
        return LoraTrainer.train(
                        base,
                        rows(),
                        CONFIGURATION,
                        List.of(groups),
                        Optional.empty(),
                        Progress.SILENT,
                        Cancellation.NEVER)
                .adapters()
                .getFirst();
    }

    private static double loss(Adapter under) {
        try (LoraBank bank = LoraBank.stack(base.config(), List.of(under))) {
            return loss(bank);
        }
    }

    private static double loss(LoraBank bank) {
        double sum = 0;
        int tokens = 0;
        for (TrainingRow row : heldOut()) {
            sum -= Arrays.stream(AnswerScoring.logProbabilities(base, bank, row.prompt(), row.response())[0])
                    .sum();
            tokens += row.response().length;
        }
        return sum / tokens;
    }

    private static List<TrainingRow> rows() {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS_EACH * TAUGHT.size(); i++) {
            rows.add(row(i, i % TAUGHT.size()));
        }
        return rows;
    }

    private static List<TrainingRow> heldOut() {
        return IntStream.range(0, 6).mapToObj(i -> row(100 + i, i % 3)).toList();
    }

    private static TrainingRow row(int number, int group) {
        String prompt = "question " + number + ": ";
        return TaughtRow.of(prompt, TAUGHT.get(group), group, number);
    }
}
