package org.openledger.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.PlanOptions;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.VersionNumber;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.model.ContributorValue;
import org.openledger.client.model.NewRun;
import org.openledger.client.model.RunDetail;
import org.openledger.client.model.RunValueDetail;
import org.openledger.client.model.VersionPin;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: lists, starts, shows and cancels fine-tuning runs. */
@Work.Of(Work.BUILD_MODELS)
@Command(
        name = "run",
        description = "List runs; start, show, deploy and cancel them with a subcommand.",
        footer = {"", "Examples:", "  openledger run", "  openledger run --json"},
        subcommands = {
            RunCommand.Create.class,
            RunCommand.Show.class,
            RunCommand.Deploy.class,
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
                each.state(),
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
                "  openledger run create kitchen --owner $BEN --version 1:1 --version 2:3 --steps 200",
                "  openledger run create kitchen --owner $BEN --version 1:1 --top-layers 4 --epochs 3"
            })
    static final class Create extends NodeCommand {
        private static final double PPM_PER_PERCENT = 10_000;
        private static final double NANONATS_PER_NAT = 1e9;

        @Parameters(paramLabel = "NAME", description = "what the model will be called in requests")
        private String name = "";

        @Option(names = "--owner", paramLabel = "ADDRESS", required = true, description = "paid as the developer")
        private AccountAddress owner = AccountAddress.NOBODY;

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

        @Override
        public void run(NodeClient node) {
            NewRun wanted = new NewRun(
                    name,
                    owner.text(),
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
            System.out.println(node.createRun(wanted).id());
        }
    }

    /** Shows one run. */
    @Command(
            name = "show",
            description = "Show a run as JSON.",
            footer = {"", "Examples:", "  openledger run show 5c1e…", "  openledger run show 5c1e… --data ~/ledger"})
    static final class Show extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "of the run: openledger run")
        private String id = "";

        @Override
        public void run(NodeClient node) {
            System.out.println(NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node.run(id)));
        }
    }

    /** Has a run's model answer. */
    @Command(
            name = "deploy",
            description = "Have the model of a run answer.",
            footer = {"", "Examples:", "  openledger run deploy 5c1e…", "  openledger run deploy 5c1e… --data ~/ledger"
            })
    static final class Deploy extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "of the run: openledger run")
        private String id = "";

        @Override
        public void run(NodeClient node) {
            RunDetail run = node.deployRun(id);
            System.out.println(run.name() + " answers");
            run.heldOutLossBefore()
                    .ifPresent(before -> System.out.printf(
                            "a token of the rows held out costs %.3f nats under the base, %.3f under the model%n",
                            before, run.heldOutLossAfter().orElseThrow()));
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
