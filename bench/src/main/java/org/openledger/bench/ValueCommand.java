package org.openledger.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.quality.ValueTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code value}: how well the value of contributors' rows agrees with the held-out loss of runs that really lack them. */
@Work.Of(Work.LABORATORY)
@Command(
        name = "value",
        description = "Measure whether the value of rows on held-out loss agrees with retraining without contributors.",
        footer = {
            "",
            "Examples:",
            "  openledger value --rows rows.jsonl",
            "  openledger value --rows rows.jsonl --seed 1,2,3 --out value.json"
        })
public final class ValueCommand implements Callable<Integer> {
    private static final int REPORT_PARTS = 5;

    @Mixin
    private ExperimentOptions options = new ExperimentOptions();

    @Option(
            names = "--seed",
            paramLabel = "N",
            split = ",",
            description = "of the run and the sets; several are run one after the other (default: 1)")
    private List<Long> seeds = List.of(1L);

    @Override
    public Integer call() throws IOException {
        options.requireRows();
        return options.measure((model, interruption) -> {
            List<ValueTrial.Result> results = new ArrayList<>();
            for (long seed : seeds) {
                ValueTrial.Result result = ValueTrial.run(
                        model,
                        options.experiment(model, seed),
                        name -> options.stage(name, REPORT_PARTS),
                        interruption::requested);
                print(seed, result);
                results.add(result);
            }
            options.write(results);
            return 0;
        });
    }

    private static void print(long seed, ValueTrial.Result result) {
        Table table = new Table("seed " + seed, "leave-one-out ρ", "20 % out ρ", "50 % out ρ", "slope", "sum", "runs");
        for (ValueTrial.Score score : result.scores()) {
            table.row(
                    score.method(),
                    "%.3f".formatted(score.leaveOneOut()),
                    "%.3f".formatted(score.sets().get(0)),
                    "%.3f".formatted(score.sets().get(1)),
                    "%.2f".formatted(score.slope()),
                    "%.4f".formatted(score.sum()),
                    "%.1f".formatted(score.runs()));
        }
        System.out.print(table.render(""));
        System.out.printf(
                Locale.ROOT,
                "a held-out token costs %.4f nats under the base, %.4f after the run, which took %.1f CPU s;"
                        + " the texts that hold it to the base did %.4f of it%n",
                result.lossBefore(),
                result.lossAfter(),
                result.trainingSeconds(),
                result.ofAnchors());
        for (int group = 0; group < result.groups().size(); group++) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-24s in-run %9.3f  exact %9.3f  without it %9.3f   thousandths of a nat%n",
                    result.groups().get(group),
                    1e3 * result.scores().get(0).ofGroups()[group],
                    1e3 * result.scores().get(1).ofGroups()[group],
                    1e3 * result.rises()[group]);
        }
    }
}
