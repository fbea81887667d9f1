package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code receipt}: lists receipts; with an id exports one to a file. */
@Command(name = "receipt", description = "List receipts, or export one.", mixinStandardHelpOptions = true)
final class ReceiptCommand extends NodeCommand {
    @Parameters(paramLabel = "ID", arity = "0..1")
    private @Nullable String id;

    @Option(names = "--out", paramLabel = "FILE", description = "where to export it (default: ID.json)")
    private @Nullable Path out;

    @Override
    public void run(NodeClient node) throws IOException {
        if (id == null) {
            Table table = new Table("receipt", "state", "model", "fee, gwei", "question");
            node.get("/api/receipts")
                    .forEach(each -> table.row(
                            each.path("id").asString(),
                            each.path("state").asString(),
                            each.path("model").asString(),
                            each.path("feeGwei").asLong(),
                            each.path("question").asString()));
            System.out.print(table.render(""));
        } else {
            Path file = out == null ? Path.of(id + ".json") : out;
            Files.write(file, node.download("/api/receipts/" + id + "/file"));
            System.out.println(file);
        }
    }
}
