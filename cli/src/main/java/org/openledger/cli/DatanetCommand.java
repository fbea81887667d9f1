package org.openledger.cli;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.datanet.row.Schema;
import org.openledger.store.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code datanet}: lists, shows, creates, reviews and publishes Datanets. */
@Work.Of(Work.CONTRIBUTE)
@Command(
        name = "datanet",
        description = "List Datanets; create, review and publish them with a subcommand.",
        footer = {"", "Examples:", "  openledger datanet", "  openledger datanet --json"},
        subcommands = {
            DatanetCommand.Create.class,
            DatanetCommand.Show.class,
            DatanetCommand.Review.class,
            DatanetCommand.Publish.class
        })
final class DatanetCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        JsonNode datanets = node.list("/api/datanets");
        json.print(datanets, () -> print(datanets));
    }

    private static void print(JsonNode datanets) {
        Table table = new Table("id", "name", "licence", "rows", "contributors", "version", "chain");
        datanets.forEach(each -> table.row(
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
    @Command(
            name = "create",
            description = "Create a Datanet.",
            footer = {
                "",
                "Examples:",
                "  openledger datanet create Bread --owner $BEN --terms terms.md",
                "  openledger datanet create Poems --owner $BEN --schema text --licence CC0-1.0 --terms -"
            })
    static final class Create extends NodeCommand {
        @Parameters(paramLabel = "NAME", description = "what people call it")
        private String name = "";

        @Option(names = "--owner", paramLabel = "ADDRESS", required = true, description = "the account that reviews")
        private AccountAddress owner = AccountAddress.NOBODY;

        @Option(
                names = "--schema",
                paramLabel = "NAME",
                description = "what a row is: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
        private Schema schema = Schema.INSTRUCTION;

        @Option(names = "--licence", paramLabel = "SPDX", description = "default: ${DEFAULT-VALUE}")
        private String licence = "CC-BY-4.0";

        @Option(names = "--terms", paramLabel = "FILE", required = true, description = "the text contributors sign")
        private InputFile terms = InputFile.NONE;

        @Override
        public void run(NodeClient node) {
            JsonNode made = node.post(
                    "/api/datanets",
                    NodeClient.object()
                            .put("name", name)
                            .put("owner", owner.text())
                            .put("schema", schema.name())
                            .put("licence", licence)
                            .put("terms", terms.text()));
            System.out.println(made.path("id").asString());
        }
    }

    /** Shows a Datanet with its contributions and versions. */
    @Command(
            name = "show",
            description = "Show a Datanet.",
            footer = {"", "Examples:", "  openledger datanet show 1", "  openledger datanet show 1 --json"})
    static final class Show extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "of the Datanet")
        private String id = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            JsonNode datanet = node.get("/api/datanets/" + id);
            json.print(datanet, () -> print(datanet));
        }

        private static void print(JsonNode datanet) {
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
    @Command(
            name = "review",
            description = "Accept or reject a contribution.",
            footer = {
                "",
                "Examples:",
                "  openledger datanet review 7",
                "  openledger datanet review 7 --reject \"not about bread\""
            })
    static final class Review extends NodeCommand {
        @Parameters(paramLabel = "CONTRIBUTION", description = "its number: openledger datanet show")
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
    @Command(
            name = "publish",
            description = "Make the accepted rows a new version.",
            footer = {
                "",
                "Examples:",
                "  openledger datanet publish 1",
                "  openledger datanet publish 1 --data ~/ledger"
            })
    static final class Publish extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "of the Datanet")
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
    @Work.Of(Work.CONTRIBUTE)
    @Command(
            name = "contribute",
            description = "Give a file of rows to a Datanet, one JSON object a line.",
            footer = {
                "",
                "Examples:",
                "  openledger contribute 1 rows.jsonl --as $BEN",
                "  openledger contribute 1 - --as $BEN --unsigned < rows.jsonl"
            })
    static final class Contribute extends NodeCommand {
        @Parameters(index = "0", paramLabel = "DATANET", description = "its number: openledger datanet")
        private String datanet = "";

        @Parameters(index = "1", paramLabel = "FILE", description = "JSON lines; - reads the standard input")
        private InputFile file = InputFile.NONE;

        @Option(names = "--as", paramLabel = "ADDRESS", required = true, description = "the contributor's account")
        private AccountAddress contributor = AccountAddress.NOBODY;

        @Option(names = "--unsigned", description = "only screen; sign later, or with a wallet")
        private boolean unsigned;

        @Override
        public void run(NodeClient node) throws FileNotFoundException {
            if (!unsigned) {
                requireKey(node);
            }
            JsonNode screened = node.upload(
                    "/api/datanets/" + datanet + "/contributions?contributor=" + contributor,
                    BodyPublishers.ofFile(file.path()));
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
            if (screened.path("rowsAccepted").asLong() == 0) {
                throw new Refusal(
                        Refusal.Kind.INVALID,
                        "nothing was given: none of the "
                                + screened.path("rowsSubmitted").asLong() + " rows of " + file
                                + " passed screening. Mend them and give the file again");
            }
        }

        /** What cannot be signed here is refused before it is sent. */
        private void requireKey(NodeClient node) {
            for (JsonNode account : node.get("/api/accounts")) {
                if (account.path("address").asString().equals(contributor.text())) {
                    return;
                }
            }
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "the node keeps no key of " + contributor + ", so it cannot sign: give the rows with --unsigned and"
                            + " sign with a wallet on the page, or open an account with openledger account create");
        }
    }
}
