package org.openledger.cli.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.community.InvitationLine;
import org.openledger.client.community.MemberQuery;
import org.openledger.client.community.NewInvitation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet invite}: links by which somebody becomes a reviewer, and what became of them. */
@Command(
        name = "invite",
        description = {
            "List the invitations to a Datanet; with --role, invite one person.",
            "The link is good once, until it expires or is revoked, and is shown here only."
        },
        footer = {
            "",
            "Examples:",
            "  openledger datanet invite 1 --role reviewer --hours 48",
            "  openledger datanet invite 1 --revoke 3",
            "  openledger datanet invite 1"
        })
public final class InviteCommand extends NodeCommand {
    @Parameters(paramLabel = "ID", description = "of the Datanet")
    private String id = "";

    @Option(names = "--role", paramLabel = "ROLE", description = "curator, reviewer or reader")
    private String role = "";

    @Range(min = 1, max = 720)
    @Option(names = "--hours", paramLabel = "N", description = "how long it is good (default: ${DEFAULT-VALUE})")
    private int hours = 72;

    @Option(names = "--revoke", paramLabel = "INVITATION", description = "end one, by its number")
    private String revoked = "";

    @Option(names = "--as", paramLabel = "ACCOUNT", description = "who invites (default: the owner)")
    private @Nullable AccountNamed account;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        Optional<String> by = Optional.ofNullable(account).map(named -> named.address(node));
        if (!revoked.isEmpty()) {
            node.revokeInvitation(revoked, new MemberQuery(by));
        }
        if (role.isEmpty()) {
            List<InvitationLine> invitations = node.invitations(id);
            json.print(invitations, () -> print(invitations));
        } else {
            InvitationLine made = node.invite(id, new NewInvitation(role, hours, by));
            json.print(
                    made,
                    () -> System.out.println(node.node() + "/invitations/" + made.id() + "#invite="
                            + made.code().orElseThrow() + "\nOr: openledger datanet join " + made.id() + " --code "
                            + made.code().orElseThrow() + " --as ACCOUNT"));
        }
    }

    private static void print(List<InvitationLine> invitations) {
        Table table = new Table("invitation", "role", "state", "good until", "taken by");
        invitations.forEach(each -> table.row(
                each.id(),
                each.role(),
                each.state(),
                Instant.ofEpochMilli(each.expiresMillis()),
                each.takenBy().orElse("")));
        System.out.print(table.render(""));
    }
}
