package org.openledger.cli.spans;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.model.text.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spans}: which parts of a text stand word for word in a corpus, how often, and in whose rows. */
@Command(
        name = "spans",
        description = "Find which parts of texts stand word for word in a corpus, how often, and in whose rows.",
        mixinStandardHelpOptions = true,
        subcommands = {SpansBuildCommand.class, SpansMatchCommand.class})
public final class SpansCommand {
    /** Which tokenizer cuts texts into tokens. */
    static final class TokenizerOption {
        @Option(
                names = "--tokenizer",
                paramLabel = "DIR",
                description = "a Hugging Face folder with a tokenizer.json (default: the toy base)")
        private @Nullable Path folder;

        Tokenizer load() {
            Path file = (folder == null ? Configuration.toyBase() : folder).resolve("tokenizer.json");
            return Tokenizer.load(file);
        }
    }
}
