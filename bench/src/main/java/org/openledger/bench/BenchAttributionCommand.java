package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.BaseOption;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.QuietOption;
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
        footer = {
            "",
            "Examples:",
            "  openledger bench attribution --quick",
            "  openledger bench attribution --rows rows.jsonl --part attacks --json attacks.json"
        })
final class BenchAttributionCommand implements Callable<Integer> {
    private static final int REPORT_PARTS = 4;

    @Option(
            names = "--rows",
            paramLabel = "FILE",
            description = "JSONL with contributors, for the prediction of retraining and the attacks"
                    + " (default: the demo's rows for the one, generated facts for the other)")
    private @Nullable InputFile rows;

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
    private @Nullable OutputFile json;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            split = ",",
            description = "only ${COMPLETION-CANDIDATES}, separated by commas; what the file has of others stays there")
    private List<BenchPart> parts = List.of();

    @Mixin
    private QuietOption quiet = new QuietOption();

    @Override
    public Integer call() throws IOException {
        return base.measure((model, interruption) -> {
            BenchRows measured = rows == null ? BenchRows.ofDemo() : BenchRows.of(rows.path());
            BenchSize size = quick ? BenchSize.QUICK : BenchSize.FULL;
            BenchReport report = BenchReport.of(model.digest(), measured, size, seed);
            if (json != null && !parts.isEmpty() && Files.exists(json.path())) {
                report.takeOver(json.path());
            }
            AttributionBench bench = new AttributionBench(
                    model,
                    measured,
                    size,
                    seed,
                    name -> BenchReport.stage(quiet.progress(), name, REPORT_PARTS),
                    interruption::requested);
            for (BenchPart part : parts.isEmpty() ? EnumSet.allOf(BenchPart.class) : EnumSet.copyOf(parts)) {
                report.add(part, bench.measure(part));
                System.out.print(report.table(part));
                if (json != null) {
                    report.write(json.path().toAbsolutePath());
                    System.out.println("Wrote " + part + " to " + json + ", and plots beside it.");
                }
            }
            return 0;
        });
    }
}
