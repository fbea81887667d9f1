package org.openledger.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.quality.Measure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench attribution}: whether credit is true, fair and hard to cheat, on rows the project has or any others. */
@Command(
        name = "attribution",
        description = {
            "Measure whether credit is true, fair and hard to cheat: how it predicts retraining, how those share who know the"
                    + " same, what attacks gain, whether planted facts are traced, what is paid for nothing, and how long it takes."
        },
        mixinStandardHelpOptions = true)
final class BenchAttributionCommand implements Callable<Integer> {
    private static final int REPORT_PARTS = 4;

    @Option(
            names = "--rows",
            paramLabel = "FILE",
            description = "JSONL with contributors, for the prediction of retraining and the attacks"
                    + " (default: the demo's rows for the one, generated facts for the other)")
    private @Nullable Path rows;

    @Mixin
    private BaseOption base = new BaseOption();

    @Option(names = "--quick", description = "minutes instead of hours, on fewer facts, sets and seeds")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", description = "of runs, facts and sets (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "where to write what was measured; plots stand beside it")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        return base.measure((model, interruption) -> {
            AttributionBench bench = new AttributionBench(
                    model,
                    rows == null ? BenchRows.ofDemo() : BenchRows.of(rows),
                    quick ? BenchSize.QUICK : BenchSize.FULL,
                    seed,
                    name -> BenchReport.stage(name, REPORT_PARTS),
                    interruption::requested);
            AttributionBench.Result result = bench.run();
            print(result);
            if (json != null) {
                write(result, json.toAbsolutePath());
            }
            return 0;
        });
    }

    private static void print(AttributionBench.Result result) {
        Table lds = new Table("method", "LDS, 20 % out", "LDS, 50 % out", "leave-one-out ρ", "CPU s", "kB kept");
        result.lds()
                .scores()
                .forEach(score -> lds.row(
                        score.method(),
                        BenchReport.shown(score.lds().get(0)),
                        BenchReport.shown(score.lds().get(1)),
                        BenchReport.shown(score.leaveOneOut()),
                        "%.1f".formatted(score.cpuSeconds()),
                        score.bytes() / 1000));
        System.out.print(lds.render(""));
        Table table = new Table("measured", "value, 95 % interval", "target", "reached", "CPU s", "kB kept");
        for (Measure measure : result.measures()) {
            table.row(
                    measure.name(),
                    BenchReport.shown(measure.value()),
                    measure.target().map(Object::toString).orElse("–"),
                    measure.target().isEmpty() ? "–" : measure.reached() ? "yes" : "no",
                    "%.1f".formatted(measure.cpuSeconds()),
                    measure.bytes() / 1000);
        }
        System.out.print(table.render(""));
        System.out.printf(Locale.ROOT, "%.0f s, %.0f CPU s%n", result.seconds(), result.cpuSeconds());
    }

    private static void write(AttributionBench.Result result, Path file) throws IOException {
        Path folder = file.getParent() == null ? Path.of("") : file.getParent();
        Files.createDirectories(folder);
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        Files.writeString(file, BenchReport.json(result));
        Files.writeString(folder.resolve(name + "-lds.svg"), BenchReport.lds(result));
        Files.writeString(folder.resolve(name + "-coverage.svg"), BenchReport.coverage(result));
        Files.writeString(folder.resolve(name + "-latency.svg"), BenchReport.latency(result));
        System.out.println("Wrote " + file + " and three plots beside it.");
    }
}
