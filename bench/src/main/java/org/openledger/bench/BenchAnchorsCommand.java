package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.app.NodeVersion;
import org.openledger.cli.option.BaseOption;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.QuietOption;
import org.openledger.cli.option.Range;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.factory.RunConfiguration;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.descent.Anchoring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code bench anchors}: what the base's own texts keep of it in a run, and what they cost. */
@Command(
        name = "anchors",
        description =
                "Train the demo's rows held to the base by each way there is, and by none: what each learns, forgets and costs.",
        footer = {
            "",
            "Examples:",
            "  openledger bench anchors --json anchors.json",
            "  openledger bench anchors --only AS_SAID --seeds 5 --steps 100"
        })
final class BenchAnchorsCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 100;
    private static final int PARTS = 4;

    @Mixin
    private BaseOption base = new BaseOption();

    @Range(min = 1, max = MOST_SEEDS)
    @Option(names = "--seeds", paramLabel = "N", description = "runs by each way (default: ${DEFAULT-VALUE})")
    private int seeds = 2;

    @Range(min = 1, max = LoraConfiguration.MAX_STEPS)
    @Option(names = "--steps", paramLabel = "N", description = "of each run (default: as many as a run has)")
    private @Nullable Integer steps;

    @Option(names = "--only", paramLabel = "WAY", description = "one way alone: ${COMPLETION-CANDIDATES}")
    private @Nullable Anchoring only;

    @Option(names = "--json", paramLabel = "FILE", description = "where to write what was measured")
    private @Nullable OutputFile json;

    @Mixin
    private QuietOption quiet = new QuietOption();

    @Override
    public Integer call() throws IOException {
        return base.measure((model, interruption) -> {
            LoraConfiguration standard =
                    RunConfiguration.standard(model.config(), 0).on(model.config());
            LoraConfiguration asked = steps == null ? standard : standard.withSteps(steps);
            AnchorBench bench = new AnchorBench(model, asked, BenchRows.ofDemo(), interruption::requested);
            List<AnchorBench.Found> found = new ArrayList<>();
            for (int seed = 1; seed <= seeds; seed++) {
                for (Optional<Anchoring> way : only == null ? AnchorBench.ways() : List.of(Optional.of(only))) {
                    String name = way.map(Anchoring::name).orElse("none") + ", seed " + seed;
                    found.add(bench.measure(way, seed, BenchReport.stage(quiet.progress(), name, PARTS)));
                }
            }
            print(found);
            if (json != null) {
                ObjectNode root = NodeClient.JSON.createObjectNode();
                root.put("schema", "openledger.bench-anchors/1").put("version", NodeVersion.NUMBER);
                root.put("base", model.digest())
                        .put("configuration", asked.settings().toString());
                root.set("runs", NodeClient.JSON.valueToTree(found));
                Files.writeString(
                        json.path(),
                        NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
            }
            return 0;
        });
    }

    private static void print(List<AnchorBench.Found> found) {
        Table table = new Table(
                "held by", "seed", "CPU s", "word for word", "loss learnt", "held out", "from the base", "as the base");
        found.forEach(each -> table.row(
                each.anchoring().map(Anchoring::name).orElse("nothing"),
                Long.toString(each.seed()),
                "%.1f".formatted(each.cpuSeconds()),
                each.wordForWord() + " of " + each.learnt(),
                "%.3f".formatted(each.lossOfLearnt()),
                "%.3f".formatted(each.lossOfHeldOut()),
                "%.3f".formatted(each.divergence()),
                each.sameAnswers() + " of " + each.questions()));
        System.out.print(table.render(""));
    }
}
