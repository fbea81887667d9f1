package org.openledger.cli;

import java.util.List;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.node.OutboxCancellation;
import org.openledger.client.node.OutboxLine;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code outbox}: the operator's transactions that have not ended; with a subcommand cancels one or tries it again. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "outbox",
        description = "List the operator's transactions that have not ended, and why they wait.",
        footer = {"", "Examples:", "  openledger outbox", "  openledger outbox list --all --json"},
        subcommands = {OutboxCommand.Listed.class, OutboxCommand.Cancel.class, OutboxCommand.Retry.class})
final class OutboxCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        print(open(node.outbox()), json);
    }

    private static List<OutboxLine> open(List<OutboxLine> entries) {
        return entries.stream()
                .filter(each -> List.of("queued", "aside", "sent").contains(each.state()))
                .toList();
    }

    private static void print(List<OutboxLine> entries, JsonOption json) {
        Table table = new Table("key", "for", "state", "OPEN", "tries", "needs", "reason");
        entries.forEach(each -> table.row(
                each.key(),
                each.kind(),
                each.cancelling() ? each.state() + ", cancelling" : each.state(),
                OpenAmount.digits(each.valueGwei()),
                each.tries(),
                String.join(", ", each.needs()),
                each.reason().orElse("")));
        json.print(entries, () -> System.out.print(table.render("")));
    }

    /** Lists transactions. */
    @Command(
            name = "list",
            description = "List the operator's transactions that have not ended, and why they wait.",
            footer = {"", "Examples:", "  openledger outbox list", "  openledger outbox list --all"})
    static final class Listed extends NodeCommand {
        @Option(names = "--all", description = "those that have ended, too")
        private boolean all;

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            print(all ? node.outbox() : open(node.outbox()), json);
        }
    }

    /** Cancels a transaction. */
    @Command(
            name = "cancel",
            description = "Cancel a transaction and those that need it; one that is sent is replaced by nothing.",
            footer = {
                "",
                "Examples:",
                "  openledger outbox cancel claim:$BEN:3",
                "  openledger outbox cancel anchor:9 --json"
            })
    static final class Cancel extends NodeCommand {
        @Parameters(paramLabel = "KEY", description = "its key, as openledger outbox list has it")
        private String key = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            OutboxCancellation done = node.cancelTransaction(key);
            json.print(
                    done,
                    () -> System.out.println(
                            (done.replacing() ? "cancelling, unless it is in a block before: " : "cancelled: ")
                                    + String.join(", ", done.cancelled())
                                    + System.lineSeparator()
                                    + done.effect()));
        }
    }

    /** Tries a transaction again. */
    @Command(
            name = "retry",
            description = "Try a transaction that is set aside again at once.",
            footer = {"", "Examples:", "  openledger outbox retry settle:3", "  openledger outbox retry settle:3 --json"
            })
    static final class Retry extends NodeCommand {
        @Parameters(paramLabel = "KEY", description = "its key, as openledger outbox list has it")
        private String key = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            OutboxLine entry = node.retryTransaction(key);
            json.print(entry, () -> System.out.println(entry.key() + " is tried again"));
        }
    }
}
