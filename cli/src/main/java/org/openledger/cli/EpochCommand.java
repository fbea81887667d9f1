package org.openledger.cli;

import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.store.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code epoch}: lists epochs; with --close ends the present one. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "epoch",
        description = "List epochs, or close the present one.",
        footer = {"", "Examples:", "  openledger epoch", "  openledger epoch --close"})
final class EpochCommand extends NodeCommand {
    @Option(names = "--close", description = "close the epoch over all receipts that are in none yet")
    private boolean close;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        JsonNode epochs = close ? node.post("/api/epochs", NodeClient.object()) : node.list("/api/epochs");
        if (close && epochs.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "there is nothing to close: every receipt is in an epoch already. Ask a model, then close");
        }
        json.print(epochs, () -> print(epochs));
    }

    private static void print(JsonNode epochs) {
        Table table = new Table("epoch", "state", "receipts", "paid, gwei", "waited", "released", "root");
        epochs.forEach(each -> table.row(
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
