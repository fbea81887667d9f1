package org.openledger.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.epoch.EpochLine;
import org.openledger.client.epoch.EpochsQuery;
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
    private static final EpochsQuery FIRST =
            new EpochsQuery(Optional.empty(), Optional.empty(), Optional.empty(), 0, 1);

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
        json.print(epochs, () -> {
            print(epochs);
            node.epochs(FIRST)
                    .closesAtMillis()
                    .ifPresent(at -> System.out.println("The open epoch closes at " + time(at) + "."));
        });
    }

    private static String next(EpochLine epoch) {
        return epoch.nextAtMillis().map(at -> time(at) + ": ").orElse("") + epoch.next();
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void print(List<EpochLine> epochs) {
        Table table =
                new Table("epoch", "state", "receipts", "paid, OPEN", "waited, OPEN", "released, OPEN", "root", "next");
        epochs.forEach(each -> table.row(
                each.number(),
                each.state(),
                each.receipts(),
                OpenAmount.digits(each.paidGwei()),
                OpenAmount.digits(each.waitedGwei()),
                OpenAmount.digits(each.releasedGwei()),
                each.root(),
                next(each)));
        System.out.print(table.render(""));
    }
}
