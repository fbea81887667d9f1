package org.openledger.app.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.app.NodeVersion;
import org.openledger.backup.BackupException;
import org.openledger.backup.CopyListener;
import org.openledger.backup.Restore;
import org.openledger.backup.SnapshotFolder;
import org.openledger.backup.SnapshotFolder.Snapshot;
import org.openledger.identity.MasterKey;
import org.openledger.kept.Fsck;
import org.openledger.kept.KeptNode;
import org.openledger.kept.KeptTables;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;

/** Tries this program's migrations on a snapshot, restored to a folder that is deleted afterwards. */
public final class UpgradeTrial {
    private UpgradeTrial() {}

    /**
     * What came of it.
     *
     * @param takenBy the version of the program that took the snapshot
     * @param program the version of this one
     * @param migrations that the database went through
     * @param changes what they did to its tables, in words
     * @param areas what fsck says after them
     */
    public record Outcome(
            String snapshot,
            String takenBy,
            String program,
            List<String> migrations,
            List<String> changes,
            List<Fsck.Section> areas) {}

    public static Outcome run(Path backup, Optional<String> id, String passphrase, CopyListener progress) {
        try (SnapshotFolder from = SnapshotFolder.open(backup)) {
            Snapshot snapshot = from.snapshot(id);
            Path folder = Files.createTempDirectory("openledger-upgrade-");
            try {
                Path data = folder.resolve("data");
                new Restore(from, progress).run(snapshot, data, passphrase);
                return tried(snapshot, data);
            } finally {
                LocalDisk.deleteTree(folder);
            }
        } catch (IOException e) {
            throw new BackupException("cannot try the upgrade: " + e.getMessage(), e);
        }
    }

    private static Outcome tried(Snapshot snapshot, Path data) {
        String url = Database.urlIn(data);
        List<String> migrations = Database.migrationsToCome(url);
        SortedMap<String, String> before;
        try (Database old = Database.openToRead(url)) {
            before = old.shape();
        }
        SortedMap<String, String> after;
        try (Database migrated = Database.open(url)) {
            migrated.seal(MasterKey.open(data).rowSeals(), KeptTables.unsealed(), System.currentTimeMillis());
            after = migrated.shape();
        }
        List<Fsck.Section> areas;
        try (KeptNode node = FoundationParts.openToRead(Configuration.read(data, Optional.empty(), Map.of()))) {
            areas = new Fsck(node).run();
        }
        return new Outcome(
                snapshot.id(),
                snapshot.manifest().program(),
                NodeVersion.NUMBER,
                migrations,
                changes(before, after),
                areas);
    }

    private static List<String> changes(SortedMap<String, String> before, SortedMap<String, String> after) {
        List<String> changes = new ArrayList<>();
        before.keySet().stream()
                .filter(column -> !after.containsKey(column))
                .forEach(column -> changes.add(column + " goes"));
        after.forEach((column, type) -> {
            String old = before.get(column);
            if (old == null) {
                changes.add(column + " comes, " + type);
            } else if (!old.equals(type)) {
                changes.add(column + ": " + old + " becomes " + type);
            }
        });
        return changes;
    }
}
