package org.openledger.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.OutputFolder;
import org.openledger.cli.option.QuietOption;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Interruption;
import org.openledger.train.CancelledException;
import org.openledger.train.pretrain.Corpus;
import org.openledger.train.pretrain.PretrainConfiguration;
import org.openledger.train.pretrain.Pretrainer;
import org.openledger.train.pretrain.TextCorpus;
import org.openledger.train.pretrain.ToyCorpus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pretrain}: makes a small base model from nothing, on the project's own text or on files. */
@Work.Of(Work.BUILD_MODELS)
@Command(
        name = "pretrain",
        description = "Make a small base model from nothing, as a Hugging Face folder.",
        footer = {
            "",
            "Examples:",
            "  openledger pretrain --out base",
            "  openledger pretrain --out base --text book.txt,letters.txt --steps 4000"
        })
final class PretrainCommand implements Callable<Integer> {
    private static final int REPORT_STEPS = 50;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the folder to fill")
    private OutputFolder out = OutputFolder.NONE;

    @Range(min = 1)
    @Option(names = "--steps", paramLabel = "N", description = "optimiser steps (default: ${DEFAULT-VALUE})")
    private int steps = 1100;

    @Range(min = 1)
    @Option(names = "--width", paramLabel = "N", description = "of the model (default: ${DEFAULT-VALUE})")
    private int width = PretrainConfiguration.TOY_WIDTH;

    @Range(min = 1)
    @Option(names = "--layers", paramLabel = "N", description = "of the model (default: ${DEFAULT-VALUE})")
    private int layers = 4;

    @Range(min = 1)
    @Option(names = "--vocabulary", paramLabel = "N", description = "tokens (default: ${DEFAULT-VALUE})")
    private int vocabulary = 2048;

    @Option(
            names = "--text",
            paramLabel = "FILE",
            split = ",",
            description = "text files to learn from (default: text the project generates)")
    private List<InputFile> texts = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "of the generated text (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Mixin
    private QuietOption quiet = new QuietOption();

    @Override
    public Integer call() {
        try (Interruption interruption = Interruption.listen()) {
            return train(interruption);
        }
    }

    private int train(Interruption interruption) {
        try {
            Corpus corpus = texts.isEmpty()
                    ? new ToyCorpus(seed)
                    : new TextCorpus(texts.stream().map(InputFile::path).toList());
            Pretrainer.Outcome outcome = Pretrainer.train(
                    corpus,
                    PretrainConfiguration.small(width, layers, vocabulary, steps),
                    out.path().toAbsolutePath(),
                    this::report,
                    interruption::requested);
            System.out.printf(
                    Locale.ROOT,
                    "Wrote %s: loss %.2f after %d steps, %.0f s%n",
                    out,
                    outcome.curve().getLast().loss(),
                    steps,
                    outcome.seconds());
            return 0;
        } catch (CancelledException stopped) {
            System.err.println("openledger: " + stopped.getMessage() + "; no model was written");
            return 1;
        }
    }

    private void report(int step, int ofSteps, double loss) {
        if (step == 1 || step % REPORT_STEPS == 0) {
            quiet.progress().printf(Locale.ROOT, "step %d of %d: loss %.3f%n", step, ofSteps, loss);
        }
    }
}
