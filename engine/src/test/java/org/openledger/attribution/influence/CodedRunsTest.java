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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraOptions;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.TrainingRow;

/** More contributors than are left out one by one: seventy with a row each, and one who gave nothing. */
@Tag("integration")
final class CodedRunsTest {
    static final int TEACHERS = 70;
    static final LoraConfiguration CONFIGURATION = new LoraConfiguration(
                    4, 8, EnumSet.allOf(Projection.class), 14, 24, 1e-2, 2, 64, 11)
            .with(LoraOptions.STANDARD.withAnchorWeight(0));
    private static final List<String> NAMES =
            IntStream.rangeClosed(0, TEACHERS).mapToObj("c%02d"::formatted).toList();

    @TempDir
    private static Path folder;

    private static BaseModel base;
    private static Adapter adapter;
    private static CounterfactualAdapters coded;

    @BeforeAll
    static void trainOnce() throws IOException {
        base = TinyModel.load(Files.createDirectories(folder.resolve("base")), 1);
        List<Adapter> made = trained(List.of(Set.of()));
        made.getFirst().save(folder.resolve("adapter"));
        made.forEach(Adapter::close);
        adapter = Adapter.load(folder.resolve("adapter"), base);
        coded = explained(folder.resolve("without"), Progress.SILENT, Cancellation.NEVER);
    }

    @AfterAll
    static void free() {
        coded.close();
        adapter.close();
        base.close();
    }

    private static List<Adapter> trained(List<Set<Integer>> leftOut) {
        return LoraTrainer.train(
                        base, rows(), CONFIGURATION, leftOut, Optional.empty(), Progress.SILENT, Cancellation.NEVER)
                .adapters();
    }

    private static CounterfactualAdapters explained(Path out, Progress progress, Cancellation cancellation) {
        return CounterfactualAdapters.train(
                base, rows(), CONFIGURATION, NAMES, folder.resolve("adapter"), out, progress, cancellation);
    }

    static List<TrainingRow> rows() {
        return IntStream.range(0, TEACHERS).mapToObj(CodedRunsTest::row).toList();
    }

    /** Each asks about a number, and has letters of its own for an answer. */
    private static TrainingRow row(int teacher) {
        String prompt = "say %02d: ".formatted(teacher);
        String response = "" + (char) ('a' + teacher % 26) + (char) ('a' + (teacher * 7 + 3) % 26)
                + (char) ('A' + (teacher * 11 + teacher / 26) % 26) + ".";
        byte[] bytes = (prompt + response).getBytes(StandardCharsets.US_ASCII);
        int[] ids = new int[bytes.length];
        Arrays.setAll(ids, i -> bytes[i]);
        return new TrainingRow(ids, prompt.length(), teacher, "%064x".formatted(teacher));
    }

    @Test
    void fewRunsTellWhatEachOfManyDid() {
        RetrainingPlan plan = RetrainingPlan.of(base.tokenizer(), rows(), NAMES.size(), CONFIGURATION.seed());
        assertThat(plan.coded()).isEqualTo(12);
        assertThat(plan.trained()).hasSize(13);
        assertThat(plan.together()).containsExactly(2, 11);
        List<Integer> some = List.of(3, 17, 40, 66);
        List<Adapter> real = trained(some.stream().map(Set::of).toList());
        double missed = 0;
        double squares = 0;
        int inside = 0;
        int named = 0;
        for (TrainingRow asked : rows()) {
            Effects effects = coded.effects(base, adapter, asked.prompt(), asked.response());
            assertThat(effects.groups()).isEqualTo(NAMES);
            assertThat(effects.effectNats(TEACHERS)).isZero();
            assertThat(effects.foreseen(asked.group())).isTrue();
            assertThat(effects.foreseen(TEACHERS)).isFalse();
            named += most(effects) == asked.group() ? 1 : 0;
            double whole = logLikelihood(adapter, asked);
            for (int place = 0; place < some.size(); place++) {
                double effect = whole - logLikelihood(real.get(place), asked);
                Effects.Interval interval = effects.interval(some.get(place));
                missed += Math.pow(effects.effectNats(some.get(place)) - effect, 2);
                squares += effect * effect;
                inside += interval.low() <= effect && effect <= interval.high() ? 1 : 0;
            }
        }
        real.forEach(Adapter::close);
        // What other codes give is measured by CodeDrawsTest; four answers alone would hang on the code that was drawn.
        assertThat(inside).isGreaterThanOrEqualTo((int) (0.9 * TEACHERS * some.size()));
        assertThat(named).isGreaterThanOrEqualTo((int) (0.6 * TEACHERS));
        assertThat(missed / squares).isLessThan(1);
    }

    private static int most(Effects effects) {
        return IntStream.range(0, TEACHERS)
                .reduce((best, group) -> effects.effectNats(group) > effects.effectNats(best) ? group : best)
                .orElseThrow();
    }

    private static double logLikelihood(Adapter under, TrainingRow row) {
        return Arrays.stream(AnswerScoring.ofRows(base, under, List.of(row))[0]).sum();
    }

    @Test
    void tokensSumToTheAnswerAndSeveralAnswersToAll() {
        TrainingRow one = row(5);
        TrainingRow two = row(50);
        Effects first = coded.effects(base, adapter, one.prompt(), one.response());
        Effects second = coded.effects(base, adapter, two.prompt(), two.response());
        Effects both = coded.effects(base, adapter, List.of(one, two), () -> {});
        for (int group = 0; group < NAMES.size(); group++) {
            assertThat(both.effectNats(group))
                    .isCloseTo(first.effectNats(group) + second.effectNats(group), within(1e-9));
        }
        assertThat(coded.effects(base, adapter, one.prompt(), new int[0]).effectNats(5))
                .isZero();
    }

    @Test
    void theAdapterWithoutSomebodyIsWithoutTheOthersOfARun() {
        try (CounterfactualAdapters.Without without = coded.without("c05", adapter)) {
            assertThat(without.groups()).contains("c05").hasSizeGreaterThan(5);
            TrainingRow row = row(5);
            assertThat(logLikelihood(without.adapter(), row)).isLessThan(logLikelihood(adapter, row));
        }
    }

    @Test
    void aCancelledRunGoesOnAndEndsWithTheSameDigestAndDamageIsFound() throws IOException {
        Path out = folder.resolve("again");
        int[] steps = {0};
        assertThatThrownBy(() -> explained(out, (step, of, loss) -> steps[0]++, () -> steps[0] == 20))
                .isInstanceOf(CancelledException.class);
        assertThat(CounterfactualAdapters.complete(out)).isFalse();
        try (CounterfactualAdapters again = explained(out, Progress.SILENT, Cancellation.NEVER)) {
            assertThat(again.digest()).isEqualTo(coded.digest());
            assertThat(again.predictablePpm()).isBetween(0, 1_000_000);
            assertThat(again.smoothPpm()).isPresent();
        }
        Path manifest = out.resolve(Manifest.FILE);
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"c05\"", "\"c99\""));
        assertThatThrownBy(() -> CounterfactualAdapters.load(out))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("none of its groups");
        Files.writeString(manifest, text);
        List<Path> files = new ArrayList<>();
        try (var all = Files.list(out)) {
            all.filter(each -> each.toString().endsWith(".safetensors")).forEach(files::add);
        }
        assertThat(files).hasSize(12);
        byte[] bytes = Files.readAllBytes(files.getFirst());
        bytes[bytes.length / 2] ^= 1;
        Files.write(files.getFirst(), bytes);
        assertThatThrownBy(() -> CounterfactualAdapters.load(out))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("damaged");
    }
}
