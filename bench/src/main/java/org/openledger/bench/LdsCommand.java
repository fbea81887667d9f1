package org.openledger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.app.BaseLoading;
import org.openledger.app.Configuration;
import org.openledger.app.folder.KeptRun;
import org.openledger.cli.option.KeptNodeOptions;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Interruption;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.quality.Experiment;
import org.openledger.quality.Lds;
import org.openledger.quality.Method;
import org.openledger.quality.RunLds;
import org.openledger.quality.statistics.Measure.Interval;
import org.openledger.train.CancelledException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code lds}: how well each method's credit, or what receipts say of a run, predicts what retraining without contributors does. */
@Work.Of(Work.LABORATORY)
@Command(
        name = "lds",
        description = {
            "Measure how well credit predicts retraining without contributors (linear datamodeling score).",
            "With --standard of the run that 'run create' makes of the rows, with --run of a run of a node: what receipts say,"
                    + " over several seeds. Else of all methods, in a run by the options."
        },
        footer = {
            "",
            "Examples:",
            "  openledger lds --standard --rows rows.jsonl --json lds.json",
            "  openledger lds --run 5f1e --data ~/ledger --seeds 5 --json",
            "  openledger lds --rows rows.jsonl --methods \"counterfactual;BM25\" --out lds.json"
        })
public final class LdsCommand implements Callable<Integer> {
    private static final int REPORT_PARTS = 10;
    private static final String STANDARD_OUTPUT = "-";

    /** What only a run by the options has. */
    private static final List<String> OF_OWN_RUN =
            List.of("--steps", "--rank", "--rate", "--warmup", "--max-tokens", "--methods");

    /** What a run of a node has already. */
    private static final List<String> OF_GIVEN_ROWS = List.of("--standard", "--rows", "--base");

    /** What says where a node is. */
    private static final List<String> OF_A_NODE = List.of("--data", "--config", "--chain", "--database");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ExperimentOptions options = new ExperimentOptions();

    @Option(names = "--standard", description = "measure exactly the run that 'run create' makes of the rows")
    private boolean standard;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "measure this run of a node: its base, configuration and rows")
    private @Nullable String run;

    @Mixin
    private KeptNodeOptions node = new KeptNodeOptions();

    @Range(min = 1)
    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "seeds to train with (default: 3 with --standard or --run, else 1)")
    private @Nullable Integer seeds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the run and the sets (default: the run's own, else 1)")
    private @Nullable Long seed;

    @Option(
            names = "--methods",
            paramLabel = "NAME",
            split = ";",
            converter = KnownMethod.class,
            description = "only these, separated by semicolons (default: all)")
    private List<String> methods = List.of();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = STANDARD_OUTPUT,
            description = "print JSON, or write it to a file")
    private @Nullable OutputFile json;

    @Override
    public Integer call() throws IOException {
        if (run != null) {
            refuse(Stream.concat(OF_OWN_RUN.stream(), OF_GIVEN_ROWS.stream()).toList(), "the run of --run has its own");
            return measureRun(run);
        }
        refuse(OF_A_NODE, "it is of --run, which is not given");
        if (standard) {
            refuse(OF_OWN_RUN, "--standard measures the run that 'run create' makes");
        }
        options.requireRows();
        return options.measure((model, interruption) -> {
            if (standard) {
                Experiment experiment = options.standardExperiment(model, Objects.requireNonNullElse(seed, 1L));
                return measureRun(model, experiment, true, interruption);
            }
            return measureMethods(model, options.experiment(model, Objects.requireNonNullElse(seed, 1L)), interruption);
        });
    }

    private void refuse(List<String> names, String why) {
        names.stream()
                .filter(name -> spec.commandLine().getParseResult().hasMatchedOption(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(spec.commandLine(), "leave out " + name + ": " + why);
                });
    }

    private int measureRun(String id) throws IOException {
        Configuration configuration = node.configuration();
        KeptRun.requireIn(configuration);
        try (Interruption interruption = Interruption.listen();
                Bases bases = BaseLoading.bases(configuration)) {
            KeptRun kept = KeptRun.read(configuration, bases, id);
            Experiment experiment = options.experimentOf(kept, Optional.ofNullable(seed));
            return measureRun(kept.base(), experiment, !kept.data().heldOut().isEmpty(), interruption);
        } catch (CancelledException stopped) {
            System.err.println("openledger: " + stopped.getMessage() + "; what was not finished is not written");
            return 1;
        }
    }

    private int measureRun(BaseModel base, Experiment experiment, boolean heldOut, Interruption interruption)
            throws IOException {
        long first = experiment.configuration().seed();
        int count = Objects.requireNonNullElse(seeds, RunLds.LEAST_SEEDS);
        RunLds.Result result = RunLds.of(
                base,
                experiment,
                heldOut,
                LongStream.range(first, first + count).boxed().toList(),
                name -> options.stage(name, REPORT_PARTS),
                this::keep,
                interruption::requested);
        show(result, () -> print(result));
        return 0;
    }

    /** Writes what the seeds that are done have shown, since the others take long. */
    private void keep(RunLds.Result soFar) {
        try {
            if (json != null && !printsJson()) {
                ExperimentOptions.write(soFar, json);
            }
            options.write(soFar);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write what the first seeds have shown", e);
        }
    }

    private int measureMethods(BaseModel model, Experiment experiment, Interruption interruption) throws IOException {
        long first = experiment.configuration().seed();
        if (!printsJson()) {
            System.out.printf(
                    Locale.ROOT,
                    "%d contributors, %d rows, %d held-out queries, %d sets of each size%n",
                    experiment.groups().size(),
                    experiment.rows().size(),
                    experiment.queries().size(),
                    options.subsets());
        }
        Lds.Result result = Lds.run(
                model,
                experiment,
                LongStream.range(1, Objects.requireNonNullElse(seeds, 1))
                        .map(i -> first + i)
                        .boxed()
                        .toList(),
                this::wanted,
                name -> options.stage(name, REPORT_PARTS),
                interruption::requested);
        show(result, () -> print(result));
        return 0;
    }

    /** Prints for people, or JSON; a file gets JSON beside what people read. */
    private void show(Object result, Runnable forPeople) throws IOException {
        if (printsJson()) {
            System.out.println(NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } else {
            forPeople.run();
            if (json != null) {
                ExperimentOptions.write(result, json);
            }
        }
        options.write(result);
    }

    private boolean printsJson() {
        return json != null && json.path().toString().equals(STANDARD_OUTPUT);
    }

    /** A method's name: another one is refused before anything is trained. */
    static final class KnownMethod implements ITypeConverter<String> {
        @Override
        public String convert(String word) {
            if (!Method.NAMES.contains(word)) {
                throw new TypeConversionException(
                        "there is no method '" + word + "', but: " + String.join("; ", Method.NAMES));
            }
            return word;
        }
    }

    private boolean wanted(String method) {
        return methods.isEmpty() || methods.contains(method);
    }

    private static void print(RunLds.Result result) {
        System.out.printf(
                Locale.ROOT,
                "%d contributors, %d rows, %d %s queries, seeds %s%n%s%n",
                result.contributors(),
                result.rows(),
                result.queries(),
                result.heldOut() ? "held-out" : "learnt",
                result.seeds(),
                result.settings());
        Table table = new Table("LDS", "left out", "their rows weigh 0", "slope", "their rows are absent", "slope");
        for (RunLds.Score score : result.scores()) {
            if (score.truth() == RunLds.Truth.WEIGHT_0) {
                RunLds.Score absent = result.scores().stream()
                        .filter(each -> each.method().equals(score.method())
                                && each.percent() == score.percent()
                                && each.truth() == RunLds.Truth.ABSENT)
                        .findFirst()
                        .orElseThrow();
                table.row(
                        score.method(),
                        score.percent() + " %",
                        BenchReport.shown(score.lds()),
                        "%.2f".formatted(score.slope()),
                        BenchReport.shown(absent.lds()),
                        "%.2f".formatted(absent.slope()));
            }
        }
        System.out.print(table.render(""));
        result.withoutAFifth().ifPresent(System.out::println);
        Table alone = new Table("each contributor's rows absent", "ρ, seed by seed", "ρ of the seeds' means", "slope");
        for (RunLds.Alone each : result.alone()) {
            alone.row(
                    each.method(),
                    BenchReport.shown(each.rho()),
                    BenchReport.shown(each.rhoOfMeans()),
                    "%.2f".formatted(each.slopeOfMeans()));
        }
        System.out.print(alone.render(""));
        for (Interval across : result.acrossSeeds()) {
            System.out.println("other seeds' mean effects tell a seed's own with ρ " + BenchReport.shown(across));
        }
        System.out.printf(
                Locale.ROOT,
                "a run takes %.1f CPU s: a query's token costs %.3f nats under the base, %.3f after it;"
                        + " without each contributor %.2f runs a contributor%n",
                result.runCpuSeconds(),
                result.lossBefore(),
                result.lossAfter(),
                result.counterfactualRuns());
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
