package org.openledger.cli.folder;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.app.folder.UpgradeTrial;
import org.openledger.cli.option.InputFolder;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.PassphraseOption;
import org.openledger.cli.option.QuietOption;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.CopyProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code upgrade}: tries this program's migrations on a copy of a backup. Exit code 1 when fsck finds something after them. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "upgrade",
        description = {
            "Try this program on a copy of a backup: its migrations, then everything that fsck checks.",
            "Nothing is changed. The upgrade itself is to start the node with the new program: openledger up."
        },
        footer = {
            "",
            "Examples:",
            "  openledger upgrade --check /mnt/backup",
            "  openledger upgrade --check /mnt/backup --passphrase ~/passphrase --json"
        })
public final class UpgradeCommand implements Callable<Integer> {
    @Option(names = "--check", paramLabel = "BACKUP", required = true, description = "the folder of snapshots")
    private InputFolder backup = InputFolder.NONE;

    @Option(names = "--snapshot", paramLabel = "ID", description = "which one (default: the newest)")
    private @Nullable String snapshot;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private QuietOption quiet = new QuietOption();

    @Override
    public Integer call() {
        UpgradeTrial.Outcome outcome;
        try (CopyProgress progress = new CopyProgress(quiet.progress())) {
            outcome = UpgradeTrial.run(backup.path(), Optional.ofNullable(snapshot), passphrase.passphrase(), progress);
        }
        json.print(outcome, () -> print(outcome));
        return outcome.areas().stream().allMatch(area -> area.findings().isEmpty()) ? 0 : 1;
    }

    private static void print(UpgradeTrial.Outcome outcome) {
        System.out.println("Snapshot " + outcome.snapshot() + ", taken by " + outcome.takenBy()
                + ", with this program, " + outcome.program());
        if (outcome.migrations().isEmpty()) {
            System.out.println("No migration: the database stays as it is");
        }
        outcome.migrations().forEach(migration -> System.out.println("Migration " + migration));
        outcome.changes().forEach(change -> System.out.println("  " + change));
        FsckCommand.print(outcome.areas());
    }
}
