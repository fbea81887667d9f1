package org.openledger.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code datanet}: lists, shows, creates, reviews and publishes Datanets. */
@Command(
        name = "datanet",
        description = "List Datanets; create, review and publish them with a subcommand.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DatanetCommand.Create.class,
            DatanetCommand.Show.class,
            DatanetCommand.Review.class,
            DatanetCommand.Publish.class
        })
final class DatanetCommand extends NodeCommand {
    @Override
    public void run(NodeClient node) {
        Table table = new Table("id", "name", "licence", "rows", "contributors", "version", "chain");
        node.get("/api/datanets")
                .forEach(each -> table.row(
                        each.path("id").asString(),
                        each.path("name").asString(),
                        each.path("licence").asString(),
                        each.path("rowsAccepted").asLong(),
                        each.path("contributors").asLong(),
                        each.path("latestVersion").asLong(),
                        each.path("chainState").asString()));
        System.out.print(table.render(""));
    }

    /** Creates a Datanet. */
    @Command(name = "create", description = "Create a Datanet.", mixinStandardHelpOptions = true)
    static final class Create extends NodeCommand {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Option(names = "--owner", paramLabel = "ADDRESS", required = true)
        private String owner = "";

        @Option(names = "--schema", paramLabel = "INSTRUCTION|TEXT", description = "default: ${DEFAULT-VALUE}")
        private String schema = "INSTRUCTION";

        @Option(names = "--licence", paramLabel = "SPDX", description = "default: ${DEFAULT-VALUE}")
        private String licence = "CC-BY-4.0";

        @Option(names = "--terms", paramLabel = "FILE", required = true, description = "the text contributors sign")
        private Path terms = Path.of("");

        @Override
        public void run(NodeClient node) throws IOException {
            JsonNode made = node.post(
                    "/api/datanets",
                    NodeClient.object()
                            .put("name", name)
                            .put("owner", owner)
                            .put("schema", schema)
                            .put("licence", licence)
                            .put("terms", Files.readString(terms)));
            System.out.println(made.path("id").asString());
        }
    }

    /** Shows a Datanet with its contributions and versions. */
    @Command(name = "show", description = "Show a Datanet.", mixinStandardHelpOptions = true)
    static final class Show extends NodeCommand {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Override
        public void run(NodeClient node) {
            JsonNode datanet = node.get("/api/datanets/" + id);
            System.out.println(datanet.path("name").asString() + ", "
                    + datanet.path("licence").asString() + ", owned by "
                    + datanet.path("owner").asString());
            Table contributions = new Table("contribution", "from", "state", "given", "accepted", "refused");
            datanet.path("contributions")
                    .forEach(each -> contributions.row(
                            each.path("id").asString(),
                            each.path("contributorName")
                                    .asString(each.path("contributor").asString()),
                            each.path("state").asString(),
                            each.path("rowsSubmitted").asLong(),
                            each.path("rowsAccepted").asLong(),
                            each.path("rejected").size()));
            System.out.print(contributions.render(""));
            Table versions = new Table("version", "rows", "root", "chain");
            datanet.path("versions")
                    .forEach(each -> versions.row(
                            each.path("number").asLong(),
                            each.path("rows").asLong(),
                            each.path("root").asString(),
                            each.path("chainState").asString()));
            System.out.print(versions.render(""));
        }
    }

    /** The owner's decision on a contribution. */
    @Command(name = "review", description = "Accept or reject a contribution.", mixinStandardHelpOptions = true)
    static final class Review extends NodeCommand {
        @Parameters(paramLabel = "CONTRIBUTION")
        private String id = "";

        @Option(names = "--reject", paramLabel = "REASON", description = "reject it all (default: accept it all)")
        private String reject = "";

        @Override
        public void run(NodeClient node) {
            JsonNode reviewed = node.post(
                    "/api/contributions/" + id + "/review",
                    NodeClient.object().put("accept", reject.isEmpty()).put("reason", reject));
            System.out.println(reviewed.path("rowsAccepted").asLong() + " rows accepted");
        }
    }

    /** Makes the accepted rows a version. */
    @Command(name = "publish", description = "Make the accepted rows a new version.", mixinStandardHelpOptions = true)
    static final class Publish extends NodeCommand {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Override
        public void run(NodeClient node) {
            JsonNode version = node.post("/api/datanets/" + id + "/versions", NodeClient.object());
            System.out.println("version " + version.path("number").asLong() + ", "
                    + version.path("rows").asLong() + " rows, root "
                    + version.path("root").asString());
        }
    }

    /** {@code contribute}: uploads a file of rows, shows what became of each line, and signs. */
    @Command(
            name = "contribute",
            description = "Give a file of rows to a Datanet, one JSON object a line.",
            mixinStandardHelpOptions = true)
    static final class Contribute extends NodeCommand {
        @Parameters(index = "0", paramLabel = "DATANET")
        private String datanet = "";

        @Parameters(index = "1", paramLabel = "FILE")
        private Path file = Path.of("");

        @Option(names = "--as", paramLabel = "ADDRESS", required = true, description = "the contributor's account")
        private String contributor = "";

        @Option(names = "--unsigned", description = "only screen; sign later, or with a wallet")
        private boolean unsigned;

        @Override
        public void run(NodeClient node) throws FileNotFoundException {
            JsonNode screened = node.upload(
                    "/api/datanets/" + datanet + "/contributions?contributor=" + contributor,
                    BodyPublishers.ofFile(file));
            String id = screened.path("id").asString();
            System.out.println("contribution " + id + ": "
                    + screened.path("rowsAccepted").asLong() + " of "
                    + screened.path("rowsSubmitted").asLong() + " rows passed screening");
            if (!screened.path("rejected").isEmpty()) {
                Table table = new Table("line", "reason", "detail");
                screened.path("rejected")
                        .forEach(each -> table.row(
                                each.path("line").asLong(),
                                each.path("reason").asString(),
                                each.path("detail").asString("")));
                System.out.print(table.render(""));
            }
            if (!unsigned && screened.path("state").asString().equals("screened")) {
                node.post("/api/contributions/" + id + "/signature", NodeClient.object());
                System.out.println("signed root " + screened.path("root").asString());
            }
        }
    }
}
