package org.openledger.cli.review;

import java.util.Optional;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.client.NodeClient;
import org.openledger.client.community.MemberLine;
import org.openledger.client.community.TakenInvitation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet join}: takes an invitation. */
@Command(
        name = "join",
        description = "Take an invitation to review for a Datanet.",
        footer = {
            "",
            "Examples:",
            "  openledger datanet join 3 --code oli_… --as ben",
            "  openledger datanet join 3 --code oli_… --as ben --json"
        })
public final class JoinCommand extends NodeCommand {
    @Parameters(paramLabel = "INVITATION", description = "its number, in the link")
    private String id = "";

    @Option(names = "--code", paramLabel = "CODE", required = true, description = "what follows #invite= in the link")
    private String code = "";

    @Option(names = "--as", paramLabel = "ACCOUNT", required = true, description = "who joins, by address or name")
    private AccountNamed account = AccountNamed.NOBODY;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        MemberLine member = node.takeInvitation(id, new TakenInvitation(code, Optional.of(account.address(node))));
        json.print(member, () -> System.out.println(member.address() + " is " + member.role() + " now"));
    }
}
