package org.openledger.app;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code run}: lists, starts, shows and cancels fine-tuning runs. */
@Command(
        name = "run",
        description = "List runs; start, show and cancel them with a subcommand.",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.Create.class, RunCommand.Show.class, RunCommand.Cancel.class})
final class RunCommand extends NodeCommand {
    @Override
    void run(NodeClient node) {
        Table table = new Table("id", "model", "state", "done", "loss before", "after");
        node.get("/api/runs")
                .forEach(each -> table.row(
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
    @Command(name = "create", description = "Fine-tune a model on Datanet versions.", mixinStandardHelpOptions = true)
    static final class Create extends NodeCommand {
        @Parameters(paramLabel = "NAME", description = "what the model will be called in requests")
        private String name = "";

        @Option(names = "--owner", paramLabel = "ADDRESS", required = true, description = "paid as the developer")
        private String owner = "";

        @Option(
                names = "--version",
                paramLabel = "DATANET:NUMBER",
                required = true,
                description = "a version to learn from; may be given more than once")
        private List<String> versions = List.of();

        @Option(names = "--steps", paramLabel = "N", description = "optimiser steps")
        private int steps;

        @Override
        void run(NodeClient node) {
            ObjectNode body = NodeClient.object().put("name", name).put("owner", owner);
            ArrayNode sources = body.putArray("versions");
            for (String version : versions) {
                if (!version.matches("\\d{1,18}:\\d{1,9}")) {
                    throw new AppException("--version takes DATANET:NUMBER, such as 1:1, not " + version);
                }
                int colon = version.indexOf(':');
                sources.addObject()
                        .put("datanet", version.substring(0, colon))
                        .put("number", Integer.parseInt(version.substring(colon + 1)));
            }
            if (steps > 0) {
                body.putObject("configuration").put("steps", steps);
            }
            System.out.println(node.post("/api/runs", body).path("id").asString());
        }
    }

    /** Shows one run. */
    @Command(name = "show", description = "Show a run as JSON.", mixinStandardHelpOptions = true)
    static final class Show extends NodeCommand {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Override
        void run(NodeClient node) {
            System.out.println(node.get("/api/runs/" + id).toPrettyString());
        }
    }

    /** Cancels a run. */
    @Command(name = "cancel", description = "Cancel a run.", mixinStandardHelpOptions = true)
    static final class Cancel extends NodeCommand {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Override
        void run(NodeClient node) {
            System.out.println(node.delete("/api/runs/" + id).path("state").asString());
        }
    }
}
