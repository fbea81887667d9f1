package org.openledger.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.bench.intake.Figure;
import org.openledger.bench.intake.IntakeBench;
import org.openledger.cli.option.InputFolder;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.Range;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code bench intake}: what screening finds, what it lets pass, and how fast it is. */
@Command(
        name = "intake",
        description =
                "Measure screening on cases that a seed makes: copies that are hidden or edited, honest rows that have much in common, secrets and personal data, rows a second of processor time. Exits with 1 below a goal.",
        footer = {
            "",
            "Examples:",
            "  openledger bench intake --quick",
            "  openledger bench intake --rows 100000 --data ../shared/data --json intake.json"
        })
final class BenchIntakeCommand implements Callable<Integer> {
    private static final int QUICK_CASES = 100;
    private static final int CASES = 1000;
    private static final int SPEED_ROWS = 10_000;

    @Option(names = "--quick", description = "a hundred cases of each set instead of a thousand")
    private boolean quick;

    @Range(min = 1, max = 10_000_000)
    @Option(names = "--rows", paramLabel = "N", description = "uploaded to measure the speed (default: 10,000)")
    private long rows = SPEED_ROWS;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "a folder with gsm8k-train.jsonl and tinyshakespeare.txt; without it no rows of other people are tried")
    private @Nullable InputFolder data;

    @Option(names = "--seed", paramLabel = "N", description = "of the cases (default: 1)")
    private long seed = 1;

    @Option(
            names = "--part",
            paramLabel = "PART",
            split = ",",
            description = "measure these alone: ${COMPLETION-CANDIDATES} (default: all)")
    private Set<IntakeBench.Part> parts = EnumSet.allOf(IntakeBench.Part.class);

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures here")
    private @Nullable OutputFile json;

    @Override
    public Integer call() throws IOException {
        Optional<Path> folder = Optional.ofNullable(data).map(InputFolder::path);
        List<Figure> figures = new IntakeBench(quick ? QUICK_CASES : CASES, rows, folder, seed, parts).run();
        Table table = new Table("figure", "value", "goal", "cases", "");
        for (Figure figure : figures) {
            table.row(
                    figure.name(),
                    String.format(Locale.ROOT, figure.value() > 10 ? "%.0f" : "%.4f", figure.value()),
                    figure.goal().map(Object::toString).orElse(""),
                    figure.cases(),
                    figure.reached() ? "" : "missed");
        }
        System.out.print(table.render(""));
        figures.stream().filter(figure -> !figure.misses().isEmpty()).forEach(figure -> {
            System.out.println(figure.name() + ", some misses:");
            figure.misses().forEach(miss -> System.out.println("  " + miss.replaceAll("\\s+", " ")));
        });
        if (json != null) {
            Files.writeString(json.path(), document(figures).toPrettyString(), StandardCharsets.UTF_8);
        }
        return figures.stream().allMatch(Figure::reached) ? 0 : 1;
    }

    private ObjectNode document(List<Figure> figures) {
        ObjectNode root = NodeClient.JSON.createObjectNode();
        root.put("schema", "openledger.bench-intake/1").put("seed", seed).put("quick", quick);
        ArrayNode all = root.putArray("figures");
        for (Figure figure : figures) {
            ObjectNode one = all.addObject();
            one.put("name", figure.name()).put("value", figure.value()).put("cases", figure.cases());
            one.put("goal", figure.goal().map(Object::toString).orElse("")).put("reached", figure.reached());
            figure.misses().forEach(one.putArray("misses")::add);
        }
        return root;
    }
}
