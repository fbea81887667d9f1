package org.openledger.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.openledger.attribution.quality.Experiment;
import org.openledger.attribution.quality.Lds;
import org.openledger.attribution.quality.QualityException;
import org.openledger.model.BaseModel;
import org.openledger.model.ModelException;
import org.openledger.model.Projection;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.Progress;
import org.openledger.train.RowText;
import org.openledger.train.TrainingException;
import org.openledger.train.TrainingRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lds}: how well each method's credit predicts what retraining without contributors does, on any rows. */
@Command(
        name = "lds",
        description = "Measure how well credit predicts retraining without contributors (linear datamodeling score).",
        mixinStandardHelpOptions = true)
final class LdsCommand implements Callable<Integer> {
    private static final List<Integer> PERCENTS = List.of(20, 50);
    /** Of a contributor's rows, the last in this many is held out and asked about. */
    private static final int HOLD_OUT = 5;

    private static final int REPORT_PARTS = 10;

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
    private int subsets = 60;

    @Option(names = "--seeds", paramLabel = "N", description = "seeds to retrain with (default: ${DEFAULT-VALUE})")
    private int seeds = 1;

    @Option(names = "--queries", paramLabel = "N", description = "held-out answers (default: ${DEFAULT-VALUE})")
    private int queries = 100;

    @Option(names = "--steps", paramLabel = "N", description = "steps of the run (default: ${DEFAULT-VALUE})")
    private int steps = 120;

    @Option(names = "--rank", paramLabel = "N", description = "LoRA rank (default: ${DEFAULT-VALUE})")
    private int rank = 4;

    @Option(names = "--rate", paramLabel = "X", description = "peak learning rate (default: ${DEFAULT-VALUE})")
    private double rate = 3e-3;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "steps until the peak rate (default: a fifth of the steps)")
    private @Nullable Integer warmup;

    @Option(names = "--max-tokens", paramLabel = "N", description = "of a row (default: ${DEFAULT-VALUE})")
    private int maxTokens = 128;

    @Option(names = "--seed", paramLabel = "N", description = "of the run and the sets (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--methods",
            paramLabel = "NAME",
            split = ";",
            description = "only these, separated by semicolons (default: all)")
    private List<String> methods = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "where to write the scores as JSON")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        try (Interruption interruption = Interruption.listen();
                BaseModel model = BaseModel.load(base == null ? Configuration.toyBase() : base)) {
            Experiment experiment = experiment(model);
            System.out.printf(
                    Locale.ROOT,
                    "%d contributors, %d rows, %d held-out queries, %d sets of each size%n",
                    experiment.groups().size(),
                    experiment.rows().size(),
                    experiment.queries().size(),
                    subsets);
            List<Long> others =
                    LongStream.range(1, seeds).map(i -> seed + i).boxed().toList();
            Lds.Result result =
                    Lds.run(model, experiment, others, this::wanted, LdsCommand::stage, interruption::requested);
            print(result);
            if (out != null) {
                Files.writeString(
                        out, NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
                System.out.println("Wrote " + out + ".");
            }
            return 0;
        } catch (CancelledException stopped) {
            System.err.println("openledger: " + stopped.getMessage() + "; no scores were written");
            return 1;
        } catch (TrainingException | ModelException | QualityException e) {
            throw new AppException(String.valueOf(e.getMessage()), e);
        }
    }

    private Experiment experiment(BaseModel model) {
        Map<String, List<RowText>> given = read();
        if (given.size() < 2) {
            throw new AppException(rows + " names " + given.size() + " contributor: at least two are compared");
        }
        List<String> groups = List.copyOf(given.keySet());
        List<List<RowText>> rowsOf = List.copyOf(given.values());
        List<TrainingRow> learnt = new ArrayList<>();
        List<TrainingRow> asked = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            List<RowText> texts = rowsOf.get(group);
            for (int i = 0; i < texts.size(); i++) {
                List<TrainingRow> into = i % HOLD_OUT == HOLD_OUT - 1 ? asked : learnt;
                texts.get(i)
                        .tokens(model, maxTokens, group, "%064x".formatted(learnt.size() + asked.size()))
                        .ifPresent(into::add);
            }
        }
        if (asked.isEmpty()) {
            throw new AppException(rows + ": no contributor has " + HOLD_OUT
                    + " rows, so that one could be held out and asked about: give more rows");
        }
        Experiment.Sets sets = Experiment.Sets.draw(groups.size(), subsets, PERCENTS, seed);
        return new Experiment(
                new LoraConfiguration(
                        rank,
                        2.0 * rank,
                        EnumSet.allOf(Projection.class),
                        steps,
                        16,
                        rate,
                        warmup == null ? Math.max(1, steps / 5) : warmup,
                        maxTokens,
                        seed),
                groups,
                learnt,
                spread(asked),
                sets.tuning(),
                sets.measured());
    }

    /** At most {@code queries} of them, from all contributors alike. */
    private List<TrainingRow> spread(List<TrainingRow> asked) {
        List<TrainingRow> chosen = new ArrayList<>();
        int count = Math.min(queries, asked.size());
        for (int i = 0; i < count; i++) {
            chosen.add(asked.get((int) ((long) i * asked.size() / count)));
        }
        return chosen;
    }

    private Map<String, List<RowText>> read() {
        Map<String, List<RowText>> given = new TreeMap<>();
        try (TextRows lines = new TextRows(rows)) {
            for (Optional<TextRows.TextRow> row = lines.next(); row.isPresent(); row = lines.next()) {
                List<String> texts = row.get().texts();
                given.computeIfAbsent(row.get().contributor(), name -> new ArrayList<>())
                        .add(
                                texts.size() == 1
                                        ? new RowText.Plain(texts.getFirst())
                                        : new RowText.Instruction(texts.getFirst(), texts.getLast()));
            }
        }
        return given;
    }

    private boolean wanted(String method) {
        return methods.isEmpty() || methods.contains(method);
    }

    /** One line a tenth of the way. */
    private static Progress stage(String name) {
        System.out.println(name + " …");
        return (step, ofSteps, loss) -> {
            int part = Math.max(1, ofSteps / REPORT_PARTS);
            if (step % part == 0) {
                System.out.printf(Locale.ROOT, "  %d of %d steps%n", step, ofSteps);
            }
        };
    }

    private static void print(Lds.Result result) {
        Table table = new Table(
                "method", "LDS, 20 % out", "LDS, 50 % out", "leave-one-out ρ", "top-1", "slope", "CPU s", "stored");
        for (Lds.Score score : result.scores()) {
            table.row(
                    score.method() + (score.setting().isEmpty() ? "" : " (" + score.setting() + ")"),
                    shown(score.lds().get(0)),
                    shown(score.lds().get(1)),
                    shown(score.leaveOneOut()),
                    shown(score.top1()),
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
        if (!result.ceiling().isEmpty()) {
            Table across = new Table("across seeds", "LDS, 20 % out", "LDS, 50 % out");
            across.row(
                    "real effects of one seed",
                    shown(result.ceiling().get(0)),
                    shown(result.ceiling().get(1)));
            for (Lds.Score score : result.scores()) {
                across.row(
                        score.method(),
                        shown(score.otherSeeds().get(0)),
                        shown(score.otherSeeds().get(1)));
            }
            System.out.print(across.render(""));
        }
    }

    private static String shown(Lds.Mean mean) {
        return "%.3f [%.3f, %.3f]".formatted(mean.value(), mean.low(), mean.high());
    }
}
