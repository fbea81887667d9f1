package org.openledger.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.shares.Share;
import org.openledger.model.BaseModel;
import org.openledger.model.TinyModel;
import org.openledger.quality.statistics.Measure;
import org.openledger.store.Refusal;
import org.openledger.train.CancelledException;
import org.openledger.train.Progress;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole measurement, as small as it gets: what it writes is whole. */
@Tag("integration")
final class BenchCommandTest {
    private static final Path BASE = Path.of("..", "models", "openledger-toy");
    private static final BenchSize TINY = new BenchSize(
            Set.of("counterfactual", "chance"),
            new BenchSize.Retraining(/* sets= */ 2, /* queries= */ 4, /* retrainingSteps= */ 2),
            new BenchSize.Attack(/* said= */ 5, /* attackSteps= */ 2, /* attackSeeds= */ 1),
            new BenchSize.Planting(
                    /* facts= */ 4,
                    /* sources= */ 2,
                    /* plantedSteps= */ 2,
                    /* plantedBatchRows= */ 4,
                    /* plantedRate= */ 5e-3,
                    /* covered= */ 2),
            new BenchSize.Untaught(/* asked= */ 2, /* untaughtSteps= */ 2),
            new BenchSize.Calibrated(4, 4),
            new BenchSize.Crowd(/* crowd= */ 3, /* crowdRows= */ 60, /* timed= */ 3),
            new BenchSize.Naming(/* namedFacts= */ 4, /* givers= */ 2, /* namingSteps= */ 2, /* namingRate= */ 5e-3),
            new BenchSize.Cost(
                    /* few= */ 3,
                    /* hundred= */ 66,
                    /* many= */ 67,
                    /* factsEach= */ 1,
                    /* costSteps= */ 2,
                    /* sampled= */ 2));

    @TempDir
    private Path folder;

    @Test
    void theSizeOfAMeasurementIsWrittenAsInTheCommittedReport() throws Exception {
        JsonMapper json = JsonMapper.builder().build();
        JsonNode committed = json.readTree(Files.readString(Path.of("results", "attribution.json")));
        assertThat(json.valueToTree(BenchSize.FULL).toString())
                .isEqualTo(committed.path("size").toString());
    }

    /** The two parts that have plots, on a base of a few thousand weights, which takes rows of half the length that other parts have. */
    @Test
    void measuresRetrainingAndFactsAndWritesThemAsJsonAndPlots() throws Exception {
        try (BaseModel base = TinyModel.load(Files.createDirectory(folder.resolve("base")), 1)) {
            measureAndWrite(base, EnumSet.of(BenchPart.RETRAINING, BenchPart.FACTS));
        }
    }

    /** On the toy base. */
    @Test
    @Tag("campaign")
    void measuresEverythingAndWritesItAsJsonAndPlots() throws Exception {
        try (BaseModel base = BaseModel.load(BASE)) {
            assertThat(measureAndWrite(base, EnumSet.allOf(BenchPart.class)))
                    .contains(
                            "paid with the answer to contributors for what no row covers",
                            "another seed's effects inside the 90 % interval",
                            "attribution among 3 contributors, 60 rows, p95 (ms)",
                            "two know the same: both, of what one would get",
                            "gain: rows split among three names",
                            "attribution of 66 contributors is prepared, in runs",
                            "squared error of effects, of their squares, learnt answers, 66 contributors");
        }
    }

    /** Gives the names of what was measured. */
    private List<String> measureAndWrite(BaseModel base, Set<BenchPart> wanted) throws Exception {
        Set<String> stages = new TreeSet<>();
        AttributionBench bench = new AttributionBench(
                base,
                BenchRows.ofDemo(),
                TINY,
                1,
                name -> {
                    stages.add(name);
                    return Progress.SILENT;
                },
                () -> false);
        Path file = folder.resolve("results").resolve("bench.json");
        for (BenchPart part : wanted) {
            BenchReport report = report(base, 1);
            if (Files.exists(file)) {
                report.takeOver(file);
            }
            report.add(part, bench.measure(part));
            assertThat(report.table(part)).contains("CPU s");
            report.write(file);
        }
        JsonNode parts =
                JsonMapper.builder().build().readTree(Files.readString(file)).path("parts");
        List<JsonNode> measures = parts.valueStream()
                .flatMap(part -> part.path("measures").valueStream())
                .toList();
        assertThat(measures)
                .extracting(each -> each.path("name").asString(""))
                .contains("LDS, 20 % out: counterfactual", "row named first, answer edited");
        assertThat(measures).allSatisfy(each -> {
            assertThat(each.path("value").isNumber()).isTrue();
            assertThat(each.has("target")).isEqualTo(each.has("reached"));
        });
        assertThat(parts.path("facts").path("milliseconds")).hasSize(12);
        assertThat(parts.path("retraining").path("lds").path("scores")).hasSize(2);
        assertThat(stages).contains("the same with another seed");
        for (String plot : List.of("lds", "coverage", "latency")) {
            String svg = Files.readString(folder.resolve("results").resolve("bench-" + plot + ".svg"));
            assertThat(parsed(svg).getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(svg).doesNotContain("NaN");
        }
        assertThatThrownBy(() -> report(base, 2).takeOver(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("another seed");
        return measures.stream().map(each -> each.path("name").asString("")).toList();
    }

    private static BenchReport report(BaseModel base, long seed) {
        return BenchReport.of(base.digest(), BenchRows.ofDemo(), TINY, seed);
    }

    @Test
    void whatIsNoReportIsNotAddedTo() throws Exception {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"parts\": ");
        try (BaseModel base = BaseModel.load(BASE)) {
            assertThatThrownBy(() -> report(base, 1).takeOver(file))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("no report of bench attribution");
        }
    }

    @Test
    void comesOutWhenItIsInterrupted() {
        try (BaseModel base = BaseModel.load(BASE)) {
            AttributionBench bench =
                    new AttributionBench(base, BenchRows.ofDemo(), TINY, 1, name -> Progress.SILENT, () -> true);
            for (BenchPart part : BenchPart.values()) {
                assertThatThrownBy(() -> bench.measure(part)).isInstanceOf(CancelledException.class);
            }
        }
    }

    @Test
    void uncertainPayForWhatNoRowCoversIsNotPaidAndNotReleased() {
        List<Measure> measures = UncoveredPay.measure(
                        "what no row covers", List.of(uncovered(-50), uncovered(60), uncovered(90)), 0.01)
                .subList(1, 4);
        assertThat(measures.get(0).value().value()).isEqualTo(0.2, within(1e-9));
        assertThat(measures.get(1).value().value()).isEqualTo(0.2 * (0.6 + 0.9) / 3, within(1e-6));
        double doubt = Math.sqrt(1.5 * 1.5 + 0.4 * 0.4 + 0.1 * 0.1);
        assertThat(doubt).isGreaterThan(1 + 0.4 + 0.1);
        assertThat(measures.get(2).value().value())
                .as("nothing is released where so much is in doubt")
                .isEqualTo(measures.get(1).value().value(), within(1e-6));
    }

    /** An answer of which one contributor has a fifth, with an effect of 100. */
    private static Attribution uncovered(long low) {
        Share share = new Share("c000", 200_000, 200_000, 1_000_000, 100, low, 200, List.of(), List.of());
        return new Attribution(List.of(share), 700_000, 100_000, 0, 100, Optional.empty(), Optional.empty());
    }

    @Test
    void theDemosRowsAreThoseThatScreeningLeaves() {
        BenchRows rows = BenchRows.ofDemo();
        assertThat(rows.rows())
                .hasSize(24)
                .allSatisfy((name, own) -> assertThat(own)
                        .hasSizeBetween(2, 6)
                        .noneMatch(row -> row.toString().contains("Tell me everything")));
    }

    @Test
    void aBarAndACurveStandWhereTheirValuesAre() throws Exception {
        String bars = SvgPlot.bars(
                "a < b", List.of(new SvgPlot.Bar("one & two", 0.5, 0.4, 1), new SvgPlot.Bar("x", -1, -1, 0)));
        assertThat(parsed(bars).getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a < b");
        assertThat(parsed(bars).getElementsByTagName("rect").getLength()).isEqualTo(3);
        String curve = SvgPlot.curve("c", "x", "y", List.of(new SvgPlot.Point(0, 0), new SvgPlot.Point(2, 1)));
        assertThat(curve).contains("points=\"64.0,312.0 696.0,72.0\"");
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
