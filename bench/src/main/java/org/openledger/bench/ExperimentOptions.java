package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.openledger.app.folder.KeptRun;
import org.openledger.cli.option.BaseOption;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.QuietOption;
import org.openledger.cli.option.Range;
import org.openledger.client.NodeClient;
import org.openledger.factory.RunConfiguration;
import org.openledger.factory.TrainingData;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.quality.Experiment;
import org.openledger.store.Refusal;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.Progress;
import org.openledger.train.RowText;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that trains a run on somebody's rows and again without some of them. */
final class ExperimentOptions {
    private static final List<Integer> PERCENTS = List.of(20, 50);
    private static final int BATCH_ROWS = 16;

    @Mixin
    private BaseOption base = new BaseOption();

    @Option(
            names = "--rows",
            paramLabel = "FILE",
            description = "JSONL: contributor, and text or instruction and response")
    private @Nullable InputFile rows;

    @Range(min = 2)
    @Option(
            names = "--subsets",
            paramLabel = "N",
            description = "sets of contributors to retrain without, of each size (default: ${DEFAULT-VALUE})")
    private int subsets = 60;

    @Range(min = 1)
    @Option(names = "--queries", paramLabel = "N", description = "held-out rows to ask (default: ${DEFAULT-VALUE})")
    private int queries = 100;

    @Range(min = 1)
    @Option(names = "--steps", paramLabel = "N", description = "steps of the run (default: ${DEFAULT-VALUE})")
    private int steps = 60;

    @Range(min = 1)
    @Option(names = "--rank", paramLabel = "N", description = "LoRA rank (default: ${DEFAULT-VALUE})")
    private int rank = 4;

    @Range(min = 0)
    @Option(names = "--rate", paramLabel = "X", description = "peak learning rate (default: ${DEFAULT-VALUE})")
    private double rate = 1e-3;

    @Range(min = 0)
    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "steps until the peak rate (default: a fifth of the steps)")
    private @Nullable Integer warmup;

    @Range(min = 1)
    @Option(names = "--max-tokens", paramLabel = "N", description = "of a row (default: ${DEFAULT-VALUE})")
    private int maxTokens = 128;

    @Option(names = "--out", paramLabel = "FILE", description = "where to write what came out as JSON")
    private @Nullable OutputFile out;

    @Mixin
    private QuietOption quiet = new QuietOption();

    /** Opens the base and measures, as {@link BaseOption} says. */
    int measure(BaseOption.Work work) throws IOException {
        return base.measure(work);
    }

    /** Says what begins, and how far it is {@code parts} times. */
    Progress stage(String name, int parts) {
        return BenchReport.stage(quiet.progress(), name, parts);
    }

    /** Writes what came out, where a file was named. */
    void write(Object result) throws IOException {
        if (out != null) {
            write(result, out);
        }
    }

    static void write(Object result, OutputFile file) throws IOException {
        Files.writeString(
                file.path(), NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
        System.out.println("Wrote " + file + ".");
    }

    int subsets() {
        return subsets;
    }

    /** What {@code run create} would make of these rows where nothing else is asked for. */
    Experiment standardExperiment(BaseModel model, long seed) {
        SortedMap<String, List<RowText>> given = rows();
        long count = given.values().stream().mapToLong(List::size).sum();
        LoraConfiguration standard =
                RunConfiguration.standard(model.config(), count).on(model.config());
        return Experiment.of(model, given, standard.withSeed(seed), queries, subsets, PERCENTS);
    }

    /** A run of a node as it is. */
    Experiment experimentOf(KeptRun run, Optional<Long> seed) {
        TrainingData data = run.data();
        LoraConfiguration configuration = run.configuration();
        return Experiment.ofRun(
                seed.map(configuration::withSeed).orElse(configuration),
                data.groups(),
                data.training(),
                data.heldOut().isEmpty() ? data.training() : data.heldOut(),
                queries,
                subsets,
                PERCENTS);
    }

    /** @throws Refusal where no rows are named, which only a run of a node has by itself */
    InputFile requireRows() {
        if (rows == null) {
            throw new Refusal(Refusal.Kind.INVALID, "there are no rows to measure on: name a file with --rows");
        }
        return rows;
    }

    private SortedMap<String, List<RowText>> rows() {
        return BenchRows.of(requireRows().path()).rows();
    }

    /** @param seed of the run and the sets */
    Experiment experiment(BaseModel model, long seed) {
        SortedMap<String, List<RowText>> given = rows();
        LoraConfiguration configuration = new LoraConfiguration(
                rank,
                2.0 * rank,
                EnumSet.allOf(Projection.class),
                steps,
                BATCH_ROWS,
                rate,
                warmup == null ? Math.max(1, steps / 5) : warmup,
                maxTokens,
                seed);
        return Experiment.of(model, given, configuration, queries, subsets, PERCENTS);
    }
}
