package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code receipt}: lists receipts; with an id exports one to a file. */
@Work.Of(Work.USE)
@Command(
        name = "receipt",
        description = "List receipts, or export one.",
        footer = {"", "Examples:", "  openledger receipt", "  openledger receipt 0f3a… --out answer.json"})
final class ReceiptCommand extends NodeCommand {
    @Parameters(paramLabel = "ID", arity = "0..1", description = "which one; none lists the newest")
    private @Nullable String id;

    @Option(names = "--out", paramLabel = "FILE", description = "where to export it (default: ID.json)")
    private @Nullable OutputFile out;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) throws IOException {
        if (id == null) {
            JsonNode receipts = node.get("/api/receipts").path("list");
            Table table = new Table("receipt", "state", "model", "fee, gwei", "question");
            receipts.forEach(each -> table.row(
                    each.path("id").asString(),
                    each.path("state").asString(),
                    each.path("model").asString(),
                    each.path("feeGwei").asLong(),
                    each.path("question").asString()));
            json.print(receipts, () -> System.out.print(table.render("")));
        } else {
            OutputFile file = out == null ? new OutputFile(Path.of(id + ".json")) : out;
            file.check();
            Files.write(file.path(), node.download("/api/receipts/" + id + "/file"));
            System.out.println(file);
        }
    }
}
