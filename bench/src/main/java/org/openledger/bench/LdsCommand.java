package org.openledger.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.quality.Experiment;
import org.openledger.quality.Lds;
import org.openledger.quality.MethodNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code lds}: how well each method's credit predicts what retraining without contributors does, on any rows. */
@Work.Of(Work.LABORATORY)
@Command(
        name = "lds",
        description = "Measure how well credit predicts retraining without contributors (linear datamodeling score).",
        footer = {
            "",
            "Examples:",
            "  openledger lds --rows rows.jsonl",
            "  openledger lds --rows rows.jsonl --methods \"counterfactual;BM25\" --out lds.json"
        })
public final class LdsCommand implements Callable<Integer> {
    private static final int REPORT_PARTS = 10;

    @Mixin
    private ExperimentOptions options = new ExperimentOptions();

    @Range(min = 1)
    @Option(names = "--seeds", paramLabel = "N", description = "seeds to retrain with (default: ${DEFAULT-VALUE})")
    private int seeds = 1;

    @Option(names = "--seed", paramLabel = "N", description = "of the run and the sets (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--methods",
            paramLabel = "NAME",
            split = ";",
            converter = KnownMethod.class,
            description = "only these, separated by semicolons (default: all)")
    private List<String> methods = List.of();

    @Override
    public Integer call() throws IOException {
        return options.measure((model, interruption) -> {
            Experiment experiment = options.experiment(model, seed);
            System.out.printf(
                    Locale.ROOT,
                    "%d contributors, %d rows, %d held-out queries, %d sets of each size%n",
                    experiment.groups().size(),
                    experiment.rows().size(),
                    experiment.queries().size(),
                    options.subsets());
            Lds.Result result = Lds.run(
                    model,
                    experiment,
                    LongStream.range(1, seeds).map(i -> seed + i).boxed().toList(),
                    this::wanted,
                    name -> options.stage(name, REPORT_PARTS),
                    interruption::requested);
            print(result);
            options.write(result);
            return 0;
        });
    }

    /** A method's name: another one is refused before anything is trained. */
    static final class KnownMethod implements ITypeConverter<String> {
        @Override
        public String convert(String word) {
            if (!MethodNames.ALL.contains(word)) {
                throw new TypeConversionException(
                        "there is no method '" + word + "', but: " + String.join("; ", MethodNames.ALL));
            }
            return word;
        }
    }

    private boolean wanted(String method) {
        return methods.isEmpty() || methods.contains(method);
    }

    private static void print(Lds.Result result) {
        Table table = new Table(
                "method", "LDS, 20 % out", "LDS, 50 % out", "leave-one-out ρ", "top-1", "slope", "CPU s", "stored");
        for (Lds.Score score : result.scores()) {
            table.row(
                    score.method() + (score.setting().isEmpty() ? "" : " (" + score.setting() + ")"),
                    BenchReport.shown(score.lds().get(0)),
                    BenchReport.shown(score.lds().get(1)),
                    BenchReport.shown(score.leaveOneOut()),
                    BenchReport.shown(score.top1()),
                    "%.2f".formatted(score.slope()),
                    "%.1f".formatted(score.cpuSeconds()),
                    "%.1f %%".formatted(100.0 * score.bytes() / result.rowGradientBytes()));
        }
        System.out.print(table.render(""));
        System.out.printf(
                Locale.ROOT,
                "stored: beside the gradients of all rows, %.1f MB%n"
                        + "the run %.1f CPU s: a held-out token costs %.3f nats under the base, %.3f after it;"
                        + " without each contributor %.2f runs a contributor%n",
                result.rowGradientBytes() / 1e6,
                result.trainingSeconds(),
                result.lossBefore(),
                result.lossAfter(),
                result.counterfactualRuns());
        result.combined().ifPresent(LdsCommand::print);
        if (!result.ceiling().isEmpty()) {
            Table across = new Table("across seeds", "LDS, 20 % out", "LDS, 50 % out");
            across.row(
                    "real effects of one seed",
                    BenchReport.shown(result.ceiling().get(0)),
                    BenchReport.shown(result.ceiling().get(1)));
            for (Lds.Score score : result.scores()) {
                across.row(
                        score.method(),
                        BenchReport.shown(score.otherSeeds().get(0)),
                        BenchReport.shown(score.otherSeeds().get(1)));
            }
            System.out.print(across.render(""));
        }
    }

    private static void print(Lds.Weights combined) {
        System.out.println("combined: "
                + combined.weights().entrySet().stream()
                        .map(each -> "%.4g × %s".formatted(each.getValue(), each.getKey()))
                        .collect(Collectors.joining(" + "))
                + ", fitted to " + combined.fittedTo());
        System.out.println("its LDS is above that of " + combined.best() + " by "
                + combined.gain().stream().map(BenchReport::shown).collect(Collectors.joining(" and "))
                + (combined.gainOtherSeeds().isEmpty()
                        ? ""
                        : "; across seeds by "
                                + combined.gainOtherSeeds().stream()
                                        .map(BenchReport::shown)
                                        .collect(Collectors.joining(" and "))));
    }
}
