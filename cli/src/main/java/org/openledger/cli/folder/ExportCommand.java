package org.openledger.cli.folder;

import java.util.concurrent.Callable;
import org.openledger.app.folder.Exporting;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.KeptNodeOptions;
import org.openledger.cli.option.OutputFolder;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.export.DatanetExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: a Datanet as a folder that its community can take elsewhere, and that anyone can check. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "export",
        description = {
            "Write a Datanet to a folder: rows, signatures, versions, proofs, and the receipts that name it.",
            "The verifier checks it alone. The node may run meanwhile."
        },
        footer = {
            "",
            "Examples:",
            "  openledger export --datanet 1 --to ~/test-kitchen",
            "  openledger export --datanet 1 --to ~/test-kitchen --data ~/ledger --json"
        })
public final class ExportCommand implements Callable<Integer> {
    @Mixin
    private KeptNodeOptions options = new KeptNodeOptions();

    @Range(min = 1)
    @Option(names = "--datanet", paramLabel = "ID", required = true, description = "its number at this node")
    private long datanet;

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "an empty or absent folder")
    private OutputFolder to = OutputFolder.NONE;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        DatanetExport.Exported exported = Exporting.run(options.configuration(), datanet, to.path());
        json.print(exported, () -> {
            System.out.printf(
                    "%s: %,d rows and %,d leaves without their row, %,d contributions, %,d versions, %,d receipts%n",
                    exported.name(),
                    exported.rows(),
                    exported.withheld(),
                    exported.contributions(),
                    exported.versions(),
                    exported.receipts());
            exported.missing()
                    .forEach(what -> System.out.println("  not in it, for no checkpoint covers it yet: " + what));
            System.out.println("How to check it: " + to + "/README.md");
        });
        return 0;
    }
}
