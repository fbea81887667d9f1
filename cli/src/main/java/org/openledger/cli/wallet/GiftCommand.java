package org.openledger.cli.wallet;

import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.client.NodeClient;
import org.openledger.client.wallet.NewGift;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code account faucet}: native OPEN on the embedded chain, to try things with. */
@Command(
        name = "faucet",
        description = "Give an account native OPEN to try things with, once a day, on the embedded chain.",
        footer = {"", "Examples:", "  openledger account faucet $BEN", "  openledger account faucet $BEN --json"})
public final class GiftCommand extends NodeCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "who gets it, by address or name")
    private AccountNamed account = AccountNamed.NOBODY;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        WalletOutcomes.print(node.gift(new NewGift(account.address(node))), json);
    }
}
