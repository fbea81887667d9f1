package org.openledger.cli.option;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import org.openledger.cli.terminal.Terminal;
import picocli.CommandLine.Option;

/** The option of commands that ask a person before they act. A program is asked nothing: its command line says what it wants. */
public final class YesOption {
    @Option(names = "--yes", description = "ask nothing")
    private boolean yes;

    /**
     * Whether to go on.
     *
     * @param show what a person is to know first
     * @param question that is answered with y
     */
    public boolean allows(Runnable show, String question) {
        if (yes || !Terminal.isWatched()) {
            return true;
        }
        show.run();
        System.err.print(question + " [y/N] ");
        String answer =
                Optional.ofNullable(System.console()).map(Console::readLine).orElse("");
        return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    /**
     * As {@link #allows}, for what cannot be undone: a program that does not say {@code --yes} is not allowed it.
     */
    public boolean allowsForGood(Runnable show, String question) {
        return (yes || Terminal.isWatched()) && allows(show, question);
    }
}
