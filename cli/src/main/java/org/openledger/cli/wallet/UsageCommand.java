package org.openledger.cli.wallet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.wallet.UsageLine;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code account usage}: what an account paid, by day. */
@Command(
        name = "usage",
        description = "List what an account paid, by day and model, and by day and API key.",
        footer = {"", "Examples:", "  openledger account usage $BEN", "  openledger account usage $BEN --json"})
public final class UsageCommand extends NodeCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "who paid, by address or name")
    private AccountNamed payer = AccountNamed.NOBODY;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        List<UsageLine> lines = node.usage(payer.address(node));
        Table table = new Table("day", "by", "name", "payments", "OPEN");
        lines.forEach(each -> table.row(
                LocalDate.ofInstant(Instant.ofEpochMilli(each.dayMillis()), ZoneOffset.UTC),
                each.by(),
                each.name(),
                each.by().equals("key") ? "" : Long.toString(each.payments()),
                OpenAmount.digits(each.gwei())));
        json.print(lines, () -> System.out.print(table.render("")));
    }
}
