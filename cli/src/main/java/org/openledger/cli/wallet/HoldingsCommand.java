package org.openledger.cli.wallet;

import java.time.Instant;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.wallet.WalletDetail;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code account holdings}: what an account has on chain, and what the operator sent for it. */
@Command(
        name = "holdings",
        description = "Show what an account holds on chain, and lets this node draw of its deposit.",
        footer = {"", "Examples:", "  openledger account holdings $BEN", "  openledger account holdings $BEN --json"})
public final class HoldingsCommand extends NodeCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "whose, by address or name")
    private AccountNamed account = AccountNamed.NOBODY;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        WalletDetail wallet = node.wallet(account.address(node));
        json.print(wallet, () -> explain(wallet));
    }

    private static void explain(WalletDetail wallet) {
        System.out.println("native OPEN, for gas: " + OpenAmount.of(wallet.nativeGwei()));
        System.out.println("tokens: " + OpenAmount.of(wallet.wrappedGwei()));
        System.out.println("deposit: " + OpenAmount.of(wallet.depositGwei()) + ", of which this node may draw "
                + OpenAmount.of(wallet.allowedGwei()) + " more");
        wallet.availableAtSeconds()
                .ifPresent(seconds -> System.out.println("asked back: " + OpenAmount.of(wallet.askedBackGwei())
                        + ", leaves from " + Instant.ofEpochSecond(seconds) + " on"));
        Table table = new Table("transaction", "for", "state", "block", "reason");
        wallet.movements()
                .forEach(each -> table.row(
                        each.transactionHash().orElse(each.key()),
                        each.kind(),
                        each.state(),
                        each.block().map(String::valueOf).orElse(""),
                        each.reason().orElse("")));
        if (!wallet.movements().isEmpty()) {
            System.out.print(table.render(""));
        }
    }
}
