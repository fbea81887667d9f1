package org.openledger.cli.wallet;

import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.client.NodeClient;
import org.openledger.client.wallet.NewTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code account send}: sends tokens of an account whose key the node keeps. */
@Command(
        name = "send",
        description = "Send OPEN from an account whose key the node keeps; the operator pays the gas.",
        footer = {
            "",
            "Examples:",
            "  openledger account send $BEN $MIRA 5000000",
            "  openledger account send $BEN $MIRA 5000000 --native --json"
        })
public final class SendCommand extends NodeCommand {
    @Parameters(index = "0", paramLabel = "FROM", description = "who sends, by address or name")
    private AccountNamed from = AccountNamed.NOBODY;

    @Parameters(index = "1", paramLabel = "TO", description = "who gets it")
    private AccountAddress to = AccountAddress.NOBODY;

    @Range(min = 1)
    @Parameters(index = "2", paramLabel = "GWEI", description = "10^9 gwei are 1 OPEN")
    private long gwei;

    @Option(
            names = "--native",
            description =
                    "as the chain's native OPEN, with which gas is paid (default: as the token that rewards are of)")
    private boolean paidNative;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        WalletOutcomes.print(node.transfer(new NewTransfer(from.address(node), to.text(), gwei, paidNative)), json);
    }
}
