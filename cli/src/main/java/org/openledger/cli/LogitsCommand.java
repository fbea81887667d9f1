package org.openledger.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.terminal.Interruption;
import org.openledger.model.Logits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code logits}: every position's logits of a model, so that anyone can compare this engine with another. */
@Command(
        name = "logits",
        description = "Write every position's logits of a Hugging Face folder, with or without an adapter.",
        mixinStandardHelpOptions = true)
final class LogitsCommand implements Callable<Integer> {
    @Option(names = "--base", paramLabel = "DIR", required = true, description = "a Llama-architecture model's folder")
    private Path base = Path.of("");

    @Option(names = "--adapter", paramLabel = "DIR", description = "a PEFT folder")
    private @Nullable Path adapter;

    @Option(names = "--ids", paramLabel = "1,2,3", required = true, split = ",", description = "the token ids")
    private List<Integer> ids = List.of();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the JSON file to write")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        try (Interruption _ = Interruption.listen()) {
            Logits.write(base, adapter, ids.stream().mapToInt(Integer::intValue).toArray(), out.toAbsolutePath());
        }
        System.out.println("Wrote the logits of " + ids.size() + " positions to " + out + ".");
        return 0;
    }
}
