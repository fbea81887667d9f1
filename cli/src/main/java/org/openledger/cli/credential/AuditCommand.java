package org.openledger.cli.credential;

import java.util.List;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.credential.AdminActLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code audit}: what administrators did. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "audit",
        description = "List what administrators did. The log has a digest of each line; fsck compares them.",
        footer = {"", "Examples:", "  openledger audit", "  openledger audit --json"})
public final class AuditCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        List<AdminActLine> acts = node.adminActs();
        json.print(acts, () -> {
            Table table = new Table("act", "time", "who", "outcome", "what", "at", "log entry");
            acts.forEach(act -> table.row(
                    act.id(),
                    Moment.of(act.timeMillis()),
                    act.who(),
                    act.outcome(),
                    act.route(),
                    act.target(),
                    act.logIndex()));
            System.out.print(table.render(""));
        });
    }
}
