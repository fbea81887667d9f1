package org.openledger.cli.review;

import java.util.List;
import java.util.Optional;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.client.NodeClient;
import org.openledger.client.community.NewGold;
import org.openledger.client.community.NewVotes;
import org.openledger.client.datanet.ContributionLine;
import org.openledger.store.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet vote}: votes on rows of a contribution, or says which votes are right. */
@Command(
        name = "vote",
        description = {
            "Vote on rows of a contribution that you were shown. Nobody is told of a vote before its row is decided.",
            "With --gold, an owner or curator says which votes are right, to measure reviewers."
        },
        footer = {
            "",
            "Examples:",
            "  openledger datanet vote 7 --as ben --accept 1-3,8 --refuse 4 --because \"not about bread\"",
            "  openledger datanet vote 7 --as mira --gold --accept 2 --refuse 5"
        })
public final class VoteCommand extends NodeCommand {
    @Parameters(paramLabel = "CONTRIBUTION", description = "its number: openledger datanet show")
    private String id = "";

    @Option(names = "--as", paramLabel = "ACCOUNT", required = true, description = "who votes, by address or name")
    private AccountNamed account = AccountNamed.NOBODY;

    @Option(names = "--accept", paramLabel = "LINES", description = "rows that should come in, such as 3,8-12")
    private String accept = "";

    @Option(names = "--refuse", paramLabel = "LINES", description = "rows that should not")
    private String refuse = "";

    @Option(names = "--because", paramLabel = "REASON", description = "why not")
    private String because = "";

    @Option(names = "--gold", description = "these votes are right: measure others by them")
    private boolean gold;

    @Option(names = "--unseen", description = "vote for rows that were never listed, too; it is recorded")
    private boolean unseen;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        List<Integer> accepted = ReviewCommand.lines("--accept", accept);
        List<Integer> refused = ReviewCommand.lines("--refuse", refuse);
        Optional<String> by = Optional.of(account.address(node));
        if (!gold && !refused.isEmpty() && because.isBlank()) {
            throw new Refusal(Refusal.Kind.INVALID, "--refuse needs a reason: say --because \"…\"");
        }
        ContributionLine line = gold
                ? node.setGold(id, new NewGold(accepted, refused, by))
                : node.vote(
                        id,
                        new NewVotes(
                                accepted,
                                refused,
                                Optional.of(because).filter(why -> !why.isBlank()),
                                unseen ? Optional.of(true) : Optional.empty(),
                                by));
        json.print(
                line,
                () -> System.out.println(
                        line.rowsAccepted() + " rows of it are in, and it is " + line.state() + " now"));
    }
}
