package org.openledger.cli.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.community.MemberLine;
import org.openledger.client.community.MemberQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet members}: who reviews with a Datanet's owner. */
@Command(
        name = "members",
        description = "List who reviews with a Datanet's owner, or send one away.",
        footer = {"", "Examples:", "  openledger datanet members 1", "  openledger datanet members 1 --remove ben"})
public final class MembersCommand extends NodeCommand {
    @Parameters(paramLabel = "ID", description = "of the Datanet")
    private String id = "";

    @Option(names = "--remove", paramLabel = "ACCOUNT", description = "send this one away, by address or name")
    private @Nullable AccountNamed removed;

    @Option(names = "--as", paramLabel = "ACCOUNT", description = "who does so (default: the owner)")
    private @Nullable AccountNamed account;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        if (removed != null) {
            node.removeMember(
                    id,
                    removed.address(node),
                    new MemberQuery(Optional.ofNullable(account).map(named -> named.address(node))));
        }
        List<MemberLine> members = node.members(id);
        json.print(members, () -> {
            Table table = new Table("member", "name", "role", "since", "invited by");
            members.forEach(each -> table.row(
                    each.address(),
                    each.name().orElse(""),
                    each.role(),
                    Instant.ofEpochMilli(each.joinedMillis()),
                    each.invitedBy()));
            System.out.print(table.render(""));
        });
    }
}
