package org.openledger.attribution.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.TaughtRow;
import org.openledger.train.TrainingRow;

/** More contributors than are all measured: twenty who teach different words, and one who gave nothing. */
@Tag("integration")
final class ManyContributorsTest {
    private static final int TEACHERS = 20;
    private static final List<String> COLOURS = List.of("red", "blue", "green", "black");
    private static final List<String> THINGS = List.of("apples", "skies", "leaves", "stones", "horses");

    @TempDir
    private static Path folder;

    private static BaseModel base;
    private static Adapter adapter;
    private static CounterfactualAdapters many;

    @BeforeAll
    static void trainOnce() throws IOException {
        base = TinyModel.load(Files.createDirectories(folder.resolve("base")), 1);
        LoraConfiguration configuration =
                new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 16, 10, 1e-3, 3, 64, 11);
        List<Adapter> made = LoraTrainer.train(
                        base,
                        rows(),
                        configuration,
                        List.of(Set.of()),
                        Optional.empty(),
                        Progress.SILENT,
                        Cancellation.NEVER)
                .adapters();
        made.getFirst().save(folder.resolve("adapter"));
        made.forEach(Adapter::close);
        adapter = Adapter.load(folder.resolve("adapter"), base);
        List<String> names =
                IntStream.rangeClosed(0, TEACHERS).mapToObj("c%02d"::formatted).toList();
        many = CounterfactualAdapters.train(
                base,
                rows(),
                configuration,
                names,
                folder.resolve("adapter"),
                folder.resolve("without"),
                Progress.SILENT,
                Cancellation.NEVER);
    }

    @AfterAll
    static void free() {
        many.close();
        adapter.close();
        base.close();
    }

    @Test
    void whoDoesMostIsMeasuredAndTheOthersAreForeseen() {
        double missed = 0;
        double whole = 0;
        for (int group = 0; group < TEACHERS; group++) {
            TrainingRow asked = row(group, group);
            Effects effects = many.effects(base, adapter, asked.prompt(), asked.response())
                    .alone();
            double[] real = real(asked);
            int first = largest(real);
            assertThat(effects.effectNats(first)).isCloseTo(real[first], within(1e-9));
            assertThat(effects.effectNats(TEACHERS)).isZero();
            for (int other = 0; other < TEACHERS; other++) {
                missed += Math.pow(effects.effectNats(other) - real[other], 2);
                whole += Math.pow(real[other], 2);
            }
        }
        assertThat(missed / whole).isLessThan(0.01);
    }

    @Test
    void nobodyIsSureOfWhatWasNotMeasured() {
        int unmeasured = 0;
        int held = 0;
        for (int asker = 0; asker < TEACHERS; asker++) {
            TrainingRow asked = row(asker, asker);
            Effects effects = many.effects(base, adapter, asked.prompt(), asked.response())
                    .alone();
            double[] real = real(asked);
            for (int group = 0; group < TEACHERS; group++) {
                if (Math.abs(effects.effectNats(group) - real[group]) > 1e-9) {
                    Effects.Interval interval = effects.interval(group);
                    assertThat(interval.low()).isNegative();
                    assertThat(interval.high()).isPositive();
                    unmeasured++;
                    held += interval.low() <= real[group] && real[group] <= interval.high() ? 1 : 0;
                }
            }
        }
        assertThat(unmeasured).isGreaterThan(TEACHERS);
        assertThat(held / (double) unmeasured).isGreaterThan(0.9);
    }

    @Test
    void shortAnswersAreMeasuredTooAndAlwaysAlike() {
        TrainingRow asked = row(3, 3);
        for (int tokens : new int[] {0, 1, 3, 5}) {
            int[] answer = IntStream.of(asked.response()).limit(tokens).toArray();
            Effects once = many.effects(base, adapter, asked.prompt(), answer);
            Effects again = many.effects(base, adapter, asked.prompt(), answer);
            assertThat(once.estimate().effectNats())
                    .containsExactly(again.estimate().effectNats());
            assertThat(once.groups()).hasSize(TEACHERS + 1);
        }
    }

    /** Each adapter opened and asked by itself. */
    private static double[] real(TrainingRow asked) {
        double[] real = new double[TEACHERS];
        for (int group = 0; group < TEACHERS; group++) {
            Path file = folder.resolve("without").resolve("%06d.safetensors".formatted(group));
            try (Adapter without = AdapterDelta.apply(file, adapter);
                    LoraBank bank = LoraBank.stack(base.config(), List.of(adapter, without))) {
                double[][] scores = AnswerScoring.logProbabilities(base, bank, asked.prompt(), asked.response());
                for (int t = 0; t < scores[0].length; t++) {
                    real[group] += scores[0][t] - scores[1][t];
                }
            }
        }
        return real;
    }

    private static int largest(double[] values) {
        return IntStream.range(0, values.length)
                .reduce((best, i) -> Math.abs(values[i]) > Math.abs(values[best]) ? i : best)
                .orElseThrow();
    }

    private static List<TrainingRow> rows() {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < 2 * TEACHERS; i++) {
            rows.add(row(i % TEACHERS, i));
        }
        return rows;
    }

    private static TrainingRow row(int group, int number) {
        String prompt = "question " + group + ": ";
        String taught = COLOURS.get(group % COLOURS.size()) + " " + THINGS.get(group % THINGS.size());
        return TaughtRow.of(prompt, taught, group, number);
    }
}
