package org.openledger.cli.court;

import java.util.List;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Mixin;

/** A command that prints calls for a wallet to send. It sends nothing itself. */
abstract class CallsCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public final void run(NodeClient node) {
        WalletCall.print(json, calls(node, GoverningChain.of(node)));
    }

    /** In the order in which they are sent. */
    abstract List<WalletCall> calls(NodeClient node, GoverningChain chain);
}
