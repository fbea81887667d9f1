package org.openledger.cli.wallet;

import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.client.NodeClient;
import org.openledger.client.wallet.NewLimit;
import org.openledger.client.wallet.WalletDetail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code account limit}: says how much this node may draw from a deposit from now on. */
@Command(
        name = "limit",
        description = "Say how much this node may draw from a deposit, beside what it has drawn so far; 0 ends it.",
        footer = {"", "Examples:", "  openledger account limit $BEN 5000000", "  openledger account limit $BEN 0 --json"
        })
public final class LimitCommand extends NodeCommand {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "whose deposit, by address or name")
    private AccountNamed payer = AccountNamed.NOBODY;

    @Range(min = 0)
    @Parameters(index = "1", paramLabel = "GWEI", description = "10^9 gwei are 1 OPEN")
    private long gwei;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        String whose = payer.address(node);
        WalletDetail wallet = node.wallet(whose);
        WalletOutcomes.print(node.setLimit(NewLimit.of(whose, Math.addExact(wallet.drawnGwei(), gwei))), json);
    }
}
