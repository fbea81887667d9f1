package org.openledger.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.InputFolder;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Interruption;
import org.openledger.model.Logits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code logits}: every position's logits of a model, so that anyone can compare this engine with another. */
@Work.Of(Work.LABORATORY)
@Command(
        name = "logits",
        description = "Write every position's logits of a Hugging Face folder, with or without an adapter.",
        footer = {
            "",
            "Examples:",
            "  openledger logits --base base --ids 1,2,3 --out logits.json",
            "  openledger logits --base base --adapter adapter --ids 1,2,3 --out logits.json"
        })
final class LogitsCommand implements Callable<Integer> {
    @Option(names = "--base", paramLabel = "DIR", required = true, description = "a Llama-architecture model's folder")
    private InputFolder base = InputFolder.NONE;

    @Option(names = "--adapter", paramLabel = "DIR", description = "a PEFT folder")
    private @Nullable InputFolder adapter;

    @Range(min = 0)
    @Option(names = "--ids", paramLabel = "1,2,3", required = true, split = ",", description = "the token ids")
    private List<Integer> ids = List.of();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the JSON file to write")
    private OutputFile out = OutputFile.NONE;

    @Override
    public Integer call() {
        try (Interruption _ = Interruption.listen()) {
            Logits.write(
                    base.path(),
                    adapter == null ? null : adapter.path(),
                    ids.stream().mapToInt(Integer::intValue).toArray(),
                    out.path().toAbsolutePath());
        }
        System.out.println("Wrote the logits of " + ids.size() + " positions to " + out + ".");
        return 0;
    }
}
