package org.openledger.cli.review;

import java.util.List;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.community.LineFate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code datanet lines}: what became of every line of an upload. */
@Command(
        name = "lines",
        description = "Show what became of every line of an upload, and who decided it.",
        footer = {"", "Examples:", "  openledger datanet lines 7", "  openledger datanet lines 7 --json"})
public final class LinesCommand extends NodeCommand {
    @Parameters(paramLabel = "CONTRIBUTION", description = "its number: openledger datanet show")
    private String id = "";

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        List<LineFate> lines = node.lines(id);
        json.print(lines, () -> {
            Table table = new Table("line", "state", "reason", "decided by", "detail");
            lines.forEach(each -> table.row(
                    each.line(),
                    each.state(),
                    each.reason().orElse(""),
                    each.decidedBy().orElse(""),
                    each.detail().orElse("")));
            System.out.print(table.render(""));
        });
    }
}
