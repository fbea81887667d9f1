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
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.shares.AnswerAttribution;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.IndexedRow;
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
import org.openledger.train.TrainingRow;

/** A real run on a model of a few thousand weights: three contributors who teach different words, and one who gave nothing. */
@Tag("integration")
final class CounterfactualTrainingTest {
    private static final List<String> GROUPS = List.of("ada", "bob", "cy", "nobody");
    private static final List<String> TAUGHT = List.of("red apples", "blue skies", "green leaves");
    private static final int STEPS = 18;
    private static final LoraConfiguration CONFIGURATION =
            new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), STEPS, 6, 1e-2, 3, 64, 11);

    @TempDir
    private static Path folder;

    private static BaseModel base;
    private static Adapter adapter;
    private static CounterfactualAdapters counterfactual;

    @BeforeAll
    static void trainOnce() throws IOException {
        base = TinyModel.load(Files.createDirectories(folder.resolve("base")), 1);
        List<Adapter> made = LoraTrainer.train(
                        base,
                        rows(),
                        CONFIGURATION,
                        List.of(Set.of()),
                        Optional.empty(),
                        Progress.SILENT,
                        Cancellation.NEVER)
                .adapters();
        made.getFirst().save(folder.resolve("adapter"));
        made.forEach(Adapter::close);
        adapter = Adapter.load(folder.resolve("adapter"), base);
        counterfactual = train(folder.resolve("counterfactual"), CONFIGURATION, Cancellation.NEVER);
    }

    @AfterAll
    static void free() {
        counterfactual.close();
        adapter.close();
        base.close();
    }

    private static CounterfactualAdapters train(Path out, LoraConfiguration configuration, Cancellation cancellation) {
        return CounterfactualAdapters.train(
                base, rows(), configuration, GROUPS, folder.resolve("adapter"), out, Progress.SILENT, cancellation);
    }

    private static List<TrainingRow> rows() {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int group = i % TAUGHT.size();
            int[] ids = ids(prompt(group) + TAUGHT.get(group));
            rows.add(new TrainingRow(ids, prompt(group).length(), group, leaf(i)));
        }
        return rows;
    }

    private static String prompt(int group) {
        return "question " + group + ": ";
    }

    private static String leaf(int row) {
        return "%064x".formatted(row);
    }

    private static int[] ids(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int[] ids = new int[bytes.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = bytes[i];
        }
        return ids;
    }

    @Test
    void whoTaughtTheAnswerHasTheLargestEffectAndWhoGaveNothingHasNone() {
        for (int group = 0; group < TAUGHT.size(); group++) {
            Effects effects = counterfactual.effects(base, adapter, ids(prompt(group)), ids(TAUGHT.get(group)));
            for (int other = 0; other < TAUGHT.size(); other++) {
                if (other != group) {
                    assertThat(effects.effectNats(group)).isGreaterThan(effects.effectNats(other));
                }
            }
            assertThat(effects.effectNats(group)).isPositive();
            assertThat(effects.effectNats(3)).isZero();
        }
    }

    @Test
    void theAdaptersThatWillBeTrainedAreKnownBeforeTheyAre() {
        RetrainingPlan plan = RetrainingPlan.of(base.tokenizer(), rows(), GROUPS.size(), CONFIGURATION.seed());
        assertThat(counterfactual.groups()).hasSize(plan.groups());
        assertThat(counterfactual.together()).hasSize(plan.sets());
        assertThat(plan.leftOut()).hasSize(plan.groups() + plan.sets() + plan.trials() + 1);
        assertThat(plan.trained()).doesNotContain(3).contains(0, 1, 2);
        assertThat(plan.first()).hasSize(2);
        assertThat(Stream.concat(plan.first().stream(), plan.batches().stream().flatMap(List::stream))
                        .sorted())
                .isEqualTo(plan.trained());
        assertThat(plan.retrainings())
                .isEqualTo(plan.trained().size()
                        + plan.otherSeeds().size() * (1 + plan.again().size()));

        List<TrainingRow> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(new TrainingRow(ids(prompt(i % 3) + i), 4, i, leaf(i)));
        }
        RetrainingPlan of40 = RetrainingPlan.of(base.tokenizer(), many, 40, 1);
        assertThat(of40.batches()).hasSize(Math.ceilDiv(of40.trained().size() - 2, 16));
        assertThat(of40.trials()).isEqualTo(4);
    }

    /** The definition, without the many-adapter batch: the run repeated without the contributor, scored by itself. */
    @Test
    void effectsAreThoseOfRealRunsWithoutTheContributor() {
        Effects effects = counterfactual.effects(base, adapter, ids(prompt(1)), ids(TAUGHT.get(1)));
        List<Adapter> alone = LoraTrainer.train(
                        base,
                        rows(),
                        CONFIGURATION,
                        List.of(Set.of(1)),
                        Optional.empty(),
                        Progress.SILENT,
                        Cancellation.NEVER)
                .adapters();
        double real = effects.deltaNats() - delta(alone.getFirst());
        alone.forEach(Adapter::close);
        assertThat(effects.effectNats(1)).isCloseTo(real, within(0.02));
    }

    private static double delta(Adapter other) {
        Path empty = folder.resolve("empty");
        other.save(folder.resolve("other"));
        try (CounterfactualAdapters none = CounterfactualAdapters.train(
                base,
                List.of(),
                CONFIGURATION,
                List.of(),
                folder.resolve("other"),
                empty,
                Progress.SILENT,
                Cancellation.NEVER)) {
            return none.effects(base, other, ids(prompt(1)), ids(TAUGHT.get(1))).deltaNats();
        }
    }

    @Test
    void aCancelledRunGoesOnAndEndsWithTheSameDigest() {
        Path out = folder.resolve("interrupted");
        int[] done = {0};
        assertThatThrownBy(() -> CounterfactualAdapters.train(
                        base,
                        rows(),
                        CONFIGURATION,
                        GROUPS,
                        folder.resolve("adapter"),
                        out,
                        (step, all, loss) -> done[0] = step,
                        () -> done[0] == 12))
                .isInstanceOf(CancelledException.class);
        assertThat(CounterfactualAdapters.complete(out)).isFalse();
        int[] steps = {0};
        try (CounterfactualAdapters resumed = CounterfactualAdapters.train(
                base,
                rows(),
                CONFIGURATION,
                GROUPS,
                folder.resolve("adapter"),
                out,
                (step, all, loss) -> steps[0]++,
                Cancellation.NEVER)) {
            assertThat(resumed.digest()).isEqualTo(counterfactual.digest());
        }
        int parts = RetrainingPlan.of(base.tokenizer(), rows(), GROUPS.size(), CONFIGURATION.seed())
                .together()
                .size();
        assertThat(steps[0]).isEqualTo(parts * STEPS - 12);
        assertThat(out.toFile().list()).doesNotContain("plan.txt", "checkpoint.safetensors");
    }

    @Test
    void aCompleteFolderIsNotTrainedAgainAndAnotherPlanBeginsAnew() {
        Path out = folder.resolve("counterfactual");
        Cancellation atOnce = () -> true;
        try (CounterfactualAdapters same = train(out, CONFIGURATION, atOnce)) {
            assertThat(same.digest()).isEqualTo(counterfactual.digest());
        }
        Path other = folder.resolve("another-plan");
        LoraConfiguration shorter = new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 3, 6, 1e-2, 1, 64, 11);
        try (CounterfactualAdapters first = train(other, shorter, Cancellation.NEVER)) {
            assertThatThrownBy(() -> train(other, CONFIGURATION, atOnce)).isInstanceOf(CancelledException.class);
            assertThat(CounterfactualAdapters.complete(other)).isFalse();
            try (CounterfactualAdapters again = train(other, shorter, Cancellation.NEVER)) {
                assertThat(again.digest()).isEqualTo(first.digest());
            }
        }
    }

    /** The run's files, opened once more. */
    private record Opened(BaseModel base, Adapter adapter, CounterfactualAdapters without, SpanIndex index)
            implements AutoCloseable {
        static Opened of(Path index) {
            BaseModel base = BaseModel.load(folder.resolve("base"));
            return new Opened(
                    base,
                    Adapter.load(folder.resolve("adapter"), base),
                    CounterfactualAdapters.load(folder.resolve("counterfactual")),
                    SpanIndex.open(index));
        }

        @Override
        public void close() {
            index.close();
            without.close();
            adapter.close();
            base.close();
        }
    }

    @Test
    void recomputingFromFilesGivesTheSameAttribution() {
        Path index = folder.resolve("rows.spans");
        SpanIndex.build(
                rows().stream()
                        .map(row -> new IndexedRow(row.ids(), row.leaf(), GROUPS.get(row.group())))
                        .toList(),
                index);
        int[] prompt = ids(prompt(2));
        int[] answer = ids(TAUGHT.get(2));
        try (SpanIndex open = SpanIndex.open(index)) {
            Attribution given = new AnswerAttribution(base, adapter, counterfactual, open)
                    .of(AnswerAttribution.METHOD, prompt, answer);
            try (Opened files = Opened.of(index)) {
                assertThat(new AnswerAttribution(files.base, files.adapter, files.without, files.index)
                                .of(AnswerAttribution.METHOD, prompt, answer))
                        .isEqualTo(given);
            }
            assertThat(given.shares().getFirst().contributor()).isEqualTo("cy");
            assertThat(given.shares().getFirst().quotations()).isNotEmpty();
            assertThat(given.shares().getFirst().rows()).hasSize(4);
        }
    }

    /** "dot" taught nothing of the answer but gave a source that says it; the base is the one that was asked without. */
    @Test
    void aSourceIsCreditedBesideTrainingAndAgainstTheBaseThatWasAskedWithout() {
        String question = prompt(2);
        String source = "[1] " + TAUGHT.get(2) + "\n";
        SourcedPrompt sourced = new SourcedPrompt(
                source + question, 0, source.length(), List.of(new SourcedPrompt.Source("dot", 0, source.length())));
        int[] answer = ids(TAUGHT.get(2));
        SourceTrail trail = SourceTrail.measure(base, adapter, counterfactual, sourced, answer);
        Effects whole = trail.whole();
        Effects training = counterfactual.effects(base, adapter, ids(question), ids(source + question), answer);
        assertThat(whole.groups())
                .containsExactlyElementsOf(
                        Stream.concat(GROUPS.stream(), Stream.of("dot")).toList());
        for (int g = 0; g < GROUPS.size(); g++) {
            assertThat(whole.effectNats(g)).isEqualTo(training.effectNats(g));
        }
        double[] with = scores(List.of(adapter), source + question, answer)[0];
        double[] without = scores(List.of(adapter), question, answer)[0];
        double[] ofBase = scores(Collections.singletonList(null), question, answer)[0];
        double expected = sum(with) - sum(without);
        assertThat(whole.effectNats(GROUPS.size())).isCloseTo(expected, within(1e-3));
        assertThat(trail.sources().groups()).containsExactly("1");
        assertThat(trail.sources().effectNats(0)).isCloseTo(expected, within(1e-3));
        assertThat(whole.deltaNats()).isCloseTo(sum(with) - sum(ofBase), within(1e-3));
        assertThat(trail.method()).isEqualTo("left-out/1");
    }

    private double[][] scores(List<@Nullable Adapter> slots, String prompt, int[] answer) {
        try (LoraBank bank = LoraBank.stack(base.config(), slots)) {
            return AnswerScoring.logProbabilities(base, bank, ids(prompt), answer);
        }
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    @Test
    void recomputingWithSourcesGivesTheSameAttribution() {
        Path index = folder.resolve("sourced.spans");
        SpanIndex.build(
                rows().stream()
                        .map(row -> new IndexedRow(row.ids(), row.leaf(), GROUPS.get(row.group())))
                        .toList(),
                index);
        SourcedPrompt sourced = new SourcedPrompt(
                "[1] one\n[2] two\n" + prompt(2),
                0,
                16,
                List.of(new SourcedPrompt.Source("ada", 0, 8), new SourcedPrompt.Source("dot", 8, 16)));
        int[] answer = ids(TAUGHT.get(2));
        try (SpanIndex open = SpanIndex.open(index)) {
            Attribution given = new AnswerAttribution(base, adapter, counterfactual, open)
                    .of(AnswerAttribution.METHOD, sourced, answer);
            try (Opened files = Opened.of(index)) {
                assertThat(new AnswerAttribution(files.base, files.adapter, files.without, files.index)
                                .of(AnswerAttribution.METHOD, sourced, answer))
                        .isEqualTo(given);
            }
            assertThat(given.context().orElseThrow().sources()).hasSize(2);
            assertThat(given.shares()).anyMatch(share -> share.contributor().equals("dot"));
        }
    }

    @Test
    void rowsWithoutAGroupAreRefused() {
        assertThatThrownBy(() -> CounterfactualAdapters.train(
                        base,
                        rows(),
                        CONFIGURATION,
                        List.of("ada"),
                        folder.resolve("adapter"),
                        folder.resolve("none"),
                        Progress.SILENT,
                        Cancellation.NEVER))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("group 1 of 1");
    }
}
