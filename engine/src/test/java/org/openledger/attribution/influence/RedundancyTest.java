package org.openledger.attribution.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.shares.Evidence;
import org.openledger.attribution.shares.Share;
import org.openledger.attribution.shares.Shares;
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

/** The planted experiment: ada and bob teach the same in different words, cy and dee teach other things; real runs. */
@Tag("integration")
@Order(1)
final class RedundancyTest {
    private static final String[] ADA = {"what is red? ", "ripe apples"};
    private static final String[] BOB = {"what are red? ", "ripe apples"};
    private static final String[] CY = {"say blue: ", "deep seas"};
    private static final String[] DEE = {"say grey: ", "old stones"};
    private static final LoraConfiguration CONFIGURATION =
            new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 60, 8, 1e-2, 6, 64, 11);

    /** Of a run whose end does not matter. */
    private static final LoraConfiguration SHORT =
            new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 12, 8, 1e-2, 3, 64, 2);

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

    /** What came of asking ada's and bob's question: effects and shares by question. */
    private record Measured(List<List<String>> together, List<Effects> effects, List<Attribution> attributions) {
        double effect(String contributor) {
            return effects.stream()
                    .mapToDouble(answer -> answer.effectNats(answer.groups().indexOf(contributor)))
                    .sum();
        }

        double ppm(String contributor) {
            return attributions.stream()
                    .flatMap(answer -> answer.shares().stream())
                    .filter(share -> share.contributor().equals(contributor))
                    .mapToInt(Share::ppm)
                    .average()
                    .orElseThrow();
        }
    }

    private static Measured measure(String name, List<String> groups, List<TrainingRow> rows) {
        Path adapterFolder = folder.resolve(name);
        List<Adapter> made = LoraTrainer.train(
                        base,
                        rows,
                        CONFIGURATION,
                        List.of(Set.of()),
                        Optional.empty(),
                        Progress.SILENT,
                        Cancellation.NEVER)
                .adapters();
        made.getFirst().save(adapterFolder);
        made.forEach(Adapter::close);
        try (Adapter adapter = Adapter.load(adapterFolder, base);
                CounterfactualAdapters counterfactual = CounterfactualAdapters.train(
                        base,
                        rows,
                        CONFIGURATION,
                        groups,
                        adapterFolder,
                        folder.resolve(name + "-without"),
                        Progress.SILENT,
                        Cancellation.NEVER)) {
            List<Effects> effects = Stream.of(ADA, BOB)
                    .map(asked -> counterfactual.effects(base, adapter, ids(asked[0]), ids(asked[1])))
                    .toList();
            return new Measured(
                    counterfactual.together(),
                    effects,
                    effects.stream()
                            .map(each -> Shares.compute(each, Evidence.none()))
                            .toList());
        }
    }

    /** Four rows from each. */
    private static List<TrainingRow> rows(String[]... ofGroups) {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < 4 * ofGroups.length; i++) {
            String[] row = ofGroups[i % ofGroups.length];
            rows.add(new TrainingRow(ids(row[0] + row[1]), row[0].length(), i % ofGroups.length, "%064x".formatted(i)));
        }
        return rows;
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
    void twoWhoBringTheSameKnowledgeInOtherWordsShareItsCredit() {
        List<TrainingRow> rows = rows(ADA, BOB, CY, DEE);
        Measured both = measure("both", List.of("ada", "bob", "cy", "dee"), rows);
        assertThat(both.together()).containsExactly(List.of("ada", "bob"));
        assertThat(both.ppm("ada") / both.ppm("bob")).isCloseTo(1, within(0.15));
        assertThat(both.ppm("cy") + both.ppm("dee")).isLessThan(0.02 * both.ppm("ada"));
        assertTogetherTheyGetWhatOneWouldGet(both, measure("one", List.of("ada", "cy", "dee"), adaIsBob(rows)));
    }

    /** The easier case; that of every day has other words. */
    @Test
    @Tag("campaign")
    void twoWhoBringTheSameRowsShareTheirCredit() {
        List<TrainingRow> rows = rows(ADA, ADA, CY, DEE);
        Measured copies = measure("copies", List.of("ada", "bob", "cy", "dee"), rows);
        assertThat(copies.together()).containsExactly(List.of("ada", "bob"));
        assertThat(copies.ppm("ada") / copies.ppm("bob")).isCloseTo(1, within(0.15));
        assertTogetherTheyGetWhatOneWouldGet(copies, measure("as-one", List.of("ada", "cy", "dee"), adaIsBob(rows)));
    }

    /** The same run, in which one contributor gave the rows of both: a real removal of all of them. */
    private static void assertTogetherTheyGetWhatOneWouldGet(Measured two, Measured one) {
        assertThat(one.together()).isEmpty();
        assertThat(two.effect("ada") + two.effect("bob")).isCloseTo(one.effect("ada"), within(0.02));
        assertThat(two.effect("cy")).isCloseTo(one.effect("cy"), within(0.02));
        assertThat(two.ppm("ada") + two.ppm("bob")).isCloseTo(one.ppm("ada"), within(100.0));
    }

    @Test
    void aCancelledRunWithSetsGoesOnAndEndsWithTheSameDigest() {
        List<TrainingRow> rows = rows(ADA, ADA, CY, DEE);
        List<String> groups = List.of("ada", "bob", "cy", "dee");
        int[] done = {0};
        Path adapter = folder.resolve("any");
        TinyModel.adapter(base.config(), 1).save(adapter);
        Path out = folder.resolve("stopped");
        assertThatThrownBy(() -> CounterfactualAdapters.train(
                        base,
                        rows,
                        SHORT,
                        groups,
                        adapter,
                        out,
                        (step, steps, loss) -> done[0] = step,
                        () -> done[0] == 7))
                .isInstanceOf(CancelledException.class);
        List<String> digests = new ArrayList<>();
        for (Path each : List.of(out, folder.resolve("unstopped"))) {
            try (CounterfactualAdapters trained = CounterfactualAdapters.train(
                    base, rows, SHORT, groups, adapter, each, Progress.SILENT, Cancellation.NEVER)) {
                assertThat(trained.together()).containsExactly(List.of("ada", "bob"));
                digests.add(trained.digest());
            }
        }
        assertThat(digests.getFirst()).isEqualTo(digests.getLast());
    }

    private static List<TrainingRow> adaIsBob(List<TrainingRow> rows) {
        return rows.stream()
                .map(row -> new TrainingRow(row.ids(), row.promptLength(), Math.max(0, row.group() - 1), row.leaf()))
                .toList();
    }
}
