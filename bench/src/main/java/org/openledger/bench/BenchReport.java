package org.openledger.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openledger.app.NodeVersion;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.quality.statistics.Measure;
import org.openledger.store.Refusal;
import org.openledger.tensor.AtomicFile;
import org.openledger.train.Progress;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code bench attribution} measured: JSON that is written after each part, with plots beside it, and tables to read. A file
 * may be added to later, by the same measurement alone.
 */
final class BenchReport {
    private static final String SCHEMA = "openledger.bench-attribution/2";
    private static final List<String> INPUTS = List.of("schema", "version", "base", "rows", "seed", "size");

    private final ObjectNode root;

    private BenchReport(ObjectNode root) {
        this.root = root;
    }

    /**
     * One without any part.
     *
     * @param base digest of the base model
     */
    static BenchReport of(String base, BenchRows rows, BenchSize size, long seed) {
        ObjectNode root = NodeClient.JSON.createObjectNode();
        root.put("schema", SCHEMA).put("version", NodeVersion.NUMBER);
        root.put("base", base).put("rows", rows.name()).put("seed", seed);
        root.set("size", NodeClient.JSON.valueToTree(size));
        root.set("parts", NodeClient.JSON.createObjectNode());
        return new BenchReport(root);
    }

    /**
     * Takes over the parts that a file has.
     *
     * @throws Refusal when it is not of the same measurement
     */
    void takeOver(Path file) throws IOException {
        JsonNode earlier;
        try {
            earlier = NodeClient.JSON.readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    file + " is no report of bench attribution: name another file with --json",
                    e);
        }
        for (String input : INPUTS) {
            // Compared as text: 5 and 5L are the same number there.
            if (!earlier.path(input).toString().equals(root.path(input).toString())) {
                throw new Refusal(
                        Refusal.Kind.INVALID,
                        "the report in " + file + " has another " + input
                                + ", so nothing can be added to it: name another file with --json");
            }
        }
        root.set("parts", earlier.path("parts").deepCopy());
    }

    void add(BenchPart part, BenchPart.Result result) {
        ObjectNode one = NodeClient.JSON.createObjectNode();
        one.put("processors", Runtime.getRuntime().availableProcessors());
        one.put("architecture", System.getProperty("os.arch"));
        one.put("java", System.getProperty("java.version"));
        one.put("seconds", result.seconds()).put("cpuSeconds", result.cpuSeconds());
        ArrayNode measures = one.putArray("measures");
        result.measures().forEach(measure -> measures.add(json(measure)));
        result.lds().ifPresent(lds -> one.set("lds", NodeClient.JSON.valueToTree(lds)));
        if (!result.milliseconds().isEmpty()) {
            one.set("coverage", NodeClient.JSON.valueToTree(result.coverage()));
            one.set("milliseconds", NodeClient.JSON.valueToTree(result.milliseconds()));
        }
        part(part).setAll(one);
    }

    private ObjectNode part(BenchPart part) {
        return root.withObject("/parts/" + part);
    }

    private static ObjectNode json(Measure measure) {
        ObjectNode one = NodeClient.JSON.createObjectNode();
        one.put("name", measure.name())
                .put("value", measure.value().value())
                .put("low", measure.value().low())
                .put("high", measure.value().high());
        measure.target()
                .ifPresent(target -> one.put("target", target.toString()).put("reached", measure.reached()));
        return one.put("cpuSeconds", measure.cpuSeconds()).put("bytes", measure.bytes());
    }

    /** Writes what there is so far, and its plots beside it. */
    void write(Path file) throws IOException {
        Path folder = file.getParent() == null ? Path.of("") : file.getParent();
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        AtomicFile.write(file, json());
        if (has(BenchPart.RETRAINING)) {
            Files.writeString(folder.resolve(name + "-lds.svg"), ldsPlot());
        }
        if (has(BenchPart.FACTS)) {
            Files.writeString(folder.resolve(name + "-coverage.svg"), coveragePlot());
            Files.writeString(folder.resolve(name + "-latency.svg"), latencyPlot());
        }
    }

    private boolean has(BenchPart part) {
        return root.path("parts").has(part.toString());
    }

    String json() {
        return NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    /** A part's numbers to read. */
    String table(BenchPart part) {
        ObjectNode measured = part(part);
        return ldsTable(measured.path("lds").path("scores"))
                + measuresTable(measured.path("measures"))
                + String.format(
                        Locale.ROOT,
                        "%.0f s, %.0f CPU s%n",
                        measured.path("seconds").asDouble(),
                        measured.path("cpuSeconds").asDouble());
    }

    private static String ldsTable(JsonNode scores) {
        if (scores.isEmpty()) {
            return "";
        }
        Table table = new Table("method", "LDS, 20 % out", "LDS, 50 % out", "leave-one-out ρ", "CPU s", "kB kept");
        for (JsonNode score : scores) {
            table.row(
                    score.path("method").asString(),
                    shown(score.path("lds").path(0)),
                    shown(score.path("lds").path(1)),
                    shown(score.path("leaveOneOut")),
                    "%.1f".formatted(score.path("cpuSeconds").asDouble()),
                    score.path("bytes").asLong() / 1000);
        }
        return table.render("");
    }

    private static String measuresTable(JsonNode measures) {
        Table table = new Table("measured", "value, 95 % interval", "target", "reached", "CPU s", "kB kept");
        for (JsonNode measure : measures) {
            table.row(
                    measure.path("name").asString(),
                    shown(measure),
                    measure.path("target").asString("–"),
                    measure.has("reached") ? measure.path("reached").asBoolean() ? "yes" : "no" : "–",
                    "%.1f".formatted(measure.path("cpuSeconds").asDouble()),
                    measure.path("bytes").asLong() / 1000);
        }
        return table.render("");
    }

    private static String shown(JsonNode interval) {
        return shown(interval(interval));
    }

    private static Measure.Interval interval(JsonNode interval) {
        return new Measure.Interval(
                interval.path("value").asDouble(),
                interval.path("low").asDouble(),
                interval.path("high").asDouble());
    }

    static String shown(Measure.Interval value) {
        return "%.3f [%.3f, %.3f]".formatted(value.value(), value.low(), value.high());
    }

    /** Says what begins, and how far it is {@code parts} times. */
    static Progress stage(PrintStream out, String name, int parts) {
        out.println(name + " …");
        return (step, ofSteps, loss) -> {
            if (step % Math.max(1, ofSteps / parts) == 0) {
                out.printf(Locale.ROOT, "  %d of %d steps%n", step, ofSteps);
            }
        };
    }

    String ldsPlot() {
        List<SvgPlot.Bar> bars = part(BenchPart.RETRAINING)
                .path("lds")
                .path("scores")
                .valueStream()
                .map(score -> {
                    Measure.Interval mean = interval(score.path("lds").path(0));
                    return new SvgPlot.Bar(score.path("method").asString(), mean.value(), mean.low(), mean.high());
                })
                .toList();
        return SvgPlot.bars("How well credit predicts retraining without 20 % of the contributors (LDS)", bars);
    }

    String coveragePlot() {
        return SvgPlot.curve(
                "Effects of another seed inside the intervals",
                "interval, times its width",
                "part inside",
                part(BenchPart.FACTS)
                        .path("coverage")
                        .valueStream()
                        .map(point -> new SvgPlot.Point(
                                point.path("factor").asDouble(),
                                point.path("inside").asDouble()))
                        .toList());
    }

    String latencyPlot() {
        JsonNode times = part(BenchPart.FACTS).path("milliseconds");
        return SvgPlot.curve(
                "Time to attribute an answer among "
                        + root.path("size").path("sources").asInt() + " contributors",
                "milliseconds",
                "part of the answers that are done",
                IntStream.range(0, times.size())
                        .mapToObj(i -> new SvgPlot.Point(times.path(i).asDouble(), (i + 1.0) / times.size()))
                        .toList());
    }
}
