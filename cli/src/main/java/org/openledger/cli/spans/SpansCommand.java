package org.openledger.cli.spans;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.cli.option.InputFolder;
import org.openledger.cli.option.Work;
import org.openledger.model.text.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spans}: which parts of a text stand word for word in a corpus, how often, and in whose rows. */
@Work.Of(Work.LABORATORY)
@Command(
        name = "spans",
        description = "Find which parts of texts stand word for word in a corpus, how often, and in whose rows.",
        footer = {
            "",
            "Examples:",
            "  openledger spans build rows.jsonl --out index",
            "  openledger spans match index --queries questions.jsonl --out spans.jsonl"
        },
        subcommands = {SpansBuildCommand.class, SpansMatchCommand.class})
public final class SpansCommand {
    /** Which tokenizer cuts texts into tokens. */
    static final class TokenizerOption {
        @Option(
                names = "--tokenizer",
                paramLabel = "DIR",
                description = "a Hugging Face folder with a tokenizer.json (default: the toy base)")
        private @Nullable InputFolder folder;

        Tokenizer load() {
            Path file = (folder == null ? Configuration.toyBase() : folder.path()).resolve("tokenizer.json");
            return Tokenizer.load(file);
        }
    }
}
