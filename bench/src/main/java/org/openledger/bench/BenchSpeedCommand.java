package org.openledger.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openledger.bench.serve.SpeedWork;
import org.openledger.cli.option.BaseOption;
import org.openledger.cli.option.InputFolder;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code bench speed}: this engine's part of a comparison with others, which {@code bench/serve/speed} makes. */
@Command(
        name = "speed",
        description =
                "Do the work that each line of the input describes as JSON, and answer with its tokens and processor seconds. bench/serve/speed asks it and other engines in turn.",
        footer = {
            "",
            "Examples:",
            "  openledger bench speed --adapters adapters < work.jsonl",
            "  openledger bench speed --base base --adapters adapters < work.jsonl"
        })
final class BenchSpeedCommand implements Callable<Integer> {
    @Mixin
    private BaseOption base = new BaseOption();

    @Option(
            names = "--adapters",
            paramLabel = "DIR",
            required = true,
            description = "a folder of PEFT folders, each an adapter by its name")
    private InputFolder adapters = new InputFolder(Path.of(""));

    @Override
    public Integer call() throws IOException {
        return base.measure((model, interruption) -> {
            try (Stream<Path> folders = Files.list(adapters.path());
                    SpeedWork work = new SpeedWork(
                            model, folders.filter(Files::isDirectory).toList());
                    BufferedReader lines =
                            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    System.out.println(answer(work, NodeClient.JSON.readTree(line)));
                }
                return 0;
            }
        });
    }

    private static JsonNode answer(SpeedWork work, JsonNode asked) {
        int[][] rows =
                asked.path("prompts").valueStream().map(BenchSpeedCommand::ints).toArray(int[][]::new);
        SpeedWork.Done done = asked.path("work").asString().equals("train")
                ? work.train(
                        rows,
                        new SpeedWork.Training(
                                asked.path("steps").asInt(),
                                asked.path("rows").asInt(),
                                asked.path("anchored").asBoolean(true),
                                asked.path("whole").asBoolean(false)))
                : work.generate(rows, ints(asked.path("tokens")), names(asked.path("adapters")));
        return NodeClient.JSON.valueToTree(done);
    }

    private static int[] ints(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static List<String> names(JsonNode array) {
        return array.valueStream().map(each -> each.asString("")).toList();
    }
}
