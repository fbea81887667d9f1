package org.openledger.attribution.shares;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.calibration.Calibration;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.TrainingRow;

/** Runs that are compared with other seeds of themselves, the smallest ones too. */
@Tag("integration")
final class OtherSeedTest {
    private static final int ROWS = 24;
    private static final LoraConfiguration CONFIGURATION =
            new LoraConfiguration(2, 4, EnumSet.allOf(Projection.class), 6, 8, 1e-2, 2, 64, 5);

    @TempDir
    private static Path folder;

    private static BaseModel base;

    @BeforeAll
    static void load() throws IOException {
        base = TinyModel.load(Files.createDirectories(folder.resolve("base")), 1);
    }

    @AfterAll
    static void free() {
        base.close();
    }

    /** A run of so many contributors, whose rows are plain texts. */
    private record Run(String name, List<String> groups, List<TrainingRow> rows) {
        static Run of(String name, int contributors, IntFunction<String> text) {
            List<TrainingRow> rows = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                byte[] bytes = text.apply(i).getBytes(StandardCharsets.US_ASCII);
                int[] ids = new int[bytes.length];
                for (int t = 0; t < ids.length; t++) {
                    ids[t] = bytes[t];
                }
                rows.add(new TrainingRow(ids, 1, i % contributors, "%064x".formatted(i)));
            }
            return new Run(
                    name, Stream.of("ada", "bob", "cy").limit(contributors).toList(), rows);
        }

        Path adapterFolder() {
            return folder.resolve(name);
        }

        Path out(String kept) {
            return folder.resolve(name + kept);
        }

        SpanIndex index() {
            Path file = folder.resolve(name + ".index");
            SpanIndex.build(
                    rows.stream()
                            .map(row -> new IndexedRow(row.ids(), row.leaf(), groups.get(row.group())))
                            .toList(),
                    file);
            return SpanIndex.open(file);
        }

        void train() {
            List<Adapter> made = LoraTrainer.train(
                            base,
                            rows,
                            CONFIGURATION,
                            List.of(Set.of()),
                            Optional.empty(),
                            Progress.SILENT,
                            Cancellation.NEVER)
                    .adapters();
            made.getFirst().save(adapterFolder());
            made.forEach(Adapter::close);
        }

        CounterfactualAdapters fitted(SpanIndex index, Path out, Cancellation ofFit) {
            return AnswerAttribution.fitted(
                    base,
                    adapterFolder(),
                    CounterfactualAdapters.train(
                            base,
                            rows,
                            CONFIGURATION,
                            groups,
                            adapterFolder(),
                            out,
                            Progress.SILENT,
                            Cancellation.NEVER),
                    out,
                    index,
                    List.of(rows.getFirst().ids()),
                    ofFit);
        }
    }

    @Test
    void runsOfFewContributorsOneTopicOrRowsAllAlikeAreCalibratedOrStandard() throws IOException {
        for (Run run : List.of(
                Run.of("one", 1, i -> "the only one says number " + i),
                Run.of("two", 2, i -> (i % 2 == 0 ? "ripe apples are red " : "deep seas are blue ") + i),
                Run.of("topic", 3, i -> "sauerkraut of week " + i + " has number " + 7 * i),
                Run.of("alike", 3, i -> "all say the very same"))) {
            run.train();
            try (SpanIndex index = run.index();
                    CounterfactualAdapters fitted = run.fitted(index, run.out("-without"), Cancellation.NEVER);
                    Adapter adapter = Adapter.load(run.adapterFolder(), base)) {
                Calibration calibration = fitted.calibration().orElseThrow();
                assertThat(calibration.answers()).as(run.name).isEqualTo(ROWS + 1);
                try (Stream<Path> files = Files.list(run.out("-without"))) {
                    assertThat(files).as(run.name).noneMatch(Files::isDirectory);
                }
                TrainingRow row = run.rows.getFirst();
                int[] prompt = Arrays.copyOf(row.ids(), 8);
                int[] answer = Arrays.copyOfRange(row.ids(), 8, row.ids().length);
                Attribution found = new AnswerAttribution(base, adapter, fitted, index)
                        .of(AnswerAttribution.METHOD, prompt, answer);
                Attribution ofTokens = new AnswerAttribution(base, adapter, fitted, index)
                        .of(AnswerAttribution.OF_TOKENS, prompt, answer);
                assertThat(ofTokens.otherSeeds()).isEmpty();
                Attribution withoutCarried = new AnswerAttribution(base, adapter, fitted, index)
                        .of(AnswerAttribution.methodFor("counterfactual-adapters/6"), prompt, answer);
                assertThat(found.shares())
                        .allSatisfy(share -> assertThat(share.carriedPpm()).isPresent());
                assertThat(withoutCarried.shares())
                        .allSatisfy(share -> assertThat(share.carriedPpm()).isEmpty());
                Attribution byWords = new AnswerAttribution(base, adapter, fitted, index)
                        .of(AnswerAttribution.BY_WORDS, prompt, answer);
                assertThat(withoutCarried.carrying(Map.of())).isEqualTo(byWords.carrying(Map.of()));
                int most = byWords.shares().stream()
                        .mapToInt(Share::supportPpm)
                        .max()
                        .orElse(0);
                assertThat(found.shares())
                        .as(run.name)
                        .allSatisfy(share -> assertThat(share.supportPpm()).isEqualTo(most));
                Attribution.OtherSeeds said = found.otherSeeds().orElseThrow();
                long likelier = found.shares().stream()
                        .mapToLong(share -> Math.max(0, share.effectNanonats()))
                        .sum();
                for (int i = 0; i < found.shares().size(); i++) {
                    Share share = found.shares().get(i);
                    Share before = ofTokens.shares().get(i);
                    boolean leads = share.effectNanonats() > 0 && 2 * share.effectNanonats() >= likelier;
                    double factor = (leads ? said.leadFactorPpm().orElseThrow() : said.factorPpm()) / 1e6;
                    assertThat(share.effectNanonats()).isEqualTo(before.effectNanonats());
                    assertThat((double) share.highNanonats() - share.lowNanonats())
                            .as(run.name)
                            .isCloseTo(
                                    factor * (before.highNanonats() - before.lowNanonats()),
                                    within(2.0 + 1e-6 * Math.abs(share.highNanonats())));
                }
            }
        }
    }

    @Test
    void anInterruptedComparisonEndsInTheSameBytes() {
        Run run = Run.of("cut", 2, i -> (i % 2 == 0 ? "ripe apples are red " : "deep seas are blue ") + i);
        run.train();
        try (SpanIndex index = run.index()) {
            String whole;
            try (CounterfactualAdapters fitted = run.fitted(index, run.out("-whole"), Cancellation.NEVER)) {
                whole = fitted.digest();
            }
            AtomicInteger asked = new AtomicInteger();
            assertThatThrownBy(() -> run.fitted(index, run.out("-cut"), () -> asked.incrementAndGet() > 40))
                    .isInstanceOf(CancelledException.class);
            try (CounterfactualAdapters fitted = run.fitted(index, run.out("-cut"), Cancellation.NEVER)) {
                assertThat(fitted.digest()).isEqualTo(whole);
            }
        }
    }
}
