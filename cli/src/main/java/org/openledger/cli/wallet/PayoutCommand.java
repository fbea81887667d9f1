package org.openledger.cli.wallet;

import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.client.NodeClient;
import org.openledger.client.wallet.NewPayout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code account withdraw}: asks for a deposit back. */
@Command(
        name = "withdraw",
        description = "Ask for a deposit back; it leaves for the account itself after the escrow's delay.",
        footer = {
            "",
            "Examples:",
            "  openledger account withdraw $BEN 5000000 --native",
            "  openledger account withdraw $BEN 0 --json"
        })
public final class PayoutCommand extends NodeCommand {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "whose deposit, by address or name")
    private AccountNamed payer = AccountNamed.NOBODY;

    @Range(min = 0)
    @Parameters(
            index = "1",
            paramLabel = "GWEI",
            description = "how much, in place of what was asked before; 0 takes that back")
    private long gwei;

    @Option(
            names = "--native",
            description =
                    "as the chain's native OPEN, with which gas is paid (default: as the token that deposits are of)")
    private boolean paidNative;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        WalletOutcomes.print(node.payOut(NewPayout.of(payer.address(node), gwei, paidNative)), json);
    }
}
