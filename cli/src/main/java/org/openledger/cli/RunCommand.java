package org.openledger.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.PlanOptions;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.VersionNumber;
import org.openledger.cli.option.Work;
import org.openledger.cli.option.YesOption;
import org.openledger.cli.terminal.Table;
import org.openledger.cli.terminal.Terminal;
import org.openledger.client.NodeClient;
import org.openledger.client.model.ContributorValue;
import org.openledger.client.model.NewRun;
import org.openledger.client.model.RunDetail;
import org.openledger.client.model.RunValueDetail;
import org.openledger.client.model.VersionPin;
import org.openledger.client.run.EstimateDetail;
import org.openledger.client.run.EvaluationDetail;
import org.openledger.client.run.NewEvaluation;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: lists, estimates, starts, shows, pauses, evaluates, deploys and cancels fine-tuning runs. */
@Work.Of(Work.BUILD_MODELS)
@Command(
        name = "run",
        description =
                "List runs; estimate, start, show, pause, evaluate, deploy, retrain and cancel them with a subcommand.",
        footer = {"", "Examples:", "  openledger run", "  openledger run --json"},
        subcommands = {
            RunCommand.Create.class,
            RunCommand.Show.class,
            RunCommand.Pause.class,
            RunCommand.Resume.class,
            RunCommand.Evaluate.class,
            RunCommand.Deploy.class,
            RunCommand.Retrain.class,
            RunCommand.Value.class,
            RunCommand.Cancel.class
        })
final class RunCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        List<RunDetail> runs = node.runs();
        json.print(runs, () -> print(runs));
    }

    private static void print(List<RunDetail> runs) {
        Table table = new Table(
                "id", "model", "state", "done", "loss before", "after", "held out before", "after", "answers");
        runs.forEach(each -> table.row(
                each.id(),
                each.name(),
                each.state() + (each.paused() ? ", paused" : ""),
                "%.0f %%".formatted(each.progressPpm() / 10_000.0),
                loss(each.lossBefore()),
                loss(each.lossAfter()),
                loss(each.heldOutLossBefore()),
                loss(each.heldOutLossAfter()),
                each.live() ? "yes" : "no"));
        System.out.print(table.render(""));
    }

    private static String loss(Optional<Double> loss) {
        return loss.map("%.3f"::formatted).orElse("–");
    }

    /** Starts a run. */
    @Command(
            name = "create",
            description = "Fine-tune a model on Datanet versions.",
            footer = {
                "",
                "Examples:",
                "  openledger run create kitchen --owner $BEN --version 1:1",
                "  openledger run create kitchen --owner $BEN --version 1:1 --estimate",
                "  openledger run create kitchen --owner $BEN --version 1:1 --version 2:3 --steps 200",
                "  openledger run create kitchen --owner $BEN --version 1:1 --top-layers 4 --epochs 3"
            })
    static final class Create extends NodeCommand {
        private static final double PPM_PER_PERCENT = 10_000;
        private static final double NANONATS_PER_NAT = 1e9;

        @Parameters(paramLabel = "NAME", description = "what the model will be called in requests")
        private String name = "";

        @Option(
                names = "--owner",
                paramLabel = "ACCOUNT",
                required = true,
                description = "paid as the developer, by address or name")
        private AccountNamed owner = AccountNamed.NOBODY;

        @Option(
                names = "--version",
                paramLabel = "DATANET:NUMBER",
                required = true,
                description = "a version to learn from; may be given more than once")
        private List<VersionNumber> versions = List.of();

        @Mixin
        private PlanOptions plan = new PlanOptions();

        @Range(min = 0)
        @Option(
                names = "--reward",
                paramLabel = "GWEI",
                description = "paid from the owner's deposit to those whose rows lower the loss on held-out rows")
        private long rewardGwei;

        @Range(min = 0, max = 100)
        @Option(
                names = "--held-out",
                paramLabel = "PERCENT",
                description =
                        "of the rows are not learnt but measured on (default: 5 where there are 200 rows or more)")
        private @Nullable Double heldOutPercent;

        @Range(min = 0, max = 1_000)
        @Option(
                names = "--gate",
                paramLabel = "NATS",
                description =
                        "the model answers by itself where a held-out token costs at least so much less (default: deploy it yourself)")
        private @Nullable Double gateNats;

        @Option(
                names = "--base",
                paramLabel = "NAME",
                description = "the base to start from (default: the node's first)")
        private @Nullable String base;

        @Option(names = "--estimate", description = "say what the run would take, and start nothing")
        private boolean estimate;

        @Mixin
        private YesOption yes = new YesOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            NewRun wanted = wanted(node);
            if (estimate) {
                EstimateDetail found = node.estimateRun(wanted);
                json.print(found, () -> System.out.print(RunReport.of(found)));
            } else if (yes.allows(() -> System.err.print(RunReport.of(node.estimateRun(wanted))), "Start this run?")) {
                RunDetail run = node.createRun(wanted);
                json.print(run, () -> System.out.println(run.id()));
            }
        }

        private NewRun wanted(NodeClient node) {
            return new NewRun(
                    name,
                    owner.address(node),
                    versions.stream()
                            .map(version -> new VersionPin(version.datanet(), version.number()))
                            .toList(),
                    true,
                    0,
                    plan.change(),
                    Optional.ofNullable(heldOutPercent)
                            .map(percent -> Math.toIntExact(Math.round(percent * PPM_PER_PERCENT))),
                    Optional.ofNullable(gateNats).map(nats -> Math.round(nats * NANONATS_PER_NAT)),
                    rewardGwei,
                    Optional.ofNullable(base));
        }
    }

    /** Shows one run. */
    @Command(
            name = "show",
            description =
                    "Show how far a run is, how long it still takes, and what its model says to rows it never learnt.",
            footer = {"", "Examples:", "  openledger run show 5c1e…", "  openledger run show 5c1e… --follow"})
    static final class Show extends NodeCommand {
        private static final int POLL_MILLIS = 1_000;
        private static final Set<String> ENDED = Set.of("ready", "failed", "cancelled");

        @Parameters(paramLabel = "ID", description = "of the run: openledger run")
        private String id = "";

        @Option(names = "--follow", description = "say each second how far it is, until it has ended")
        private boolean follow;

        @Option(names = "--answers", description = "show the answers of base and model side by side")
        private boolean answers;

        @Mixin
        private JsonOption json = new JsonOption();

        /** A run as the command prints it, with what its model was asked. */
        private record WholeRun(@JsonUnwrapped RunDetail run, List<EvaluationDetail> evaluations) {}

        @Override
        public void run(NodeClient node) {
            RunDetail run = node.run(id);
            if (follow) {
                run = followed(node, run);
            }
            WholeRun whole = new WholeRun(run, node.runEvaluations(id).list());
            json.print(whole, () -> {
                System.out.print(RunReport.of(whole.run()));
                whole.evaluations().forEach(each -> System.out.print(RunReport.of(each, answers)));
            });
        }

        /** Says a line where it differs from the last: over it where a person watches. */
        private static RunDetail followed(NodeClient node, RunDetail first) {
            RunDetail run = first;
            String said = "";
            while (true) {
                String line = RunReport.line(run);
                if (!line.equals(said)) {
                    System.err.print(Terminal.isWatched() ? "\r\033[K" + line : line + "\n");
                    said = line;
                }
                if (ENDED.contains(run.state())) {
                    System.err.print(Terminal.isWatched() ? "\n" : "");
                    return run;
                }
                try {
                    Thread.sleep(POLL_MILLIS);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return run;
                }
                run = node.run(run.id());
            }
        }
    }

    /** Lets a run rest. */
    @Command(
            name = "pause",
            description = "Let a run rest; others go before it.",
            footer = {"", "Examples:", "  openledger run pause 5c1e…", "  openledger run pause 5c1e… --data ~/ledger"})
    static final class Pause extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "of the run: openledger run")
        private String id = "";

        @Override
        public void run(NodeClient node) {
            System.out.println(RunReport.line(node.pauseRun(id)));
        }
    }

    /** Lets a run go on. */
    @Command(
            name = "resume",
            description = "Let a paused run go on from where it was.",
            footer = {"", "Examples:", "  openledger run resume 5c1e…", "  openledger run resume 5c1e… --data ~/ledger"
            })
    static final class Resume extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "of the run: openledger run")
        private String id = "";

        @Override
        public void run(NodeClient node) {
            System.out.println(RunReport.line(node.resumeRun(id)));
        }
    }

    /** Has a run's model asked a regression set. */
    @Command(
            name = "evaluate",
            description = "Have a run's model and its base asked a regression set; run show says what came out.",
            footer = {
                "",
                "Examples:",
                "  openledger run evaluate 5c1e… --version 2:1",
                "  openledger run evaluate 5c1e… --file common.jsonl --name \"common knowledge\""
            })
    static final class Evaluate extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "of the run: openledger run")
        private String id = "";

        @ArgGroup(multiplicity = "1")
        private Rows rows = new Rows();

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "what the set is called (default: its version or file)")
        private Optional<String> name = Optional.empty();

        @Mixin
        private JsonOption json = new JsonOption();

        /** Where the rows come from. */
        private static final class Rows {
            @Option(names = "--version", paramLabel = "DATANET:NUMBER", description = "a version of a Datanet")
            private @Nullable VersionNumber version;

            @Option(
                    names = "--file",
                    paramLabel = "FILE",
                    description = "rows as JSON, one a line, with the texts of a Datanet's rows")
            private @Nullable InputFile file;
        }

        @Override
        public void run(NodeClient node) {
            Optional<VersionNumber> version = Optional.ofNullable(rows.version);
            Optional<InputFile> file = Optional.ofNullable(rows.file);
            String called = name.or(() -> version.map(of -> "Datanet " + of.datanet() + ", version " + of.number()))
                    .orElseGet(() -> file.orElseThrow().toString());
            EvaluationDetail asked = node.evaluateRun(
                    id,
                    new NewEvaluation(
                            called,
                            version.map(VersionNumber::datanet),
                            version.map(of -> (long) of.number()),
                            file.map(InputFile::text)));
            json.print(asked, () -> System.out.print(RunReport.of(asked, false)));
        }
    }

    /** Has a run's model answer. */
    @Command(
            name = "deploy",
            description = "Have the model of a run answer.",
            footer = {"", "Examples:", "  openledger run deploy 5c1e…", "  openledger run deploy 5c1e… --yes"})
    static final class Deploy extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "of the run: openledger run")
        private String id = "";

        @Mixin
        private YesOption yes = new YesOption();

        @Override
        public void run(NodeClient node) {
            for (EvaluationDetail each : node.runEvaluations(id).list()) {
                System.out.print(RunReport.of(each, false));
            }
            if (yes.allows(() -> {}, "Have the model answer?")) {
                System.out.println(node.deployRun(id).name() + " answers");
            }
        }
    }

    /** Trains a run's model again. */
    @Command(
            name = "retrain",
            description = {
                "Train a run's model again, on the newest versions of its Datanets.",
                "It learns as the run did, without rows that were taken back, and is the next version of the same name."
            },
            footer = {
                "",
                "Examples:",
                "  openledger run retrain 5c1e…",
                "  openledger run retrain 5c1e… --data ~/ledger"
            })
    static final class Retrain extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "of the run: openledger run")
        private String id = "";

        @Override
        public void run(NodeClient node) {
            System.out.println(node.retrain(id).id());
        }
    }

    /** Shows what a run's rows did for the loss on rows it held out. */
    @Command(
            name = "value",
            description = "Show whose rows made a model better on rows it never learnt, and what that paid.",
            footer = {"", "Examples:", "  openledger run value 5c1e…", "  openledger run value 5c1e… --json"})
    static final class Value extends NodeCommand {
        private static final double NANONATS_PER_THOUSANDTH = 1e6;

        @Mixin
        private JsonOption json = new JsonOption();

        @Parameters(paramLabel = "ID", description = "of the run: openledger run")
        private String id = "";

        @Override
        public void run(NodeClient node) {
            WholeValue whole = new WholeValue(node.runValue(id), node.contributorValues(id));
            json.print(whole, () -> say(whole));
        }

        /** The value of a run as the command prints it, with all its contributors. */
        private record WholeValue(@JsonUnwrapped RunValueDetail value, List<ContributorValue> contributors) {}

        private static void say(WholeValue whole) {
            RunValueDetail value = whole.value();
            switch (value.state()) {
                case "waiting" -> System.out.println("not measured yet: the run comes to that after its other work");
                case "refused" ->
                    System.out.println("value not measured: " + value.refusal().orElse(""));
                default -> print(value, whole.contributors());
            }
            value.unpaid()
                    .ifPresent(why -> System.out.println(
                            "the reward of " + OpenAmount.of(value.rewardGwei()) + " was not paid: " + why));
        }

        private static void print(RunValueDetail value, List<ContributorValue> contributors) {
            System.out.printf(
                    "a token of the %d rows held out costs %.4f nats under the base, %.4f under the model%n",
                    value.heldOut(),
                    value.lossBefore().orElse(0.0),
                    value.lossAfter().orElse(0.0));
            Table table = new Table("contributor", "rows", "thousandths of a nat", "from", "to", "OPEN");
            for (ContributorValue each : contributors) {
                table.row(
                        each.contributorName().orElse(each.contributor()),
                        each.rows(),
                        thousandths(each.nanonats()),
                        thousandths(each.low()),
                        thousandths(each.high()),
                        OpenAmount.digits(each.gwei()));
            }
            System.out.print(table.render(""));
            if (value.commonsGwei() > 0) {
                System.out.println(OpenAmount.of(value.commonsGwei())
                        + " went to the commons of the Datanets: nobody made the model better");
            }
        }

        private static String thousandths(long nanonats) {
            return "%.3f".formatted(nanonats / NANONATS_PER_THOUSANDTH);
        }
    }

    /** Cancels a run. */
    @Command(
            name = "cancel",
            description = "Cancel a run.",
            footer = {"", "Examples:", "  openledger run cancel 5c1e…", "  openledger run cancel 5c1e… --data ~/ledger"
            })
    static final class Cancel extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "of the run: openledger run")
        private String id = "";

        @Override
        public void run(NodeClient node) {
            System.out.println(node.cancelRun(id).state());
        }
    }
}
