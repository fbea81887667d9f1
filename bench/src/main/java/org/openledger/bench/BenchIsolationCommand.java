package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.app.NodeVersion;
import org.openledger.bench.serve.IsolationBench;
import org.openledger.cli.option.BaseOption;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.QuietOption;
import org.openledger.cli.option.Range;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code bench isolation}: whether an answer depends on what is computed beside it. */
@Command(
        name = "isolation",
        description =
                "Answer prompts in mixed batches, beside adapters that come, go, are cancelled and overflow, then each alone. Exit 1 where one answer of likeliest tokens differs.",
        footer = {
            "",
            "Examples:",
            "  openledger bench isolation --json isolation.json",
            "  openledger bench isolation --prompts 200 --seed 2"
        })
final class BenchIsolationCommand implements Callable<Integer> {
    private static final int STAGES = 2;

    @Mixin
    private BaseOption base = new BaseOption();

    @Range(min = 1)
    @Option(names = "--prompts", paramLabel = "N", description = "how many (default: ${DEFAULT-VALUE})")
    private int prompts = 2000;

    @Option(names = "--seed", paramLabel = "N", description = "of prompts and neighbours (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "where to write what was found")
    private @Nullable OutputFile json;

    @Mixin
    private QuietOption quiet = new QuietOption();

    @Override
    public Integer call() throws IOException {
        return base.measure((model, interruption) -> {
            IsolationBench.Found found = new IsolationBench(
                            model, name -> BenchReport.stage(quiet.progress(), name, STAGES))
                    .measure(prompts, seed);
            System.out.printf(
                    "%d prompts, %d tokens: %d answers of likeliest tokens and %d drawn ones differ alone, %d failed; %d neighbours overflowed, %d were cancelled (seed %d)%n",
                    found.prompts(),
                    found.tokens(),
                    found.greedyDiffering(),
                    found.sampledDiffering(),
                    found.failed(),
                    found.poisoned(),
                    found.cancelled(),
                    seed);
            if (json != null) {
                ObjectNode root = NodeClient.JSON.createObjectNode();
                root.put("schema", "openledger.bench-isolation/1")
                        .put("version", NodeVersion.NUMBER)
                        .put("base", model.digest())
                        .put("seed", seed);
                root.set("found", NodeClient.JSON.valueToTree(found));
                Files.writeString(
                        json.path(),
                        NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
            }
            return found.noneDiffers() ? 0 : 1;
        });
    }
}
