package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.BaseOption;
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
            description = "where to write what was measured, part by part; plots stand beside it")
    private @Nullable Path json;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            split = ",",
            description = "only ${COMPLETION-CANDIDATES}, separated by commas; what the file has of others stays there")
    private List<BenchPart> parts = List.of();

    @Override
    public Integer call() throws IOException {
        return base.measure((model, interruption) -> {
            BenchRows measured = rows == null ? BenchRows.ofDemo() : BenchRows.of(rows);
            BenchSize size = quick ? BenchSize.QUICK : BenchSize.FULL;
            BenchReport report = BenchReport.of(model.digest(), measured, size, seed);
            if (json != null && !parts.isEmpty() && Files.exists(json)) {
                report.takeOver(json);
            }
            AttributionBench bench = new AttributionBench(
                    model,
                    measured,
                    size,
                    seed,
                    name -> BenchReport.stage(name, REPORT_PARTS),
                    interruption::requested);
            for (BenchPart part : parts.isEmpty() ? EnumSet.allOf(BenchPart.class) : EnumSet.copyOf(parts)) {
                report.add(part, bench.measure(part));
                System.out.print(report.table(part));
                if (json != null) {
                    report.write(json.toAbsolutePath());
                    System.out.println("Wrote " + part + " to " + json + ", and plots beside it.");
                }
            }
            return 0;
        });
    }
}
