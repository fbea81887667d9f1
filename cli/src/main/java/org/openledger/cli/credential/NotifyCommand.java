package org.openledger.cli.credential;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.notification.IssuedTarget;
import org.openledger.client.notification.NewTarget;
import org.openledger.client.notification.NotificationLine;
import org.openledger.client.notification.NotificationsQuery;
import org.openledger.client.notification.TargetCode;
import org.openledger.client.notification.TargetLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code notify}: where accounts are told of what they wait for. */
@Work.Of(Work.USE)
@Command(
        name = "notify",
        description =
                "List where accounts are told of what they wait for; with a subcommand add and remove webhooks and"
                        + " mail addresses, and see what was sent.",
        footer = {
            "",
            "Examples:",
            "  openledger notify",
            "  openledger notify add $BEN https://hooks.example.org/openledger --of decided --of asked"
        },
        subcommands = {
            NotifyCommand.Add.class,
            NotifyCommand.Confirm.class,
            NotifyCommand.Remove.class,
            NotifyCommand.Sent.class
        })
public final class NotifyCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        List<TargetLine> targets = node.notificationTargets();
        json.print(targets, () -> {
            Table table = new Table("target", "kind", "address", "state", "told of", "added", "account");
            targets.forEach(target -> table.row(
                    target.id(),
                    target.kind(),
                    target.address(),
                    target.state(),
                    String.join(",", target.events()),
                    Moment.of(target.createdMillis()),
                    target.account()));
            System.out.print(table.render(""));
        });
    }

    /** Adds a target. */
    @Command(
            name = "add",
            description = "Have an account told by webhook or mail. The secret of a webhook is printed once.",
            footer = {
                "",
                "Examples:",
                "  openledger notify add $BEN https://hooks.example.org/openledger",
                "  openledger notify add $BEN ben@example.org --of paid --json"
            })
    static final class Add extends NodeCommand {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "who is told, by address or name")
        private AccountNamed account = AccountNamed.NOBODY;

        @Parameters(index = "1", paramLabel = "WHERE", description = "an https:// URL, or a mail address")
        private String address = "";

        @Option(
                names = "--of",
                paramLabel = "EVENT",
                description = "what it is told of: review, decided, asked, answered, withdrawn, notice, paid; repeat it"
                        + " (default: all)")
        private List<String> events = List.of();

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            String kind = address.contains("://") ? "webhook" : "mail";
            IssuedTarget added =
                    node.addNotificationTarget(new NewTarget(account.address(node), kind, address, events));
            json.print(
                    added,
                    () -> System.out.println(added.secret()
                            .orElse("A code was sent to " + address + ": openledger notify confirm "
                                    + added.target().id() + " CODE")));
        }
    }

    /** Confirms a mail address. */
    @Command(
            name = "confirm",
            description = "Confirm a mail address by the code that was sent there.",
            footer = {
                "",
                "Examples:",
                "  openledger notify confirm 4bf5122f344554c5 01234567",
                "  openledger notify confirm 4bf5122f344554c5 01234567 --json"
            })
    static final class Confirm extends NodeCommand {
        @Parameters(index = "0", paramLabel = "TARGET_ID", description = "the target's id, as the list has it")
        private String id = "";

        @Parameters(index = "1", paramLabel = "CODE", description = "its 8 digits")
        private String code = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            TargetLine target = node.confirmNotificationTarget(id, new TargetCode(code));
            json.print(target, () -> System.out.println(target.address() + " is confirmed."));
        }
    }

    /** Removes a target. */
    @Command(
            name = "remove",
            description = "Tell a target nothing more.",
            footer = {
                "",
                "Examples:",
                "  openledger notify remove 4bf5122f344554c5",
                "  openledger notify remove 4bf5122f344554c5 --json"
            })
    static final class Remove extends NodeCommand {
        @Parameters(paramLabel = "TARGET_ID", description = "the target's id, as the list has it")
        private String id = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            TargetLine target = node.removeNotificationTarget(id);
            json.print(target, () -> System.out.println(target.address() + " is told nothing more."));
        }
    }

    /** Lists what was sent. */
    @Command(
            name = "sent",
            description = "List what was sent in the last 30 days, and what waits.",
            footer = {"", "Examples:", "  openledger notify sent", "  openledger notify sent --state failed --json"})
    static final class Sent extends NodeCommand {
        @Option(names = "--state", paramLabel = "STATE", description = "waiting, delivered or failed (default: all)")
        private @Nullable String state;

        @Range(min = 1, max = 1000)
        @Option(names = "--limit", paramLabel = "N", description = "how many, the newest first (default: 50)")
        private int limit = 50;

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            List<NotificationLine> sent = node.notifications(new NotificationsQuery(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.ofNullable(state),
                            Optional.empty(),
                            0,
                            limit))
                    .list();
            json.print(sent, () -> {
                Table table = new Table("when", "event", "words", "state", "tries", "last try", "target");
                sent.forEach(each -> table.row(
                        Moment.of(each.createdMillis()),
                        each.event(),
                        each.words(),
                        each.state(),
                        each.tries(),
                        each.detail(),
                        each.target()));
                System.out.print(table.render(""));
            });
        }
    }
}
