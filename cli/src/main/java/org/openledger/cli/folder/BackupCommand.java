package org.openledger.cli.folder;

import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.app.NodeVersion;
import org.openledger.app.folder.BackingUp;
import org.openledger.backup.Backup;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.KeptNodeOptions;
import org.openledger.cli.option.OutputFolder;
import org.openledger.cli.option.PassphraseOption;
import org.openledger.cli.option.QuietOption;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.CopyProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backup}: adds a snapshot of a node, which may run meanwhile, to a folder of snapshots. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "backup",
        description = {
            "Add a snapshot of a node to a folder of snapshots. The node may run meanwhile.",
            "What the folder has already is not copied again. Keys are encrypted; all else is as readable as in the node's own folder."
        },
        footer = {
            "",
            "Examples:",
            "  openledger backup --to /mnt/backup --passphrase ~/passphrase",
            "  openledger backup --to /mnt/backup --data ~/ledger --json"
        })
public final class BackupCommand implements Callable<Integer> {
    @Mixin
    private KeptNodeOptions options = new KeptNodeOptions();

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "the folder of snapshots")
    private OutputFolder to = OutputFolder.NONE;

    @Range(min = 1)
    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "remove older snapshots, so that N are left with the new one (default: all)")
    private @Nullable Integer keep;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private QuietOption quiet = new QuietOption();

    @Override
    public Integer call() {
        Backup.Taken taken;
        try (CopyProgress progress = new CopyProgress(quiet.progress())) {
            taken = BackingUp.take(
                    options.configuration(),
                    to.path(),
                    new Backup.Options(
                            NodeVersion.NUMBER,
                            passphrase.newPassphrase(),
                            keep == null ? OptionalInt.empty() : OptionalInt.of(keep)),
                    progress);
        }
        json.print(taken, () -> print(taken));
        return 0;
    }

    private void print(Backup.Taken taken) {
        System.out.printf(
                "Snapshot %s: %,d files, %,d bytes, of which %,d are new; %,d log entries%n",
                taken.snapshot(), taken.files(), taken.bytes(), taken.addedBytes(), taken.logEntries());
        taken.unknown().forEach(file -> System.out.println("  not in it, for no node wrote it: " + file));
        taken.removed().forEach(snapshot -> System.out.println("  removed: snapshot " + snapshot));
        System.out.println("Check it with: openledger restore --verify " + to);
    }
}
