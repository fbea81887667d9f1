package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.app.NodeVersion;
import org.openledger.bench.serve.TypesBench;
import org.openledger.cli.option.BaseOption;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.QuietOption;
import org.openledger.cli.option.Range;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code bench types}: one base with its matrices as float32, bfloat16 and int8. */
@Command(
        name = "types",
        description =
                "Compare one base's matrices as f32, bf16 and int8: memory, logits, perplexity of a text, tokens a processor second.",
        footer = {
            "",
            "Examples:",
            "  openledger bench types --json types.json",
            "  openledger bench types --base gemma --rounds 3"
        })
final class BenchTypesCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 1000;

    @Mixin
    private BaseOption base = new BaseOption();

    @Range(min = 1, max = MOST_ROUNDS)
    @Option(names = "--rounds", paramLabel = "N", description = "of all types in turn (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--json", paramLabel = "FILE", description = "where to write what was measured")
    private @Nullable OutputFile json;

    @Mixin
    private QuietOption quiet = new QuietOption();

    @Override
    public Integer call() throws IOException {
        return base.measure((model, interruption) -> {
            int stages = rounds + 5;
            List<TypesBench.Found> found =
                    new TypesBench(model, name -> BenchReport.stage(quiet.progress(), name, stages)).measure(rounds);
            Table table = new Table(
                    "type", "MB", "perplexity", "largest off", "mean off", "same likeliest", "tokens/s alone", "of 16");
            found.forEach(each -> table.row(
                    each.type(),
                    "%.1f".formatted(each.bytes() / 1e6),
                    "%.4f".formatted(each.perplexity()),
                    "%.2g".formatted(each.largest()),
                    "%.2g".formatted(each.meanOff()),
                    each.sameLikeliest() + " of " + each.positions(),
                    "%.1f".formatted(each.tokensACpuSecond().get(1)),
                    "%.1f".formatted(each.tokensACpuSecond().get(16))));
            System.out.print(table.render(""));
            if (json != null) {
                ObjectNode root = NodeClient.JSON.createObjectNode();
                root.put("schema", "openledger.bench-types/1").put("version", NodeVersion.NUMBER);
                root.set("types", NodeClient.JSON.valueToTree(found));
                Files.writeString(
                        json.path(),
                        NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
            }
            return 0;
        });
    }
}
