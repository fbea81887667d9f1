package org.openledger.cli.review;

import java.util.stream.Collectors;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.client.NodeClient;
import org.openledger.client.community.SpotCheckView;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code datanet spot-check}: what became of rows that were taken under a bond. */
@Command(
        name = "spot-check",
        description = {
            "Show the spot check of a contribution whose rows were taken at once under a bond.",
            "Which rows were drawn is shown to those who review, and to everybody once it is over."
        },
        footer = {"", "Examples:", "  openledger datanet spot-check 7", "  openledger datanet spot-check 7 --json"})
public final class SpotCheckCommand extends NodeCommand {
    @Parameters(paramLabel = "CONTRIBUTION", description = "its number: openledger datanet show")
    private String id = "";

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        SpotCheckView check = node.spotCheck(id);
        json.print(check, () -> {
            System.out.println(check.state() + ": " + check.drawn() + " rows were drawn, "
                    + OpenAmount.of(check.bondGwei()) + " were staked");
            if (!check.lines().isEmpty()) {
                System.out.println(
                        "lines " + check.lines().stream().map(String::valueOf).collect(Collectors.joining(", ")));
            }
            if (!check.state().equals("open")) {
                System.out.println(check.refused() + " of them were refused, and " + OpenAmount.of(check.takenGwei())
                        + " went to the commons");
            }
        });
    }
}
