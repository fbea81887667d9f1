package org.openledger.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.datanet.BlameCommand;
import org.openledger.cli.datanet.DiffCommand;
import org.openledger.cli.datanet.ExportVersionCommand;
import org.openledger.cli.datanet.TakedownCommand;
import org.openledger.cli.datanet.VersionCommand;
import org.openledger.cli.datanet.WithdrawCommand;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Work;
import org.openledger.cli.review.AgreementCommand;
import org.openledger.cli.review.InviteCommand;
import org.openledger.cli.review.JoinCommand;
import org.openledger.cli.review.LinesCommand;
import org.openledger.cli.review.MembersCommand;
import org.openledger.cli.review.PolicyCommand;
import org.openledger.cli.review.ReviewCommand;
import org.openledger.cli.review.SayCommand;
import org.openledger.cli.review.ScreeningCommand;
import org.openledger.cli.review.SpotCheckCommand;
import org.openledger.cli.review.VoteCommand;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.datanet.ContributionLine;
import org.openledger.client.datanet.DatanetDetail;
import org.openledger.client.datanet.DatanetLine;
import org.openledger.client.datanet.NewDatanet;
import org.openledger.client.datanet.VersionLine;
import org.openledger.client.datanet.VersionSignature;
import org.openledger.datanet.row.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet}: lists, shows, creates, reviews and publishes Datanets. */
@Work.Of(Work.CONTRIBUTE)
@Command(
        name = "datanet",
        description =
                "List Datanets; create, review, publish, compare and export them, and take rows back, with a subcommand.",
        footer = {"", "Examples:", "  openledger datanet", "  openledger datanet --json"},
        subcommands = {
            DatanetCommand.Create.class,
            DatanetCommand.Show.class,
            ReviewCommand.class,
            VoteCommand.class,
            SayCommand.class,
            LinesCommand.class,
            MembersCommand.class,
            InviteCommand.class,
            JoinCommand.class,
            PolicyCommand.class,
            SpotCheckCommand.class,
            AgreementCommand.class,
            ScreeningCommand.class,
            DatanetCommand.Publish.class,
            VersionCommand.class,
            DiffCommand.class,
            BlameCommand.class,
            ExportVersionCommand.class,
            WithdrawCommand.class,
            TakedownCommand.class
        })
final class DatanetCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        List<DatanetLine> datanets = node.datanets();
        json.print(datanets, () -> print(datanets));
    }

    private static void print(List<DatanetLine> datanets) {
        Table table = new Table("id", "name", "licence", "rows", "contributors", "version", "chain");
        datanets.forEach(each -> table.row(
                each.id(),
                each.name(),
                each.licence(),
                each.rowsAccepted(),
                each.contributors(),
                each.latestVersion(),
                each.chainState()));
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

        @Option(
                names = "--owner",
                paramLabel = "ACCOUNT",
                required = true,
                description = "the account that reviews, by address or name")
        private AccountNamed owner = AccountNamed.NOBODY;

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
            DatanetLine made =
                    node.createDatanet(new NewDatanet(owner.address(node), name, schema.name(), licence, terms.text()));
            System.out.println(made.id());
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
            WholeDatanet whole = new WholeDatanet(node.datanet(id), node.versions(id), node.contributions(id));
            json.print(whole, () -> print(whole));
        }

        /**
         * A Datanet as the command prints it.
         *
         * @param versions all, the latest first
         * @param contributions all, the latest first
         */
        record WholeDatanet(
                @JsonUnwrapped DatanetDetail datanet,
                List<VersionLine> versions,
                List<ContributionLine> contributions) {}

        private static void print(WholeDatanet whole) {
            DatanetDetail datanet = whole.datanet();
            System.out.println(datanet.line().name() + ", "
                    + datanet.line().licence() + ", owned by "
                    + datanet.line().owner());
            Table contributions = new Table("contribution", "from", "state", "given", "accepted", "refused");
            whole.contributions()
                    .forEach(each -> contributions.row(
                            each.id(),
                            each.contributorName().orElse(each.contributor()),
                            each.state(),
                            each.rowsSubmitted(),
                            each.rowsAccepted(),
                            each.rowsRejected()));
            System.out.print(contributions.render(""));
            Table versions = new Table("version", "rows", "root", "chain");
            whole.versions().forEach(each -> versions.row(each.number(), each.rows(), each.root(), each.chainState()));
            System.out.print(versions.render(""));
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
                "  openledger datanet publish 1 --note \"120 questions about bread\""
            })
    static final class Publish extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "of the Datanet")
        private String id = "";

        @Option(
                names = "--note",
                paramLabel = "TEXT",
                description = "what is new; it is public, and a part of what is signed")
        private @Nullable String note;

        @Override
        public void run(NodeClient node) {
            VersionLine version = node.publishVersion(id, VersionSignature.byNode(Optional.ofNullable(note)));
            System.out.println("version " + version.number() + ", " + version.rows() + " rows, root " + version.root());
        }
    }
}
