package org.openledger.bench;

import org.openledger.cli.option.ProductVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that measure; the launcher passes them on to this program. Exit codes are those of the command line. */
@Command(
        name = "openledger",
        description = "Measurements of credit and speed.",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        subcommands = {LdsCommand.class, ValueCommand.class, BenchCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command and returns its exit code. */
    static int run(String... arguments) {
        return org.openledger.cli.Main.run(new CommandLine(new Main()), arguments);
    }
}
