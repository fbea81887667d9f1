package org.openledger.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.quality.Experiment;
import org.openledger.attribution.quality.QualityException;
import org.openledger.attribution.quality.ValueTrial;
import org.openledger.model.BaseModel;
import org.openledger.model.ModelException;
import org.openledger.model.Projection;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code value}: how well the value of contributors' rows agrees with the held-out loss of runs that really lack them. */
@Command(
        name = "value",
        description = "Measure whether the value of rows on held-out loss agrees with retraining without contributors.",
        mixinStandardHelpOptions = true)
final class ValueCommand implements Callable<Integer> {
    private static final List<Integer> PERCENTS = List.of(20, 50);
    private static final int REPORT_PARTS = 5;

    @Option(
            names = "--rows",
            paramLabel = "FILE",
            required = true,
            description = "JSONL: contributor, and text or instruction and response")
    private Path rows = Path.of("");

    @Option(names = "--base", paramLabel = "DIR", description = "the base model's folder (default: the toy base)")
    private @Nullable Path base;

    @Option(
            names = "--subsets",
            paramLabel = "N",
            description = "sets of contributors to retrain without, of each size (default: ${DEFAULT-VALUE})")
    private int subsets = 30;

    @Option(names = "--queries", paramLabel = "N", description = "held-out rows (default: ${DEFAULT-VALUE})")
    private int queries = 100;

    @Option(names = "--steps", paramLabel = "N", description = "steps of the run (default: ${DEFAULT-VALUE})")
    private int steps = 60;

    @Option(names = "--rank", paramLabel = "N", description = "LoRA rank (default: ${DEFAULT-VALUE})")
    private int rank = 4;

    @Option(names = "--rate", paramLabel = "X", description = "peak learning rate (default: ${DEFAULT-VALUE})")
    private double rate = 1e-3;

    @Option(names = "--max-tokens", paramLabel = "N", description = "of a row (default: ${DEFAULT-VALUE})")
    private int maxTokens = 128;

    @Option(
            names = "--seed",
            paramLabel = "N",
            split = ",",
            description = "of the run and the sets; several are run one after the other (default: 1)")
    private List<Long> seeds = List.of(1L);

    @Option(names = "--out", paramLabel = "FILE", description = "where to write what came out as JSON")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        List<ValueTrial.Result> results = new ArrayList<>();
        try (Interruption interruption = Interruption.listen();
                BaseModel model = BaseModel.load(base == null ? Configuration.toyBase() : base)) {
            for (long seed : seeds) {
                ValueTrial.Result result = ValueTrial.run(
                        model,
                        experiment(model, seed),
                        name -> BenchReport.stage(name, REPORT_PARTS),
                        interruption::requested);
                print(seed, result);
                results.add(result);
            }
            if (out != null) {
                Files.writeString(
                        out, NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n");
                System.out.println("Wrote " + out + ".");
            }
            return 0;
        } catch (CancelledException stopped) {
            System.err.println("openledger: " + stopped.getMessage() + "; nothing was written");
            return 1;
        } catch (TrainingException | ModelException | QualityException e) {
            throw new AppException(String.valueOf(e.getMessage()), e);
        }
    }

    private Experiment experiment(BaseModel model, long seed) {
        LoraConfiguration configuration = new LoraConfiguration(
                rank,
                2.0 * rank,
                EnumSet.allOf(Projection.class),
                steps,
                16,
                rate,
                Math.max(1, steps / 5),
                maxTokens,
                seed);
        return Experiment.of(model, BenchRows.of(rows).rows(), configuration, queries, subsets, PERCENTS);
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
