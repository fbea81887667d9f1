package org.openledger.app;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openledger.attribution.quality.Measure;
import org.openledger.train.Progress;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a measurement says, as JSON and as plots. */
final class BenchReport {
    private BenchReport() {}

    static String shown(Measure.Interval value) {
        return "%.3f [%.3f, %.3f]".formatted(value.value(), value.low(), value.high());
    }

    /** Says what begins, and how far it is {@code parts} times. */
    static Progress stage(String name, int parts) {
        System.out.println(name + " …");
        return (step, ofSteps, loss) -> {
            if (step % Math.max(1, ofSteps / parts) == 0) {
                System.out.printf(Locale.ROOT, "  %d of %d steps%n", step, ofSteps);
            }
        };
    }

    static String json(AttributionBench.Result result) {
        ObjectNode root = NodeClient.JSON.createObjectNode();
        root.put("schema", "openledger.bench-attribution/1");
        root.put("version", Version.NUMBER);
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("architecture", System.getProperty("os.arch"));
        root.put("java", System.getProperty("java.version"));
        root.put("seed", result.seed());
        root.put("seconds", result.seconds());
        root.put("cpuSeconds", result.cpuSeconds());
        root.set("size", NodeClient.JSON.valueToTree(result.size()));
        ArrayNode measures = root.putArray("measures");
        for (Measure measure : result.measures()) {
            ObjectNode one = measures.addObject();
            one.put("name", measure.name().strip())
                    .put("value", measure.value().value())
                    .put("low", measure.value().low())
                    .put("high", measure.value().high());
            measure.target()
                    .ifPresent(target -> one.put("target", target.toString()).put("reached", measure.reached()));
            one.put("cpuSeconds", measure.cpuSeconds()).put("bytes", measure.bytes());
        }
        root.set("coverage", NodeClient.JSON.valueToTree(result.planted().coverage()));
        root.set("milliseconds", NodeClient.JSON.valueToTree(result.planted().milliseconds()));
        root.set("lds", NodeClient.JSON.valueToTree(result.lds()));
        return NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    static String lds(AttributionBench.Result result) {
        List<SvgPlot.Bar> bars = result.lds().scores().stream()
                .map(score -> {
                    Measure.Interval mean = score.lds().getFirst();
                    return new SvgPlot.Bar(score.method(), mean.value(), mean.low(), mean.high());
                })
                .toList();
        return SvgPlot.bars("How well credit predicts retraining without 20 % of the contributors (LDS)", bars);
    }

    static String coverage(AttributionBench.Result result) {
        return SvgPlot.curve(
                "Effects of another seed inside the intervals",
                "interval, times its width",
                "part inside",
                result.planted().coverage().stream()
                        .map(point -> new SvgPlot.Point(point.factor(), point.inside()))
                        .toList());
    }

    static String latency(AttributionBench.Result result) {
        List<Double> times = result.planted().milliseconds();
        return SvgPlot.curve(
                String.format(
                        Locale.ROOT,
                        "Time to attribute an answer among %d contributors",
                        result.size().sources()),
                "milliseconds",
                "part of the answers that are done",
                IntStream.range(0, times.size())
                        .mapToObj(i -> new SvgPlot.Point(times.get(i), (i + 1.0) / times.size()))
                        .toList());
    }
}
