package org.openledger.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.client.NodeClient;
import org.openledger.store.Disk;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import tools.jackson.core.JacksonException;

/**
 * A backup: a folder of snapshots, and of the pieces that their files are made of. Each piece is a file named by its SHA-256, so that
 * what several snapshots have in common is there once. A snapshot is a folder with its manifest, its keys and {@code SHA256SUMS}
 * of both; it is written beside its place, after all its pieces, and moved there whole.
 */
public final class SnapshotFolder implements AutoCloseable {
    static final int PIECE_BYTES = 1 << 20;

    private static final String MARK = "openledger-backup";
    private static final String MARK_TEXT = "OpenLedger backup, format " + SnapshotManifest.FORMAT + "\n";
    private static final String OBJECTS = "objects";
    private static final String SNAPSHOTS = "snapshots";
    private static final String WORK = "incoming";
    private static final String MANIFEST = "manifest.json";
    private static final String KEYS = "keys.encrypted";
    private static final String SUMS = "SHA256SUMS";

    private final Path folder;
    private final Disk disk = new LocalDisk();
    private final @Nullable FileChannel lock;

    private SnapshotFolder(Path folder, @Nullable FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * A snapshot as it stands in the folder.
     *
     * @param id its name, by the time it was taken
     * @param digest the manifest's SHA-256
     */
    public record Snapshot(String id, SnapshotManifest manifest, String digest) {}

    /** Opens a backup to read it. */
    public static SnapshotFolder open(Path folder) {
        SnapshotFolder opened = new SnapshotFolder(folder.toAbsolutePath().normalize(), null);
        if (!Files.isRegularFile(opened.folder.resolve(MARK))) {
            throw new BackupException(
                    Refusal.Kind.UNKNOWN, opened.folder + " is not a backup: its file " + MARK + " is missing");
        }
        opened.requireMark();
        return opened;
    }

    /** Opens a backup to add to it, one process at a time; an empty or absent folder becomes one. */
    public static SnapshotFolder openToAdd(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            boolean made = Files.exists(folder.resolve(MARK));
            if (!made && !isEmpty(folder)) {
                throw new BackupException(
                        Refusal.Kind.CONFLICT,
                        folder + " has other files and is not a backup: name an empty folder, or one that is a backup");
            }
            if (!made) {
                new LocalDisk().replace(folder.resolve(MARK), MARK_TEXT.getBytes(StandardCharsets.UTF_8));
            }
            FileChannel lock =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locks(lock)) {
                lock.close();
                throw new BackupException(
                        Refusal.Kind.CONFLICT,
                        "another backup is being written to " + folder + ": wait until it is done");
            }
            SnapshotFolder opened = new SnapshotFolder(folder, lock);
            opened.requireMark();
            opened.sweep();
            return opened;
        } catch (IOException e) {
            throw new BackupException("cannot write to the backup " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException held) {
            return false;
        }
    }

    static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private void requireMark() {
        try {
            String mark = Files.readString(folder.resolve(MARK));
            if (!mark.equals(MARK_TEXT)) {
                throw new BackupException(folder.resolve(MARK) + " does not say \"" + MARK_TEXT.strip()
                        + "\": it is damaged, or of another version of the program");
            }
        } catch (IOException e) {
            throw new BackupException("cannot read " + folder.resolve(MARK) + ": " + e.getMessage(), e);
        }
    }

    /** Removes what a backup that was cut off left. */
    private void sweep() throws IOException {
        LocalDisk.deleteTree(folder.resolve(WORK));
        if (Files.isDirectory(folder.resolve(OBJECTS))) {
            try (Stream<Path> files = Files.walk(folder.resolve(OBJECTS))) {
                for (Path left :
                        files.filter(file -> file.toString().endsWith(".tmp")).toList()) {
                    Files.delete(left);
                }
            }
        }
    }

    /** A folder for files on their way, empty. */
    Path work() throws IOException {
        Path work = folder.resolve(WORK);
        LocalDisk.deleteTree(work);
        return Files.createDirectories(work);
    }

    void deleteWork() throws IOException {
        LocalDisk.deleteTree(folder.resolve(WORK));
    }

    /** Keeps a piece, durably; returns whether it was not there yet. */
    boolean put(String digest, byte[] piece) throws IOException {
        Path file = pathOf(digest);
        if (Files.exists(file) && Files.size(file) == piece.length) {
            return false;
        }
        disk.replace(file, piece);
        return true;
    }

    /**
     * A piece, as it was kept; {@link BackupException} names the one that is not.
     *
     * @param of the file that it is a piece of
     */
    byte[] piece(String digest, String of) {
        Path file = pathOf(digest);
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            throw new BackupException(name(file) + ", a piece of " + of + ", is gone from the backup");
        } catch (IOException e) {
            throw new BackupException("cannot read " + file + ", a piece of " + of + ": " + e.getMessage(), e);
        }
        if (!Hex.of(Hashes.sha256(content)).equals(digest)) {
            throw new BackupException(name(file) + ", a piece of " + of + ", is not what was written: it is damaged");
        }
        return content;
    }

    /** Writes the content of a file, each piece checked; {@link BackupException} names what is not as it was kept. */
    void write(SnapshotManifest.CopiedFile file, OutputStream out) throws IOException {
        MessageDigest whole = Hashes.newSha256();
        long bytes = 0;
        for (String digest : file.pieces()) {
            byte[] piece = piece(digest, file.path());
            whole.update(piece);
            out.write(piece);
            bytes += piece.length;
        }
        if (bytes != file.bytes() || !Hex.of(whole.digest()).equals(file.sha256())) {
            throw new BackupException(
                    "the pieces of " + file.path() + " do not have its digest: the manifest is damaged");
        }
    }

    /** Makes a snapshot of what has been put. It is there once this returns, and not before. */
    Snapshot add(String id, SnapshotManifest manifest, Function<String, byte[]> keys) throws IOException {
        byte[] manifestBytes = NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        String digest = Hex.of(Hashes.sha256(manifestBytes));
        byte[] keyBytes = keys.apply(digest);
        Path beside = folder.resolve(WORK).resolve(id);
        disk.replace(beside.resolve(KEYS), keyBytes);
        disk.replace(beside.resolve(MANIFEST), manifestBytes);
        disk.replace(
                beside.resolve(SUMS),
                (Hex.of(Hashes.sha256(keyBytes)) + "  " + KEYS + "\n" + digest + "  " + MANIFEST + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        Path snapshots = Files.createDirectories(folder.resolve(SNAPSHOTS));
        Files.move(beside, snapshots.resolve(id), StandardCopyOption.ATOMIC_MOVE);
        LocalDisk.forceFolder(snapshots);
        LocalDisk.forceFolder(folder);
        return new Snapshot(id, manifest, digest);
    }

    /** The names of all snapshots, the oldest first. */
    public List<String> ids() {
        Path snapshots = folder.resolve(SNAPSHOTS);
        if (!Files.isDirectory(snapshots)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(snapshots)) {
            return files.filter(Files::isDirectory)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BackupException("cannot read " + snapshots + ": " + e.getMessage(), e);
        }
    }

    /** The snapshot of this name, or the newest. */
    public Snapshot snapshot(Optional<String> id) {
        List<String> all = ids();
        if (all.isEmpty()) {
            throw new BackupException(Refusal.Kind.UNKNOWN, folder + " has no snapshot");
        }
        String wanted = id.orElseGet(all::getLast);
        if (!all.contains(wanted)) {
            throw new BackupException(
                    Refusal.Kind.UNKNOWN, folder + " has no snapshot " + wanted + ", but " + String.join(", ", all));
        }
        byte[] manifest = summed(wanted, MANIFEST);
        try {
            SnapshotManifest read = NodeClient.JSON.readValue(manifest, SnapshotManifest.class);
            if (read.format() != SnapshotManifest.FORMAT) {
                throw new BackupException("the snapshot " + wanted + " has the format " + read.format()
                        + ", this program knows " + SnapshotManifest.FORMAT + ": use the program that took it");
            }
            return new Snapshot(wanted, read, Hex.of(Hashes.sha256(manifest)));
        } catch (JacksonException e) {
            throw new BackupException(
                    "the manifest of the snapshot " + wanted + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Removes all but the newest snapshots, and the pieces that none of these names. A cut leaves pieces that the next call removes.
     *
     * @return the names of the snapshots that went
     */
    List<String> keep(int newest) throws IOException {
        List<String> all = ids();
        List<String> kept = all.subList(Math.max(0, all.size() - newest), all.size());
        Set<String> named = new HashSet<>();
        for (String id : kept) {
            snapshot(Optional.of(id)).manifest().files().forEach(file -> named.addAll(file.pieces()));
        }
        List<String> gone = List.copyOf(all.subList(0, all.size() - kept.size()));
        for (String id : gone) {
            Files.move(
                    folder.resolve(SNAPSHOTS).resolve(id),
                    folder.resolve(WORK).resolve(id),
                    StandardCopyOption.ATOMIC_MOVE);
        }
        try (Stream<Path> files = Files.walk(folder.resolve(OBJECTS))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!named.contains(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        }
        return gone;
    }

    /** A snapshot's encrypted keys. */
    byte[] keys(Snapshot snapshot) {
        return summed(snapshot.id(), KEYS);
    }

    private byte[] summed(String id, String file) {
        Path snapshot = folder.resolve(SNAPSHOTS).resolve(id);
        byte[] content = read(snapshot.resolve(file), id);
        String sums = new String(read(snapshot.resolve(SUMS), id), StandardCharsets.UTF_8);
        if (!sums.lines().toList().contains(Hex.of(Hashes.sha256(content)) + "  " + file)) {
            throw new BackupException(name(snapshot.resolve(file)) + " does not have the digest in " + SUMS
                    + ": one of them is damaged; --snapshot names another snapshot");
        }
        return content;
    }

    private byte[] read(Path file, String id) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            throw new BackupException("the snapshot " + id + " is not whole: its file " + name(file)
                    + " is gone; --snapshot names another");
        } catch (IOException e) {
            throw new BackupException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private Path pathOf(String digest) {
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new BackupException("the manifest names a piece " + digest + ", which is no SHA-256: it is damaged");
        }
        return folder.resolve(OBJECTS).resolve(digest.substring(0, 2)).resolve(digest);
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }

    public Path path() {
        return folder;
    }

    @Override
    public void close() {
        FileChannel held = lock;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                throw new BackupException("cannot release the backup " + folder + ": " + e.getMessage(), e);
            }
        }
    }
}
