package org.openledger.cli.wallet;

import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.account.Reputation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code account reputation}: what an account did here, as facts. */
@Command(
        name = "reputation",
        description = "Show what an account did here, as facts with their reasons. No score is made of them.",
        footer = {"", "Examples:", "  openledger account reputation $BEN", "  openledger account reputation $BEN --json"
        })
public final class ReputationCommand extends NodeCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "whose, by address or name")
    private AccountNamed account = AccountNamed.NOBODY;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        Reputation reputation = node.reputation(account.address(node));
        json.print(reputation, () -> explain(reputation));
    }

    private static void explain(Reputation reputation) {
        if (reputation.facts().isEmpty()) {
            System.out.println("Nothing is known of " + reputation.address() + " here.");
            return;
        }
        Table table = new Table("as", "Datanet", "fact", "listed at");
        reputation
                .facts()
                .forEach(fact -> table.row(
                        fact.role(), fact.datanet().map(String::valueOf).orElse("all"), fact.says(), fact.evidence()));
        System.out.print(table.render(""));
    }
}
