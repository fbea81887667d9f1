package org.openledger.cli.wallet;

import java.util.List;
import java.util.concurrent.Callable;
import org.openledger.app.FoundationParts;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.KeptNodeOptions;
import org.openledger.cli.option.Work;
import org.openledger.kept.ChainReplay;
import org.openledger.kept.ChainReplay.Compared;
import org.openledger.kept.KeptNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code chain replay}: what a stopped node keeps of the chain, beside what reading it again gives. Exit code 1 when they differ. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "replay",
        description = {
            "Read the whole chain again into an empty database, and compare what it says of owners, versions, licences, terms and what"
                    + " votes set with what a stopped node keeps, row for row.",
            "Changes nothing. Money is compared by fsck."
        },
        footer = {"", "Examples:", "  openledger chain replay", "  openledger chain replay --data ~/ledger --json"})
final class ChainReplayCommand implements Callable<Integer> {
    @Mixin
    private KeptNodeOptions options = new KeptNodeOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        List<Compared> found;
        try (KeptNode node = FoundationParts.openToRead(options.configuration())) {
            found = new ChainReplay(node).run();
        }
        json.print(found, () -> found.forEach(ChainReplayCommand::print));
        return found.stream().allMatch(table -> table.differences().isEmpty()) ? 0 : 1;
    }

    private static void print(Compared table) {
        System.out.println((table.differences().isEmpty() ? "✓ " : "✗ ") + table.table() + ": " + table.rows()
                + " rows through block " + table.through());
        table.differences().forEach(difference -> System.out.println("    " + difference));
    }
}
