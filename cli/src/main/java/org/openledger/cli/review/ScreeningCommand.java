package org.openledger.cli.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.review.NewScreeningRule;
import org.openledger.client.review.ScreeningRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datanet screening}: what becomes of rows in which something is found. */
@Command(
        name = "screening",
        description = "Show or say what becomes of rows in which something is found.",
        footer = {
            "",
            "Examples:",
            "  openledger datanet screening 1",
            "  openledger datanet screening 1 --set mail=accept --set near-duplicate=refuse"
        })
public final class ScreeningCommand extends NodeCommand {
    @Parameters(paramLabel = "ID", description = "of the Datanet")
    private String id = "";

    @Option(names = "--set", paramLabel = "FINDING=ACT", description = "refuse, hold or accept such rows from here on")
    private Map<String, String> set = new TreeMap<>();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        set.forEach((finding, act) -> node.setScreeningRule(id, new NewScreeningRule(finding, act)));
        List<ScreeningRules.Rule> rules = node.screeningRules(id).list();
        json.print(rules, () -> print(rules));
    }

    private static void print(List<ScreeningRules.Rule> rules) {
        Table table = new Table("finding", "act", "said by", "at");
        rules.forEach(rule -> table.row(
                rule.finding(),
                rule.act(),
                rule.setBy().orElse("nobody"),
                rule.setMillis()
                        .map(millis -> Instant.ofEpochMilli(millis).toString())
                        .orElse("")));
        System.out.print(table.render(""));
    }
}
