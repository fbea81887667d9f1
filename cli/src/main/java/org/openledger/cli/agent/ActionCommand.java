package org.openledger.cli.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.agent.ActionApproval;
import org.openledger.client.agent.ActionDetail;
import org.openledger.client.agent.ActionLine;
import org.openledger.client.agent.ActionsQuery;
import org.openledger.client.agent.PaidAction;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code action}: what agents did, and what waits for a person. */
@Work.Of(Work.USE)
@Command(
        name = "action",
        description = "List what agents did, the newest first; show one, approve or reject one that waits.",
        footer = {"", "Examples:", "  openledger action --awaiting", "  openledger action show 5b28…"},
        subcommands = {
            ActionCommand.Show.class,
            ActionCommand.Paid.class,
            ActionCommand.Approve.class,
            ActionCommand.Reject.class
        })
public final class ActionCommand extends NodeCommand {
    private static final Duration APPROVAL = Duration.ofMinutes(5);
    private static final int NEWEST = 50;

    @Option(names = "--mandate", paramLabel = "MANDATE", description = "under this one alone")
    private @Nullable String mandate;

    @Option(names = "--awaiting", description = "those that wait for a person")
    private boolean awaiting;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        List<ActionLine> actions = node.actions(new ActionsQuery(
                        Optional.empty(),
                        Optional.ofNullable(mandate),
                        awaiting ? Optional.of("awaiting") : Optional.empty(),
                        Optional.empty(),
                        0,
                        NEWEST))
                .list();
        json.print(actions, () -> {
            Table table = new Table("action", "tool", "state", "paid, OPEN", "when", "mandate", "why");
            actions.forEach(each -> table.row(
                    each.id(),
                    each.tool(),
                    each.state(),
                    OpenAmount.digits(each.paidGwei()),
                    Instant.ofEpochMilli(each.createdMillis()).toString(),
                    each.mandate(),
                    each.why()));
            System.out.print(table.render(""));
        });
    }

    private static void show(ActionDetail detail, JsonOption json) {
        json.print(detail, () -> {
            ActionLine action = detail.action();
            System.out.println(action.tool() + " was " + action.state() + " under mandate " + action.mandate() + " of "
                    + detail.principal() + (action.why().isEmpty() ? "." : ": " + action.why() + "."));
            System.out.println("with " + detail.arguments());
            detail.rules()
                    .forEach(rule -> System.out.println("  " + rule.rule() + " " + rule.found()
                            + (rule.says().isEmpty() ? "" : ": " + rule.says())));
            System.out.println("paid " + OpenAmount.of(action.paidGwei())
                    + action.receipt().map(id -> ", by receipt " + id).orElse(""));
        });
    }

    /** Shows an action. */
    @Command(
            name = "show",
            description =
                    "Show an action: under which mandate, with which arguments, what each rule said, what it cost.",
            footer = {"", "Examples:", "  openledger action show 5b28…", "  openledger action show 5b28… --json"})
    static final class Show extends NodeCommand {
        @Parameters(paramLabel = "ACTION", description = "the action's id")
        private String id = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            show(node.action(id), json);
        }
    }

    /** Shows that an action was paid for. */
    @Command(
            name = "paid",
            description = {
                "Show what proves on chain that an action was paid for, as showPaid of the reputation registry takes it.",
                "Then the client says something of this node there: giveFeedback, with the record as feedbackHash."
            },
            footer = {"", "Examples:", "  openledger action paid 5b28…", "  openledger action paid 5b28… --json"})
    static final class Paid extends NodeCommand {
        @Parameters(paramLabel = "ACTION", description = "the action's id")
        private String id = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            PaidAction paid = node.paidAction(id);
            json.print(paid, () -> {
                System.out.println("showPaid of " + paid.reputation());
                System.out.println("  operator  " + paid.operator());
                System.out.println("  client    " + paid.client());
                System.out.println("  record    " + paid.record());
                System.out.println("  paidWei   " + paid.paidGwei() + "000000000");
                System.out.println("  signature " + paid.signature());
                System.out.println(
                        paid.drawnGwei() >= paid.paidGwei()
                                ? "The operator has drawn " + OpenAmount.of(paid.drawnGwei())
                                        + " from the client on chain."
                                : "It is taken once the epoch is settled on chain: the operator has drawn "
                                        + OpenAmount.of(paid.drawnGwei()) + " from the client so far.");
            });
        }
    }

    /** Approves an action for an account whose key the node keeps. */
    @Command(
            name = "approve",
            description = "Let a call through that waits, with a signature of an account whose key the node keeps.",
            footer = {"", "Examples:", "  openledger action approve 5b28… --by $BEN", "  openledger action --awaiting"})
    static final class Approve extends NodeCommand {
        @Parameters(paramLabel = "ACTION", description = "the action's id")
        private String id = "";

        @Option(names = "--by", paramLabel = "ADDRESS", required = true, description = "who approves")
        private AccountAddress by = AccountAddress.NOBODY;

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            show(
                    node.approveAction(
                            id,
                            new ActionApproval(
                                    by.text(), Instant.now().plus(APPROVAL).getEpochSecond(), Optional.empty())),
                    json);
        }
    }

    /** Rejects an action. */
    @Command(
            name = "reject",
            description = "Decline a call that waits.",
            footer = {"", "Examples:", "  openledger action reject 5b28…", "  openledger action reject 5b28… --json"})
    static final class Reject extends NodeCommand {
        @Parameters(paramLabel = "ACTION", description = "the action's id")
        private String id = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            show(node.rejectAction(id), json);
        }
    }
}
