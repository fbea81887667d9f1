package org.openledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.app.NodeVersion;
import org.openledger.bench.serve.ServeBench;
import org.openledger.bench.serve.ServeLine;
import org.openledger.cli.option.BaseOption;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.QuietOption;
import org.openledger.cli.option.Range;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.store.LocalDisk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code bench serve}: what many adapters on one base cost. */
@Command(
        name = "serve",
        description =
                "Measure many adapters on one base: the first token of a cold one, memory, loading under traffic. Exit 1 on a missed line.",
        footer = {
            "",
            "Examples:",
            "  openledger bench serve",
            "  openledger bench serve --json serve.json",
            "  openledger bench serve --soak 60 --json soak.json"
        })
final class BenchServeCommand implements Callable<Integer> {
    private static final int STAGES = 4;
    private static final int MOST_MINUTES = 1_440;
    private static final int SOAK_STAGES = 2;

    @Mixin
    private BaseOption base = new BaseOption();

    @Option(names = "--json", paramLabel = "FILE", description = "where to write what was measured")
    private @Nullable OutputFile json;

    @Range(min = 1, max = MOST_MINUTES)
    @Option(
            names = "--soak",
            paramLabel = "MINUTES",
            description =
                    "instead, answer at 70 percent of what this machine can do for so long, load or unload an adapter each second, and look at memory and errors")
    private @Nullable Integer soak;

    @Mixin
    private QuietOption quiet = new QuietOption();

    @Override
    public Integer call() throws IOException {
        Integer minutes = soak;
        return base.measure((model, interruption) -> {
            Path folder = Files.createTempDirectory("bench-serve");
            try {
                int stages = minutes == null ? STAGES : SOAK_STAGES;
                ServeBench bench =
                        new ServeBench(model, folder, name -> BenchReport.stage(quiet.progress(), name, stages));
                List<ServeLine> lines = minutes == null ? bench.measure() : bench.soak(minutes);
                Table table = new Table("what", "measured", "unit", "at most", "");
                lines.forEach(line -> table.row(
                        line.name(),
                        "%.2f".formatted(line.value()),
                        line.unit(),
                        "%.2f".formatted(line.most()),
                        line.met() ? "met" : "missed"));
                System.out.print(table.render(""));
                if (json != null) {
                    write(json.path(), model.digest(), lines);
                }
                return lines.stream().allMatch(ServeLine::met) ? 0 : 1;
            } finally {
                LocalDisk.deleteTree(folder);
            }
        });
    }

    private static void write(Path file, String base, List<ServeLine> lines) throws IOException {
        ObjectNode root = NodeClient.JSON.createObjectNode();
        root.put("schema", "openledger.bench-serve/1")
                .put("version", NodeVersion.NUMBER)
                .put("base", base);
        root.put("processors", Runtime.getRuntime().availableProcessors());
        ArrayNode list = root.putArray("lines");
        for (ServeLine line : lines) {
            list.addObject()
                    .put("name", line.name())
                    .put("value", line.value())
                    .put("unit", line.unit())
                    .put("most", line.most())
                    .put("met", line.met());
        }
        Files.writeString(file, NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }
}
