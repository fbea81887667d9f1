package org.openledger.cli;

import org.openledger.cli.agent.ActionCommand;
import org.openledger.cli.agent.AgentCommand;
import org.openledger.cli.agent.MandateCommand;
import org.openledger.cli.base.BaseCommand;
import org.openledger.cli.court.CaseCommand;
import org.openledger.cli.court.GovernorCommand;
import org.openledger.cli.court.SaleCommand;
import org.openledger.cli.court.SharesCommand;
import org.openledger.cli.court.StakeCommand;
import org.openledger.cli.credential.AdminCommand;
import org.openledger.cli.credential.AuditCommand;
import org.openledger.cli.credential.KeyCommand;
import org.openledger.cli.credential.NotifyCommand;
import org.openledger.cli.credential.SessionCommand;
import org.openledger.cli.datanet.LicenceCommand;
import org.openledger.cli.evidence.EvidenceCommand;
import org.openledger.cli.folder.BackupCommand;
import org.openledger.cli.folder.ExportCommand;
import org.openledger.cli.folder.FsckCommand;
import org.openledger.cli.folder.RestoreCommand;
import org.openledger.cli.folder.UpgradeCommand;
import org.openledger.cli.option.ProductVersion;
import org.openledger.cli.review.FeedbackCommand;
import org.openledger.cli.shell.CompletionCommand;
import org.openledger.cli.spans.SpansCommand;
import org.openledger.cli.wallet.ChainCommand;
import org.openledger.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands that everybody has; the measurements are added to them where that module is there. */
@Command(
        name = "openledger",
        description = "A contribution ledger for AI: data, models, answers, and who gets paid for them.",
        versionProvider = ProductVersion.class,
        footer = {"", "Examples:", "  openledger demo --data ~/demo", "  openledger help contribute"},
        subcommands = {
            AskCommand.class,
            ReceiptCommand.class,
            AccountCommand.class,
            KeyCommand.class,
            NotifyCommand.class,
            AgentCommand.class,
            MandateCommand.class,
            ActionCommand.class,
            SessionCommand.class,
            HelpCommand.class,
            CompletionCommand.class,
            DatanetCommand.class,
            LicenceCommand.class,
            SaleCommand.class,
            SharesCommand.class,
            ContributeCommand.class,
            FeedbackCommand.class,
            RunCommand.class,
            ModelCommand.class,
            PretrainCommand.class,
            BaseCommand.class,
            UpCommand.class,
            DemoCommand.class,
            EpochCommand.class,
            OutboxCommand.class,
            ChainCommand.class,
            StakeCommand.class,
            FsckCommand.class,
            AdminCommand.class,
            AuditCommand.class,
            CaseCommand.class,
            GovernorCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            UpgradeCommand.class,
            ExportCommand.class,
            DoctorCommand.class,
            ConfigCommand.class,
            VerifyCommand.class,
            EvidenceCommand.class,
            TraceRowsCommand.class,
            ValidateCommand.class,
            SpansCommand.class,
            LogitsCommand.class
        })
public final class Main {
    /** picocli alone looks at it. */
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version")
    private boolean version;

    private Main() {}

    public static void main(String[] arguments) {
        Program.main(Program.of(commands()), arguments);
    }

    /** Runs one command and returns its exit code. */
    public static int run(String... arguments) {
        return Program.run(Program.of(commands()), arguments);
    }

    /** The commands, for {@link Program} to complete. */
    public static CommandLine commands() {
        return new CommandLine(new Main());
    }
}
