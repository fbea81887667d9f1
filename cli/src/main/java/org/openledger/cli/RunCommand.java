package org.openledger.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.VersionNumber;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code run}: lists, starts, shows and cancels fine-tuning runs. */
@Work.Of(Work.BUILD_MODELS)
@Command(
        name = "run",
        description = "List runs; start, show and cancel them with a subcommand.",
        footer = {"", "Examples:", "  openledger run", "  openledger run --json"},
        subcommands = {RunCommand.Create.class, RunCommand.Show.class, RunCommand.Value.class, RunCommand.Cancel.class})
final class RunCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        JsonNode runs = node.list("/api/runs");
        json.print(runs, () -> print(runs));
    }

    private static void print(JsonNode runs) {
        Table table = new Table("id", "model", "state", "done", "loss before", "after");
        runs.forEach(each -> table.row(
                each.path("id").asString(),
                each.path("name").asString(),
                each.path("state").asString(),
                "%.0f %%".formatted(each.path("progressPpm").asLong() / 10_000.0),
                loss(each, "lossBefore"),
                loss(each, "lossAfter")));
        System.out.print(table.render(""));
    }

    private static String loss(JsonNode run, String field) {
        return run.hasNonNull(field) ? "%.3f".formatted(run.path(field).asDouble()) : "–";
    }

    /** Starts a run. */
    @Command(
            name = "create",
            description = "Fine-tune a model on Datanet versions.",
            footer = {
                "",
                "Examples:",
                "  openledger run create kitchen --owner $BEN --version 1:1",
                "  openledger run create kitchen --owner $BEN --version 1:1 --version 2:3 --steps 200"
            })
    static final class Create extends NodeCommand {
        private static final double PPM_PER_PERCENT = 10_000;

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

        @Range(min = 1)
        @Option(
                names = "--steps",
                paramLabel = "N",
                description = "optimiser steps (default: as many as the rows need)")
        private @Nullable Integer steps;

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

        @Override
        public void run(NodeClient node) {
            ObjectNode body = NodeClient.object().put("name", name).put("owner", owner.text());
            ArrayNode sources = body.putArray("versions");
            versions.forEach(version ->
                    sources.addObject().put("datanet", version.datanet()).put("number", version.number()));
            if (steps != null) {
                body.putObject("configuration").put("steps", steps);
            }
            if (rewardGwei != 0) {
                body.put("rewardGwei", rewardGwei);
            }
            if (heldOutPercent != null) {
                body.put("heldOutPpm", Math.round(heldOutPercent * PPM_PER_PERCENT));
            }
            System.out.println(node.post("/api/runs", body).path("id").asString());
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
            System.out.println(node.get("/api/runs/" + id).toPrettyString());
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
            JsonNode value = node.get("/api/runs/" + id + "/value");
            json.print(value, () -> say(value));
        }

        private static void say(JsonNode value) {
            switch (value.path("state").asString()) {
                case "waiting" -> System.out.println("not measured yet: the run comes to that after its other work");
                case "refused" ->
                    System.out.println(
                            "value not measured: " + value.path("refusal").asString());
                default -> print(value);
            }
            if (value.hasNonNull("unpaid")) {
                System.out.println("the reward of " + value.path("rewardGwei").asLong() + " gwei was not paid: "
                        + value.path("unpaid").asString());
            }
        }

        private static void print(JsonNode value) {
            System.out.printf(
                    "a token of the %d rows held out costs %.4f nats under the base, %.4f under the model%n",
                    value.path("heldOut").asInt(),
                    value.path("lossBefore").asDouble(),
                    value.path("lossAfter").asDouble());
            Table table = new Table("contributor", "rows", "thousandths of a nat", "from", "to", "gwei");
            for (JsonNode each : value.path("contributors")) {
                table.row(
                        each.path("contributorName")
                                .asString(each.path("contributor").asString()),
                        each.path("rows").asLong(),
                        thousandths(each.path("nanonats")),
                        thousandths(each.path("low")),
                        thousandths(each.path("high")),
                        each.path("gwei").asLong());
            }
            System.out.print(table.render(""));
            if (value.path("commonsGwei").asLong() > 0) {
                System.out.println(value.path("commonsGwei").asLong()
                        + " gwei went to the commons of the Datanets: nobody made the model better");
            }
        }

        private static String thousandths(JsonNode nanonats) {
            return "%.3f".formatted(nanonats.asLong() / NANONATS_PER_THOUSANDTH);
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
            System.out.println(node.delete("/api/runs/" + id).path("state").asString());
        }
    }
}
