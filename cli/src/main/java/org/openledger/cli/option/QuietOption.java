package org.openledger.cli.option;

import java.io.PrintStream;
import picocli.CommandLine.Option;

/** The option of every command that tells how far it is. */
public final class QuietOption {
    @Option(
            names = {"-q", "--quiet"},
            description = "print the result, and not how far the work is")
    private boolean quiet;

    /** Where progress goes: beside the result, or nowhere. */
    public PrintStream progress() {
        return quiet ? new PrintStream(PrintStream.nullOutputStream()) : System.err;
    }
}
