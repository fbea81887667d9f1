package org.openledger.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.openledger.backup.SnapshotFolder.Snapshot;
import org.openledger.backup.SnapshotManifest.CopiedFile;
import org.openledger.identity.Accounts;
import org.openledger.kept.KeptFile;
import org.openledger.kept.KeptFiles;
import org.openledger.kept.KeptNode;
import org.openledger.kept.RestoredFolder;
import org.openledger.log.Log;
import org.openledger.store.DataFolder;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;

/** Checks a snapshot, and puts it into an empty folder. */
public final class Restore {
    private final SnapshotFolder from;
    private final CopyListener progress;

    public Restore(SnapshotFolder from, CopyListener progress) {
        this.from = from;
        this.progress = progress;
    }

    /** Reads all of a snapshot; {@link BackupException} names the first file that is not what was written. */
    public void check(Snapshot snapshot) {
        from.keys(snapshot);
        long done = 0;
        for (CopiedFile file : snapshot.manifest().files()) {
            requireKept(file.path(), KeptFile.InBackup.COPIED);
            try {
                from.write(file, OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new BackupException(
                        "cannot read " + file.path() + " in " + from.path() + ": " + e.getMessage(), e);
            }
            done += file.bytes();
            progress.at("checking", done, snapshot.manifest().bytes());
        }
    }

    /**
     * Restores a snapshot. A folder that is left by a restore that was cut off starts no node.
     *
     * @param data absent or empty
     * @param passphrase that opens the keys
     */
    public void run(Snapshot snapshot, Path data, String passphrase) {
        Map<String, byte[]> keys = EncryptedKeys.open(from.keys(snapshot), passphrase, snapshot.digest());
        keys.keySet().forEach(path -> requireKept(path, KeptFile.InBackup.ENCRYPTED));
        snapshot.manifest().files().forEach(file -> requireKept(file.path(), KeptFile.InBackup.COPIED));
        requireEmpty(data);
        try (DataFolder _ = DataFolder.lock(data)) {
            RestoredFolder restored = new RestoredFolder(
                    snapshot.id(),
                    snapshot.manifest().takenMillis(),
                    snapshot.manifest().logEntries(),
                    /* whole= */ false);
            restored.write(data);
            for (Map.Entry<String, byte[]> key : keys.entrySet()) {
                create(data.resolve(key.getKey()), out -> out.write(key.getValue()), onlyOwner());
            }
            long done = 0;
            for (CopiedFile file : snapshot.manifest().files()) {
                create(data.resolve(file.path()), out -> from.write(file, out));
                done += file.bytes();
                progress.at("restoring", done, snapshot.manifest().bytes());
            }
            makeTiles(data);
            restored.whenWhole().write(data);
        } catch (IOException e) {
            throw new BackupException(
                    "the restore to " + data + " was given up: " + e + ". Empty the folder before it is tried again",
                    e);
        }
    }

    private static void makeTiles(Path data) {
        try (Database database = Database.openToRead(Database.urlIn(data))) {
            String operator = database.read(Accounts::requireOperator);
            Log.openToRead(database, data, new LocalDisk(), KeptNode.LOG_ORIGIN + operator)
                    .makeTilesAgain();
        }
    }

    private static void requireEmpty(Path data) {
        try {
            if (Files.exists(data) && !(Files.isDirectory(data) && SnapshotFolder.isEmpty(data))) {
                throw new BackupException(
                        Refusal.Kind.CONFLICT, data + " is not empty: a restore writes to an empty or absent folder");
            }
        } catch (IOException e) {
            throw new BackupException("cannot read " + data + ": " + e.getMessage(), e);
        }
    }

    /** What comes from elsewhere names no other files than a node's: none above the folder, and no key in the clear. */
    private static void requireKept(String path, KeptFile.InBackup as) {
        Optional<KeptFile> kept = keptAt(path);
        if (kept.isEmpty() || kept.get().inBackup() != as) {
            throw new BackupException("the snapshot has a file " + path
                    + ", which this program does not restore: it is damaged, or of a newer version of the program");
        }
    }

    private static Optional<KeptFile> keptAt(String path) {
        try {
            Path relative = Path.of(path);
            boolean plain = !relative.isAbsolute() && relative.normalize().equals(relative);
            return plain ? KeptFiles.of(relative) : Optional.empty();
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a new file, durably. */
    private static void create(Path file, Content content, FileAttribute<?>... attributes) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, attributes)) {
            content.writeTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] onlyOwner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
