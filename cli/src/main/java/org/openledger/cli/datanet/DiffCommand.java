package org.openledger.cli.datanet;

import java.util.Optional;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.client.NodeClient;
import org.openledger.client.version.DiffQuery;
import org.openledger.client.version.VersionDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet diff}: what one version has that another has not. */
@Command(
        name = "diff",
        description = "Compare two versions: rows added, removed and corrected.",
        footer = {
            "",
            "Examples:",
            "  openledger datanet diff 1 3 4",
            "  openledger datanet diff 1 3 4 --limit 1000 --json"
        })
public final class DiffCommand extends NodeCommand {
    private static final int SHOWN_CHARACTERS = 160;

    @Parameters(index = "0", paramLabel = "ID", description = "of the Datanet")
    private String datanet = "";

    @Range(min = 1)
    @Parameters(index = "1", paramLabel = "FROM", description = "a version's number")
    private long from;

    @Range(min = 1)
    @Parameters(index = "2", paramLabel = "TO", description = "another's")
    private long to;

    @Range(min = 0)
    @Option(names = "--offset", paramLabel = "N", description = "leave out so many changes (default: 0)")
    private int offset;

    @Range(min = 1, max = 1000)
    @Option(names = "--limit", paramLabel = "N", description = "show so many changes at most (default: 100)")
    private int limit = 100;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        VersionDiff diff = node.diff(datanet, new DiffQuery(from, to, offset, limit));
        json.print(diff, () -> print(diff));
    }

    private static void print(VersionDiff diff) {
        System.out.println(diff.added() + " added, " + diff.removed() + " removed, " + diff.corrected() + " corrected");
        for (VersionDiff.Change change : diff.rows()) {
            change.before().ifPresent(leaf -> System.out.println("- " + leaf + " " + shown(change.textBefore())));
            change.leaf().ifPresent(leaf -> System.out.println("+ " + leaf + " " + shown(change.text())));
        }
        long more =
                diff.added() + diff.removed() + diff.corrected() - diff.rows().size();
        if (more > 0) {
            System.out.println("and " + more + " more: see --offset and --limit");
        }
    }

    private static String shown(Optional<String> text) {
        String line = text.orElse("(taken back)").replaceAll("\\s+", " ");
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
