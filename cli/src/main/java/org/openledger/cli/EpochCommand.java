package org.openledger.cli;

import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code epoch}: lists epochs; with --close ends the present one. */
@Command(name = "epoch", description = "List epochs, or close the present one.", mixinStandardHelpOptions = true)
final class EpochCommand extends NodeCommand {
    @Option(names = "--close", description = "close the epoch over all receipts that are in none yet")
    private boolean close;

    @Override
    public void run(NodeClient node) {
        Table table = new Table("epoch", "state", "receipts", "paid, gwei", "waited", "released", "root");
        (close ? node.post("/api/epochs", NodeClient.object()) : node.get("/api/epochs"))
                .forEach(each -> table.row(
                        each.path("number").asLong(),
                        each.path("state").asString(),
                        each.path("receipts").asLong(),
                        each.path("paidGwei").asLong(),
                        each.path("waitedGwei").asLong(),
                        each.path("releasedGwei").asLong(),
                        each.path("root").asString()));
        System.out.print(table.render(""));
    }
}
