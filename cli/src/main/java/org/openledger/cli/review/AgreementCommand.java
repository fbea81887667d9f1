package org.openledger.cli.review;

import java.util.Locale;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.community.AgreementView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code datanet agreement}: how far reviewers agree, and how well each one votes. */
@Command(
        name = "agreement",
        description = "Show how far reviewers agree on rows that are decided, and how well each one votes.",
        footer = {"", "Examples:", "  openledger datanet agreement 1", "  openledger datanet agreement 1 --json"})
public final class AgreementCommand extends NodeCommand {
    @Parameters(paramLabel = "ID", description = "of the Datanet")
    private String id = "";

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        AgreementView agreed = node.agreement(id);
        json.print(agreed, () -> {
            System.out.println(agreed.rows() + " rows have two votes or more"
                    + agreed.alpha()
                            .map(alpha -> "; Krippendorff's alpha is " + String.format(Locale.ROOT, "%.2f", alpha))
                            .orElse("; they show nothing of agreement"));
            Table table = new Table("reviewer", "votes", "as decided", "gold", "right");
            agreed.reviewers()
                    .forEach(each -> table.row(
                            each.name().orElse(each.address()),
                            each.votes(),
                            each.asDecided(),
                            each.gold(),
                            each.goldRight()));
            System.out.print(table.render(""));
        });
    }
}
