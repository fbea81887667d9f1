package org.openledger.cli;

import org.openledger.cli.option.ProductVersion;
import org.openledger.cli.spans.SpansCommand;
import org.openledger.cli.terminal.Complaint;
import org.openledger.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0 done, 1 refused or failed, 2 wrong usage. */
@Command(
        name = "openledger",
        description = "A contribution ledger for AI: data, models, answers, and who gets paid for them.",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            DatanetCommand.class,
            DatanetCommand.Contribute.class,
            RunCommand.class,
            AskCommand.class,
            ReceiptCommand.class,
            VerifyCommand.class,
            TraceRowsCommand.class,
            ValidateCommand.class,
            AccountCommand.class,
            EpochCommand.class,
            FsckCommand.class,
            SpansCommand.class,
            LogitsCommand.class,
            PretrainCommand.class,
            DoctorCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command and returns its exit code. */
    public static int run(String... arguments) {
        return run(new CommandLine(new Main()), arguments);
    }

    /** Runs a command of any program of the product, with the same rules for refusals and exit codes. */
    public static int run(CommandLine line, String... arguments) {
        line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        if (arguments.length == 0) {
            line.usage(System.out);
            return CommandLine.ExitCode.USAGE;
        }
        try {
            return line.execute(arguments);
        } catch (RuntimeException | Error failure) {
            return failed(failure);
        }
    }

    private static int failed(Throwable failure) {
        System.err.println(Complaint.of(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** What cannot be understood is named, with what was perhaps meant, and where help is. */
    private static int misused(CommandLine.ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        System.err.println(Complaint.ofUsage(String.valueOf(mistake.getMessage())));
        if (mistake instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            System.err.println("Perhaps you meant: " + String.join(", ", unmatched.getSuggestions()));
        }
        System.err.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }
}
