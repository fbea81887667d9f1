package org.openledger.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.Dtype;
import org.openledger.cli.option.InputFolder;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.OutputFolder;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Interruption;
import org.openledger.model.BaseModel;
import org.openledger.model.Decoder;
import org.openledger.model.DecoderWeights;
import org.openledger.model.Logits;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import org.openledger.train.AdapterGradient;
import org.openledger.train.TrainingRow;
import org.openledger.train.descent.Objective;
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
    @Option(names = "--base", paramLabel = "DIR", required = true, description = "a model's folder")
    private InputFolder base = InputFolder.NONE;

    @Option(names = "--adapter", paramLabel = "DIR", description = "a PEFT folder")
    private @Nullable InputFolder adapter;

    @Range(min = 0)
    @Option(names = "--ids", paramLabel = "1,2,3", required = true, split = ",", description = "the token ids")
    private List<Integer> ids = List.of();

    @Range(min = 1)
    @Option(
            names = "--prompt",
            paramLabel = "N",
            description =
                    "compute the first N together and the others one by one, as answers are (default: all together)")
    private int promptTokens = Integer.MAX_VALUE;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description =
                    "how matrices stand in memory: ${COMPLETION-CANDIDATES} (default: f32 where the memory suffices)")
    private @Nullable Dtype dtype;

    @Range(min = 0)
    @Option(names = "--top", paramLabel = "N", description = "write the N largest of each position (default: all)")
    private int top;

    @Option(
            names = "--gradient",
            paramLabel = "DIR",
            description = "also write the gradient of the adapter on these ids, as a PEFT folder of gradients")
    private @Nullable OutputFolder gradient;

    @Range(min = 0)
    @Option(
            names = "--rejected",
            paramLabel = "1,2,4",
            split = ",",
            description = "the gradient is that of preferring --ids to these, which have the same --prompt (DPO)")
    private @Nullable List<Integer> rejected;

    @Range(min = 0, max = 10)
    @Option(names = "--dpo-beta", paramLabel = "BETA", description = "with --rejected (default: ${DEFAULT-VALUE})")
    private double beta = 0.1;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the JSON file to write")
    private OutputFile out = OutputFile.NONE;

    @Override
    public Integer call() {
        if (gradient != null && (adapter == null || ids.size() < 2)) {
            throw new Refusal(Kind.INVALID, "--gradient needs --adapter and at least two --ids");
        }
        if (rejected != null && (gradient == null || promptTokens >= Math.min(ids.size(), rejected.size()))) {
            throw new Refusal(
                    Kind.INVALID, "--rejected needs --gradient and a --prompt shorter than both --ids and --rejected");
        }
        int[] tokens = ids.stream().mapToInt(Integer::intValue).toArray();
        Path adapterFolder = adapter == null ? null : adapter.path();
        Decoder decoder =
                dtype == null ? BaseModel.loadDecoder(base.path()) : BaseModel.loadDecoder(base.path(), dtype.type());
        try (Interruption _ = Interruption.listen();
                DecoderWeights _ = decoder.weights()) {
            Logits.write(
                    decoder,
                    adapterFolder,
                    tokens,
                    promptTokens,
                    top,
                    out.path().toAbsolutePath());
            if (gradient != null) {
                double loss = AdapterGradient.write(
                        decoder, Objects.requireNonNull(adapterFolder), row(tokens), objective(), gradient.path());
                System.out.printf(Locale.ROOT, "Wrote the gradient at a loss of %.6f nats to %s.%n", loss, gradient);
            }
        }
        System.out.println("Wrote the logits of " + ids.size() + " positions to " + out + ".");
        return 0;
    }

    private TrainingRow row(int[] tokens) {
        return rejected == null
                ? new TrainingRow(tokens, 1, 0, "given")
                : new TrainingRow(
                        tokens,
                        promptTokens,
                        0,
                        "given",
                        rejected.stream().mapToInt(Integer::intValue).toArray());
    }

    private Objective objective() {
        return rejected == null ? new Objective.Likelihood() : new Objective.Preference(beta);
    }
}
