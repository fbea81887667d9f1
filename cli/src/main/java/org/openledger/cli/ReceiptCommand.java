package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.client.receipt.ReceiptLine;
import org.openledger.client.receipt.ReceiptsQuery;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code receipt}: lists receipts; with an id exports one to a file; {@code receipt erase} erases a question and its answer. */
@Work.Of(Work.USE)
@Command(
        name = "receipt",
        description = "List receipts, export one, or erase its question and answer.",
        subcommands = ReceiptCommand.Erase.class,
        footer = {
            "",
            "Examples:",
            "  openledger receipt",
            "  openledger receipt 0f3a… --out answer.json",
            "  openledger receipt erase 0f3a…"
        })
final class ReceiptCommand extends NodeCommand {
    private static final ReceiptsQuery NEWEST = ReceiptsQuery.page(/* offset= */ 0, /* limit= */ 50);

    @Parameters(paramLabel = "ID", arity = "0..1", description = "which one; none lists the newest")
    private @Nullable String id;

    @Option(names = "--out", paramLabel = "FILE", description = "where to export it (default: ID.json)")
    private @Nullable OutputFile out;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) throws IOException {
        if (id == null) {
            List<ReceiptLine> receipts = node.receipts(NEWEST).list();
            Table table = new Table("receipt", "state", "model", "fee, OPEN", "question");
            receipts.forEach(each -> table.row(
                    each.id(), each.state(), each.model(), OpenAmount.digits(each.feeGwei()), each.question()));
            json.print(receipts, () -> System.out.print(table.render("")));
        } else {
            OutputFile file = out == null ? new OutputFile(Path.of(id + ".json")) : out;
            file.check();
            Files.write(file.path(), node.receiptFile(id));
            System.out.println(file);
        }
    }

    /** {@code receipt erase}: for the payer, or on their word. */
    @Command(
            name = "erase",
            description =
                    "Erase a question and its answer. The receipt, its payments and the log stay. It cannot be undone.",
            footer = {
                "",
                "Examples:",
                "  openledger receipt erase 5b28614f68e4e32f6856b9c9b886a049",
                "  openledger receipt erase 5b28614f68e4e32f6856b9c9b886a049 --json"
            })
    static final class Erase extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "the receipt's id")
        private String id = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            ReceiptDetail erased = node.erase(id);
            json.print(
                    erased,
                    () -> System.out.println(
                            "Question and answer of " + erased.id()
                                    + " are erased. Its receipt, its payments and the log stay; backups made before keep the texts."));
        }
    }
}
