package org.openledger.cli;

import org.openledger.app.AppException;
import org.openledger.app.Supervision;
import org.openledger.chain.ChainException;
import org.openledger.cli.option.ProductVersion;
import org.openledger.cli.spans.SpansCommand;
import org.openledger.client.ClientException;
import org.openledger.demo.DemoCommand;
import org.openledger.identity.IdentityException;
import org.openledger.log.LogException;
import org.openledger.settlement.call.SettlementException;
import org.openledger.store.StoreException;
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
            DoctorCommand.class,
            ConfigCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Supervision.begin();
        System.exit(run(arguments));
    }

    /** Runs one command and returns its exit code. */
    public static int run(String... arguments) {
        return run(new CommandLine(new Main()), arguments);
    }

    /** Runs a command of any program of the product, with the same rules for refusals and exit codes. */
    public static int run(CommandLine line, String... arguments) {
        line.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(Main::failed);
        if (arguments.length == 0) {
            line.usage(System.out);
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    /** A mistake of the caller or of the machine is one sentence; anything else is a defect and shows where. */
    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof AppException
                || failure instanceof ClientException
                || failure instanceof StoreException
                || failure instanceof ChainException
                || failure instanceof IdentityException
                || failure instanceof LogException
                || failure instanceof SettlementException) {
            System.err.println("openledger: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
