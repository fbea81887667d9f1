package org.openledger.cli.option;

import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.store.Refusal;
import picocli.CommandLine.Option;

/** The option of commands that encrypt or open a backup's keys. No option takes the passphrase itself: others would see it. */
public final class PassphraseOption {
    @Option(
            names = "--passphrase",
            paramLabel = "FILE",
            description =
                    "a file with the passphrase of the keys in its first line (default: $OPENLEDGER_BACKUP_PASSPHRASE, else asked for)")
    private @Nullable InputFile file;

    /** The passphrase of a backup that is there. */
    public String passphrase() {
        return given().orElseGet(() -> ask("Passphrase of the backup's keys: "));
    }

    /** The passphrase of a new snapshot; a person types it twice, for a mistyped one opens nothing later. */
    public String newPassphrase() {
        return given().orElseGet(() -> {
            String first = ask("Passphrase for the backup's keys: ");
            if (!first.equals(ask("The same again: "))) {
                throw new Refusal(Refusal.Kind.INVALID, "the two passphrases differ: nothing was done");
            }
            return first;
        });
    }

    private Optional<String> given() {
        return Optional.ofNullable(file)
                .map(given -> given.text().lines().findFirst().orElse(""))
                .or(Configuration::backupPassphrase);
    }

    private static String ask(String question) {
        Console console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(
                        () -> new Refusal(
                                Refusal.Kind.INVALID,
                                "the keys need a passphrase: name a file with --passphrase, or set OPENLEDGER_BACKUP_PASSPHRASE"));
        char[] answer = console.readPassword("%s", question);
        if (answer == null) {
            throw new Refusal(Refusal.Kind.INVALID, "no passphrase was given: nothing was done");
        }
        return new String(answer);
    }
}
