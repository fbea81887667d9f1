package org.openledger.cli.datanet;

import java.time.Instant;
import java.util.List;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.withdrawal.NewTakedown;
import org.openledger.client.withdrawal.TakedownAnswer;
import org.openledger.client.withdrawal.TakedownDecision;
import org.openledger.client.withdrawal.TakedownLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet takedown}: the notices against rows of a Datanet; gives, answers and decides them. */
@Command(
        name = "takedown",
        description = "List notices against rows of a Datanet; give, answer and decide them with a subcommand.",
        footer = {"", "Examples:", "  openledger datanet takedown 1", "  openledger datanet takedown 1 --json"},
        subcommands = {TakedownCommand.Give.class, TakedownCommand.Answer.class, TakedownCommand.Decide.class})
public final class TakedownCommand extends NodeCommand {
    @Parameters(
            index = "0",
            paramLabel = "ID",
            arity = "0..1",
            description = "of the Datanet; none lists the notices of all")
    private String datanet = "";

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        List<TakedownLine> notices = datanet.isEmpty()
                ? node.datanets().stream()
                        .flatMap(each -> node.takedowns(each.id()).stream())
                        .toList()
                : node.takedowns(datanet);
        json.print(notices, () -> {
            Table table = new Table("notice", "state", "rows", "given", "answer until", "why");
            notices.forEach(each -> table.row(
                    each.id(),
                    each.state(),
                    each.rows().size(),
                    Instant.ofEpochMilli(each.timeMillis()),
                    Instant.ofEpochMilli(each.deadlineMillis()),
                    each.said().getFirst().words()));
            System.out.print(table.render(""));
        });
    }

    private static void print(TakedownLine notice) {
        System.out.println("notice " + notice.id() + " against " + notice.rows().size() + " rows is " + notice.state());
        notice.said()
                .forEach(said -> System.out.println(
                        said.act() + said.who().map(who -> " of " + who).orElse("") + ": " + said.words()));
    }

    /** Gives notice. */
    @Command(
            name = "give",
            description =
                    "Give notice that rows should not be there. They are held out of new versions until it is decided.",
            footer = {
                "",
                "Examples:",
                "  openledger datanet takedown give 1 --row 4c9c… --why \"from my book\" --contact ada@example.org",
                "  openledger datanet takedown give 1 --row 4c9c… --row 81fe… --why \"my address\" --contact \"+1 555 0100\""
            })
    static final class Give extends NodeCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "of the Datanet")
        private String datanet = "";

        @Option(
                names = "--row",
                paramLabel = "LEAF",
                required = true,
                description = "a row, by its leaf; may be given again")
        private List<String> rows = List.of();

        @Option(names = "--why", paramLabel = "TEXT", required = true, description = "why; it is public")
        private String why = "";

        @Option(
                names = "--contact",
                paramLabel = "TEXT",
                required = true,
                description = "how to reach you; the owner and the rows' contributors see it")
        private String contact = "";

        @Override
        public void run(NodeClient node) {
            print(node.takedown(datanet, new NewTakedown(rows, why, contact)));
        }
    }

    /** Answers a notice. */
    @Command(
            name = "answer",
            description = "Answer a notice, as a contributor of its rows.",
            footer = {
                "",
                "Examples:",
                "  openledger datanet takedown answer 3 --as $BEN --words \"I wrote it\"",
                "  openledger datanet takedown answer 3 --as ben --words \"It is in the public domain since 1950\""
            })
    static final class Answer extends NodeCommand {
        @Parameters(index = "0", paramLabel = "NOTICE", description = "its number")
        private String notice = "";

        @Option(
                names = "--as",
                paramLabel = "ACCOUNT",
                required = true,
                description = "the contributor, by address or name")
        private AccountNamed contributor = AccountNamed.NOBODY;

        @Option(names = "--words", paramLabel = "TEXT", required = true, description = "the answer; it is public")
        private String words = "";

        @Override
        public void run(NodeClient node) {
            print(node.answerTakedown(notice, new TakedownAnswer(contributor.address(node), words)));
        }
    }

    /** Decides a notice. */
    @Command(
            name = "decide",
            description =
                    "Decide a notice, as the Datanet's owner: the rows stay, or with --uphold they are taken out for good.",
            footer = {
                "",
                "Examples:",
                "  openledger datanet takedown decide 3 --words \"no right is shown\"",
                "  openledger datanet takedown decide 3 --uphold --words \"it is her book\""
            })
    static final class Decide extends NodeCommand {
        @Parameters(index = "0", paramLabel = "NOTICE", description = "its number")
        private String notice = "";

        @Option(names = "--uphold", description = "take the rows out, for good (default: they stay)")
        private boolean uphold;

        @Option(names = "--words", paramLabel = "TEXT", required = true, description = "why; it is public")
        private String words = "";

        @Override
        public void run(NodeClient node) {
            print(node.decideTakedown(notice, new TakedownDecision(uphold, words)));
        }
    }
}
