package org.openledger.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.openledger.model.BaseModel;
import org.openledger.train.CancelledException;
import org.openledger.train.Progress;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole measurement on the toy base, as small as it gets: what it writes is whole. */
final class BenchCommandTest {
    private static final Path BASE = Path.of("..", "models", "openledger-toy");
    private static final BenchSize TINY =
            new BenchSize(Set.of("counterfactual", "chance"), 2, 4, 2, 5, 2, 1, 4, 2, 2, 4, 2, 3, 60, 3);

    @Test
    void measuresEverythingAndWritesItAsJsonAndPlots() throws Exception {
        try (BaseModel base = BaseModel.load(BASE)) {
            Set<String> stages = new TreeSet<>();
            AttributionBench.Result result = new AttributionBench(
                            base,
                            BenchRows.ofDemo(),
                            TINY,
                            1,
                            name -> {
                                stages.add(name);
                                return Progress.SILENT;
                            },
                            () -> false)
                    .run();
            JsonNode json = JsonMapper.builder().build().readTree(BenchReport.json(result));
            assertThat(json.path("measures")
                            .valueStream()
                            .map(each -> each.path("name").asString("")))
                    .contains(
                            "two know the same: both, of what one would get",
                            "gain: rows split among three names",
                            "paid to contributors for what no row covers",
                            "another seed's effects inside the 90 % interval",
                            "row named first, answer edited",
                            "attribution among 3 contributors, 60 rows, p95 (ms)");
            assertThat(json.path("measures").valueStream()).allSatisfy(each -> {
                assertThat(each.path("value").isNumber()).isTrue();
                assertThat(each.has("target")).isEqualTo(each.has("reached"));
            });
            assertThat(json.path("milliseconds")).hasSize(12);
            assertThat(json.path("lds").path("scores")).hasSize(2);
            assertThat(stages).contains("nobody attacks: the run", "the same with another seed");
            for (String plot :
                    List.of(BenchReport.lds(result), BenchReport.coverage(result), BenchReport.latency(result))) {
                assertThat(parsed(plot).getDocumentElement().getTagName()).isEqualTo("svg");
                assertThat(plot).doesNotContain("NaN");
            }
        }
    }

    @Test
    void comesOutWhenItIsInterrupted() {
        try (BaseModel base = BaseModel.load(BASE)) {
            AttributionBench bench =
                    new AttributionBench(base, BenchRows.ofDemo(), TINY, 1, name -> Progress.SILENT, () -> true);
            org.assertj.core.api.Assertions.assertThatThrownBy(bench::run).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void theDemosRowsAreThoseThatScreeningLeaves() {
        BenchRows rows = BenchRows.ofDemo();
        assertThat(rows.rows())
                .hasSize(12)
                .allSatisfy((name, own) -> assertThat(own)
                        .hasSizeBetween(5, 12)
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
