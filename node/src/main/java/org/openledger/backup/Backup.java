package org.openledger.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openledger.backup.SnapshotFolder.Snapshot;
import org.openledger.backup.SnapshotManifest.CopiedFile;
import org.openledger.chain.KnownTransactions;
import org.openledger.chain.local.JournalCopy;
import org.openledger.identity.Accounts;
import org.openledger.kept.KeptFile;
import org.openledger.kept.KeptFiles;
import org.openledger.kept.RestoredFolder;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/**
 * Takes a snapshot of a data folder, while its node runs or not. Nothing in the folder is changed, and the node is not asked.
 *
 * <p>The moment of the snapshot is that of the database. What changes in place is copied around it, in this order:
 *
 * <ol>
 *   <li>the log's checkpoint: it covers no entry that the database does not have a moment later. The tiles follow from the database;
 *   <li>the database, in one read transaction;
 *   <li>the embedded chain's journal, as far as this database knows it ({@link JournalCopy});
 *   <li>all other files. They are written before the rows that name them, never changed, and not removed while rows name them, so
 *       that all that the database names is there. What is there beyond is named by nobody.
 * </ol>
 */
public final class Backup {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String DATABASE = "openledger.db";
    private static final String CHECKPOINT = "log/checkpoint";
    private static final String JOURNAL = "chain/journal";

    private final Path data;
    private final SnapshotFolder target;
    private final CopyListener progress;
    private final SortedMap<String, Path> toCopy = new TreeMap<>();
    private final Map<String, byte[]> toEncrypt = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private long totalBytes;
    private long doneBytes;
    private long addedBytes;

    private Backup(Path data, SnapshotFolder target, CopyListener progress) {
        this.data = data;
        this.target = target;
        this.progress = progress;
    }

    /**
     * What was taken.
     *
     * @param snapshot its name
     * @param logEntries entries of the log in it
     * @param bytes of all its files
     * @param addedBytes of the pieces that no snapshot had before
     * @param unknown files that no node writes, which are not in it
     * @param removed older snapshots that went, because no more were to be kept
     */
    public record Taken(
            String snapshot,
            long logEntries,
            int files,
            long bytes,
            long addedBytes,
            List<String> unknown,
            List<String> removed) {
        public Taken {
            unknown = List.copyOf(unknown);
            removed = List.copyOf(removed);
        }
    }

    /**
     * What is wanted of a backup.
     *
     * @param program the version of this program
     * @param passphrase that the keys are encrypted under
     * @param keep how many snapshots the folder has at most afterwards; empty for all
     */
    public record Options(String program, String passphrase, OptionalInt keep) {
        public Options {
            EncryptedKeys.requireLong(passphrase);
            if (keep.isPresent() && keep.getAsInt() < 1) {
                throw new IllegalArgumentException("at least the new snapshot is kept");
            }
        }
    }

    /** Takes a snapshot. */
    public static Taken take(
            Path data, SnapshotFolder target, Options options, InstantSource clock, CopyListener progress) {
        if (!Database.isIn(data)) {
            throw new BackupException(
                    Refusal.Kind.UNKNOWN, data + " is not the folder of a node: name the right one with --data");
        }
        if (RestoredFolder.find(data).isPresent()) {
            throw new BackupException(
                    Refusal.Kind.CONFLICT,
                    data + " was restored and has not started since: the backup it came from has it");
        }
        try {
            return new Backup(data, target, progress).take(options, clock);
        } catch (IOException e) {
            throw new BackupException(
                    "the backup to " + target.path() + " was given up: " + e
                            + ". Snapshots from before are as they were",
                    e);
        }
    }

    private Taken take(Options options, InstantSource clock) throws IOException {
        Path work = target.work();
        Map<String, Path> standIns = new TreeMap<>();
        copyIfThere(CHECKPOINT, work.resolve("checkpoint"), standIns);
        progress.at("the database", 0, 0);
        long takenMillis = clock.millis();
        Path database = work.resolve(DATABASE);
        Database.copy(data, database);
        standIns.put(DATABASE, database);
        SnapshotManifest empty;
        try (Database copied = Database.openToRead(Database.urlIn(work))) {
            String operator = copied.read(Accounts::requireOperator);
            if (Files.exists(data.resolve(JOURNAL))) {
                KnownTransactions known = copied.read(KnownTransactions::of);
                Path journal = work.resolve("journal");
                JournalCopy.write(data.resolve(JOURNAL), journal, known, operator);
                standIns.put(JOURNAL, journal);
            }
            empty = new SnapshotManifest(
                    SnapshotManifest.FORMAT,
                    takenMillis,
                    options.program(),
                    copied.migrations().getLast(),
                    operator,
                    copied.read(Log::size),
                    List.of());
        }
        find(standIns);
        List<CopiedFile> files = new ArrayList<>();
        for (Map.Entry<String, Path> each : toCopy.entrySet()) {
            copy(each.getKey(), each.getValue()).ifPresent(files::add);
        }
        SnapshotManifest manifest = empty.with(files);
        Snapshot added = target.add(
                ID.format(clock.instant()),
                manifest,
                digest -> EncryptedKeys.seal(toEncrypt, options.passphrase(), digest));
        List<String> removed =
                options.keep().isPresent() ? target.keep(options.keep().getAsInt()) : List.of();
        target.deleteWork();
        return new Taken(
                added.id(), manifest.logEntries(), files.size(), manifest.bytes(), addedBytes, unknown, removed);
    }

    private void copyIfThere(String path, Path copy, Map<String, Path> standIns) throws IOException {
        if (Files.exists(data.resolve(path))) {
            Files.copy(data.resolve(path), copy);
            standIns.put(path, copy);
        }
    }

    /** Sorts the folder's files by what a backup does with them. What goes away meanwhile, such as a run's folder, is not there. */
    private void find(Map<String, Path> standIns) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    sort(file, standIns);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, failure);
            }
        });
        for (Path file : toCopy.values()) {
            totalBytes += Files.exists(file) ? Files.size(file) : 0;
        }
    }

    private void sort(Path file, Map<String, Path> standIns) throws IOException {
        Path relative = data.relativize(file);
        String path = relative.toString().replace('\\', '/');
        Optional<KeptFile> kept = KeptFiles.of(relative);
        if (kept.isEmpty()) {
            unknown.add(path);
            return;
        }
        switch (kept.get().inBackup()) {
            case COPIED -> toCopy.put(path, standIns.getOrDefault(path, file));
            case ENCRYPTED -> toEncrypt.put(path, Files.readAllBytes(file));
            case LEFT_OUT -> {}
        }
    }

    /** Empty for a file that went away, which no row names. */
    private Optional<CopiedFile> copy(String path, Path file) throws IOException {
        MessageDigest whole = Hashes.newSha256();
        List<String> pieces = new ArrayList<>();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = in.readNBytes(SnapshotFolder.PIECE_BYTES);
            while (piece.length > 0) {
                whole.update(piece);
                String digest = Hex.of(Hashes.sha256(piece));
                pieces.add(digest);
                bytes += piece.length;
                doneBytes += piece.length;
                if (target.put(digest, piece)) {
                    addedBytes += piece.length;
                }
                progress.at("files", doneBytes, Math.max(doneBytes, totalBytes));
                piece = in.readNBytes(SnapshotFolder.PIECE_BYTES);
            }
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
        return Optional.of(new CopiedFile(path, bytes, Hex.of(whole.digest()), pieces));
    }
}
