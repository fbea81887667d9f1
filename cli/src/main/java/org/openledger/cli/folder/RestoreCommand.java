package org.openledger.cli.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.backup.Restore;
import org.openledger.backup.SnapshotFolder;
import org.openledger.backup.SnapshotFolder.Snapshot;
import org.openledger.cli.option.InputFolder;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.OutputFolder;
import org.openledger.cli.option.PassphraseOption;
import org.openledger.cli.option.QuietOption;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.CopyProgress;
import org.openledger.kept.Fsck;
import org.openledger.kept.KeptNode;
import org.openledger.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore}: checks snapshots, and puts one into an empty folder. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "restore",
        description = {
            "Restore a snapshot to an empty folder, or check snapshots.",
            "No node starts on a restored folder until its operator says what was published since: see up."
        },
        footer = {
            "",
            "Examples:",
            "  openledger restore --verify /mnt/backup",
            "  openledger restore --verify /mnt/backup ~/ledger --passphrase ~/passphrase"
        })
public final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "BACKUP", description = "the folder of snapshots")
    private InputFolder backup = InputFolder.NONE;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "the folder to restore to, empty or absent (with --verify: none only checks)")
    private @Nullable OutputFolder data;

    @Option(
            names = "--verify",
            description = "first read all of the snapshot, and check what was restored as fsck does")
    private boolean verify;

    @Option(names = "--snapshot", paramLabel = "ID", description = "which one (default: the newest; without DATA: all)")
    private @Nullable String snapshot;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private QuietOption quiet = new QuietOption();

    /** A snapshot that is whole. */
    private record Whole(String snapshot, long takenMillis, long logEntries, int files, long bytes) {
        static Whole of(Snapshot snapshot) {
            return new Whole(
                    snapshot.id(),
                    snapshot.manifest().takenMillis(),
                    snapshot.manifest().logEntries(),
                    snapshot.manifest().files().size(),
                    snapshot.manifest().bytes());
        }
    }

    /**
     * What the command prints as JSON.
     *
     * @param restored whether a folder was written
     * @param migrations that the database has to go through before fsck can read it; empty where it was checked
     */
    private record Report(List<Whole> snapshots, boolean restored, List<Fsck.Section> areas, List<String> migrations) {}

    @Override
    public Integer call() {
        OutputFolder folder = data;
        if (folder == null && !verify) {
            throw new ParameterException(
                    spec.commandLine(), "name a folder to restore to, or check the backup alone with --verify");
        }
        Report report;
        try (SnapshotFolder from = SnapshotFolder.open(backup.path());
                CopyProgress progress = new CopyProgress(quiet.progress())) {
            Restore restore = new Restore(from, progress);
            List<Snapshot> chosen = chosen(from, folder == null);
            if (verify) {
                chosen.forEach(restore::check);
            }
            report = folder == null
                    ? new Report(chosen.stream().map(Whole::of).toList(), false, List.of(), List.of())
                    : restored(restore, chosen.getFirst(), folder.path());
        }
        json.print(report, () -> print(report));
        return report.areas.stream().allMatch(area -> area.findings().isEmpty()) ? 0 : 1;
    }

    private List<Snapshot> chosen(SnapshotFolder from, boolean all) {
        if (!all || snapshot != null) {
            return List.of(from.snapshot(Optional.ofNullable(snapshot)));
        }
        List<Snapshot> found = new ArrayList<>();
        from.ids().forEach(id -> found.add(from.snapshot(Optional.of(id))));
        return found.isEmpty() ? List.of(from.snapshot(Optional.empty())) : found;
    }

    private Report restored(Restore restore, Snapshot chosen, Path folder) {
        restore.run(chosen, folder, passphrase.passphrase());
        List<String> migrations = Database.migrationsToCome(Database.urlIn(folder));
        return new Report(
                List.of(Whole.of(chosen)), true, verify && migrations.isEmpty() ? fsck(folder) : List.of(), migrations);
    }

    static List<Fsck.Section> fsck(Path folder) {
        try (KeptNode node = FoundationParts.openToRead(Configuration.read(folder, Optional.empty(), Map.of()))) {
            return new Fsck(node).run();
        }
    }

    private void print(Report report) {
        for (Whole each : report.snapshots) {
            System.out.printf(
                    "Snapshot %s: %,d files, %,d bytes, %,d log entries%s%n",
                    each.snapshot, each.files, each.bytes, each.logEntries, verify ? ": every digest is right" : "");
        }
        FsckCommand.print(report.areas);
        if (!report.migrations.isEmpty()) {
            System.out.println("Not checked as fsck does: the database is of an older program. Try the new one with: "
                    + "openledger upgrade --check " + backup);
        }
        if (report.restored) {
            System.out.println("Restored to " + data + ". Start it with: openledger up --data " + data
                    + " --published FILE|URL, the newest checkpoint that anybody has, or --nothing-later-published");
        }
    }
}
