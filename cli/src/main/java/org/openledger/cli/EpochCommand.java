package org.openledger.cli;

import java.util.List;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.epoch.EpochLine;
import org.openledger.store.Refusal;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
        List<EpochLine> epochs = close ? node.closeEpoch().list() : node.epochs();
        if (close && epochs.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "there is nothing to close: every receipt is in an epoch already. Ask a model, then close");
        }
        json.print(epochs, () -> print(epochs));
    }

    private static void print(List<EpochLine> epochs) {
        Table table = new Table("epoch", "state", "receipts", "paid, OPEN", "waited, OPEN", "released, OPEN", "root");
        epochs.forEach(each -> table.row(
                each.number(),
                each.state(),
                each.receipts(),
                OpenAmount.digits(each.paidGwei()),
                OpenAmount.digits(each.waitedGwei()),
                OpenAmount.digits(each.releasedGwei()),
                each.root()));
        System.out.print(table.render(""));
    }
}
