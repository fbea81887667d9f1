package org.openledger.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jdbi.v3.core.Handle;
import org.openledger.store.Database;
import org.openledger.store.Disk;
import org.openledger.store.seal.Finding;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.LogKey;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.credential.AdapterManifest;
import org.openledger.verify.evidence.Credential;
import org.openledger.verify.evidence.PackManifest;

/**
 * The append-only Merkle log. {@link #append} is durable with the caller's transaction; {@link #publish} brings what the
 * database has into tiles and a signed checkpoint. Entries between the two are safe, and not yet provable.
 *
 * <p>The order that keeps it honest: tiles and bundles reach the disk first, the tree is then read back from them, must
 * extend the tree of the last checkpoint, and only then is the new checkpoint signed and put in place. A crash at any
 * point leaves the old checkpoint over whole tiles, or the new one.
 */
public final class Log {
    /** The longest entry tlog-tiles can hold. */
    public static final int MAX_ENTRY_BYTES = TileFiles.MAX_ENTRY_BYTES;

    /** So many entries at most are integrated under one checkpoint; more take several. */
    private static final int MAX_INTEGRATED = 64 * Tile.WIDTH;

    private static final int MAX_CHECKPOINT_BYTES = 64 * 1024;
    private static final String FOLDER = "log";
    private static final String CHECKPOINT = "checkpoint";
    private static final String KEY_FILE = "log.key";

    private final LogEntryTable entries;
    private final Path folder;
    private final Disk disk;
    private final LogKey key;
    private final TileFiles files;
    private final ReentrantLock publishing = new ReentrantLock();
    /** Readers use the tiles of the published size; the writer holds it while that size changes and old tiles go. */
    private final ReadWriteLock published = new ReentrantReadWriteLock();

    private volatile Signed latest;

    /** A checkpoint with the note that signs it. */
    private record Signed(Checkpoint checkpoint, String note) {}

    /** A file of the log as it is served. */
    public static final class Served {
        private final byte[] bytes;
        private final String contentType;
        private final boolean immutable;

        private Served(byte[] bytes, String contentType, boolean immutable) {
            this.bytes = bytes;
            this.contentType = contentType;
            this.immutable = immutable;
        }

        public byte[] bytes() {
            return bytes;
        }

        public String contentType() {
            return contentType;
        }

        /** Whether the same path will always give the same bytes. */
        public boolean immutable() {
            return immutable;
        }
    }

    private Log(Database database, Path folder, Disk disk, LogKey key, Signed latest) {
        this.entries = new LogEntryTable(database);
        this.folder = folder;
        this.disk = disk;
        this.key = key;
        this.files = new TileFiles(folder, disk);
        this.latest = latest;
    }

    /**
     * Whether the log of a data folder was begun: it has a checkpoint, or entries. The first start of a node begins its log after
     * it has made keys, chain and contracts.
     */
    public static boolean isBegun(Path dataFolder, String databaseUrl) {
        return Files.exists(dataFolder.resolve(FOLDER).resolve(CHECKPOINT))
                || Database.hasRows(databaseUrl, "log_entry");
    }

    /**
     * Opens the log below the data folder ({@code log/} and {@code log.key}), making key and first, empty checkpoint when
     * there are none.
     *
     * @param origin the log's name, such as {@code openledger.local/0x…}
     */
    public static Log open(Database database, Path dataFolder, Disk disk, String origin) {
        Path folder = dataFolder.resolve(FOLDER);
        Path keyFile = dataFolder.resolve(KEY_FILE);
        boolean signedBefore = Files.exists(folder.resolve(CHECKPOINT));
        LogKey key = LogKeyFile.read(keyFile).orElseGet(() -> {
            if (signedBefore) {
                throw new LogException("the log's key " + keyFile + " is gone, but the log has a checkpoint signed with"
                        + " it. Restore the key from a backup; a new key would be another log.");
            }
            return LogKeyFile.create(keyFile, origin);
        });
        requireOrigin(key, keyFile, origin);
        if (!signedBefore) {
            Signed empty = sign(key, 0, MerkleTree.emptyRoot());
            replaceCheckpoint(disk, folder, empty);
            return new Log(database, folder, disk, key, empty);
        }
        return new Log(database, folder, disk, key, readCheckpoint(folder, key));
    }

    /** Opens a log that is there, to read it; makes neither key nor checkpoint. */
    public static Log openToRead(Database database, Path dataFolder, Disk disk, String origin) {
        Path keyFile = dataFolder.resolve(KEY_FILE);
        LogKey key = LogKeyFile.read(keyFile)
                .orElseThrow(() -> new LogException("the log's key " + keyFile + " is gone: restore it from a backup"));
        requireOrigin(key, keyFile, origin);
        Path folder = dataFolder.resolve(FOLDER);
        return new Log(database, folder, disk, key, readCheckpoint(folder, key));
    }

    private static void requireOrigin(LogKey key, Path keyFile, String origin) {
        if (!key.verifierKey().name().equals(origin)) {
            throw new LogException(
                    "the log's key " + keyFile + " is of " + key.verifierKey().name() + ", not of " + origin
                            + ". Open the data folder with the operator it was made for.");
        }
    }

    /**
     * Appends entries in the caller's write transaction, and returns the index of the first; the others follow it. They
     * are in the log once the transaction is, and in no case otherwise.
     */
    public long append(Handle transaction, List<byte[]> newEntries) {
        for (byte[] entry : newEntries) {
            if (entry.length > MAX_ENTRY_BYTES) {
                throw new LogException("an entry of " + entry.length + " bytes is longer than " + MAX_ENTRY_BYTES);
            }
        }
        return LogEntryTable.append(transaction, newEntries);
    }

    /** How many entries the database holds, published or not. */
    public long size() {
        return entries.size();
    }

    /** {@link #size()} on an open handle. */
    public static long size(Handle handle) {
        return LogEntryTable.size(handle);
    }

    /** The root of the database's first {@code size} entries, published or not. */
    public byte[] rootOfEntries(long size) {
        List<byte[]> leaves = entries.leafHashes(size);
        if (leaves.size() != size) {
            throw new LogException("the database has " + leaves.size() + " log entries, not " + size);
        }
        return MerkleTree.root(leaves);
    }

    /** What a note says that this log's key has signed; {@link LogException} for any other note. */
    public Checkpoint signed(String note) {
        try {
            return Checkpoint.verify(note, key.verifierKey());
        } catch (VerifyException e) {
            throw new LogException(
                    "this is no checkpoint of the log " + key.verifierKey().name() + ": " + e.getMessage(), e);
        }
    }

    /** Where the first entry with this leaf hash is. */
    public OptionalLong find(Handle handle, byte[] leafHash) {
        return LogEntryTable.find(handle, leafHash);
    }

    /** The last published checkpoint. */
    public Checkpoint checkpoint() {
        return latest.checkpoint;
    }

    /** The last published checkpoint's signed note. */
    public String signedCheckpoint() {
        return latest.note;
    }

    /** The credential by which the log's key signs an evidence pack. */
    public byte[] certify(PackManifest manifest) {
        return Credential.issue(manifest, key);
    }

    /** The content credential by which the log's key signs what an adapter is. */
    public byte[] certify(AdapterManifest adapter) {
        return adapter.issue(key);
    }

    /** The C2SP verifier key that checkpoints are signed with. */
    public String vkey() {
        return key.vkey();
    }

    /**
     * Integrates what the database has, and returns the checkpoint over it. Throws {@link LogException}, and signs
     * nothing, when a tile cannot be written or database, tiles and last checkpoint disagree.
     */
    public Checkpoint publish() {
        publishing.lock();
        try {
            latest = readCheckpoint(folder, key, Optional.of(latest));
            long target = entries.size();
            long old = latest.checkpoint.size();
            if (target < old) {
                throw new LogException("the database has " + target + " log entries, the signed checkpoint " + old
                        + ": the database was set back. Restore the newer one; the log never shrinks.");
            }
            for (long size = old; size < target; size = latest.checkpoint.size()) {
                integrate(latest.checkpoint, Math.min(target, size + MAX_INTEGRATED));
            }
            return latest.checkpoint;
        } finally {
            publishing.unlock();
        }
    }

    /** The proof that an entry is among the first {@code size} (RFC 6962); the size at most the published one. */
    public List<byte[]> inclusion(long index, long size) {
        return reading(size, tree -> MerkleTree.inclusion(tree, index, size));
    }

    /** The proof that the first {@code oldSize} entries are the start of the first {@code newSize}, both published. */
    public List<byte[]> consistency(long oldSize, long newSize) {
        return reading(newSize, tree -> MerkleTree.consistency(tree, oldSize, newSize));
    }

    /** The root of the first {@code size} entries, at most the published ones. */
    public byte[] root(long size) {
        return reading(size, tree -> new TileTree(files, size).root());
    }

    /** A checkpoint over the first {@code size} entries, at most the published ones: the same for all times. */
    public String signedCheckpoint(long size) {
        return sign(key, size, root(size)).note;
    }

    /**
     * What stands at a path below {@code /log/}: {@code checkpoint}, {@code tile/<level>/<index>[.p/<width>]} or
     * {@code tile/entries/<index>[.p/<width>]}. Empty for any other spelling, and for what no checkpoint covers yet.
     */
    public Optional<Served> serve(String path) {
        if (path.equals(CHECKPOINT)) {
            byte[] note = latest.note.getBytes(StandardCharsets.UTF_8);
            return Optional.of(new Served(note, "text/plain; charset=utf-8", false));
        }
        return TilePath.parse(path).flatMap(this::serveTile);
    }

    /**
     * Writes the tiles of the signed checkpoint again from the database. {@link LogException}, and nothing is written, where the
     * database's entries are not those that were signed.
     */
    public void makeTilesAgain() {
        publishing.lock();
        try {
            Checkpoint signed = readCheckpoint(folder, key).checkpoint;
            if (size() < signed.size() || !Arrays.equals(rootOfEntries(signed.size()), signed.rootBytes())) {
                throw new LogException("the database's log entries are not those that the checkpoint signs");
            }
            new Integration(entries, files).write(0, signed.size());
        } finally {
            publishing.unlock();
        }
    }

    /** Names every difference between database, tiles, bundles and checkpoint; empty when there is none. */
    public List<Finding> fsck() {
        publishing.lock();
        try {
            return new LogCheck(entries, files).run(readCheckpoint(folder, key).checkpoint);
        } catch (LogException e) {
            return List.of(new Finding("log", "", String.valueOf(e.getMessage()), ""));
        } finally {
            publishing.unlock();
        }
    }

    private Optional<Served> serveTile(TilePath path) {
        Tile tile = path.tile();
        published.readLock().lock();
        try {
            if (Tile.widthAt(latest.checkpoint.size(), tile.level(), tile.index()) < tile.width()) {
                return Optional.empty();
            }
            Optional<byte[]> bytes = path.entries() ? files.findEntries(tile) : files.find(tile);
            return bytes.map(content -> new Served(content, "application/octet-stream", true));
        } finally {
            published.readLock().unlock();
        }
    }

    private interface Question<T> {
        T ask(TileTree tree);
    }

    private <T> T reading(long size, Question<T> question) {
        published.readLock().lock();
        try {
            long available = latest.checkpoint.size();
            if (size < 0 || size > available) {
                throw new LogException("the log has published " + available + " entries, not " + size
                        + ": ask again after the next checkpoint");
            }
            return question.ask(new TileTree(files, available));
        } catch (VerifyException e) {
            throw new LogException(e.getMessage(), e);
        } finally {
            published.readLock().unlock();
        }
    }

    /** One step from a signed tree to a larger one. */
    private void integrate(Checkpoint from, long size) {
        TileTree signed = new TileTree(files, from.size());
        if (!Arrays.equals(signed.root(), from.rootBytes())) {
            throw new LogException("the tiles in " + folder + " do not have the root of the signed checkpoint of "
                    + from.size() + " entries. Nothing more is signed; run openledger fsck.");
        }
        List<Tile> written = new Integration(entries, files).write(from.size(), size);
        TileTree grown = new TileTree(files, size);
        byte[] root = grown.root();
        List<byte[]> proof = MerkleTree.consistency(grown, from.size(), size);
        if (!MerkleTree.verifyConsistency(from.size(), from.rootBytes(), size, root, proof)) {
            throw new LogException("the tiles written to " + folder + " do not extend the signed checkpoint of "
                    + from.size() + " entries. Nothing more is signed; run openledger fsck.");
        }
        Signed next = sign(key, size, root);
        replaceCheckpoint(disk, folder, next);
        published.writeLock().lock();
        try {
            latest = next;
            written.forEach(files::prune);
        } finally {
            published.writeLock().unlock();
        }
    }

    private static Signed sign(LogKey key, long size, byte[] root) {
        Checkpoint checkpoint = new Checkpoint(key.verifierKey().name(), size, Hex.of(root));
        return new Signed(checkpoint, checkpoint.sign(key));
    }

    private static void replaceCheckpoint(Disk disk, Path folder, Signed signed) {
        try {
            disk.replace(folder.resolve(CHECKPOINT), signed.note.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new LogException("cannot write the checkpoint in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Signed readCheckpoint(Path folder, LogKey key) {
        return readCheckpoint(folder, key, Optional.empty());
    }

    /** @param known one whose signature was checked before */
    private static Signed readCheckpoint(Path folder, LogKey key, Optional<Signed> known) {
        Path file = folder.resolve(CHECKPOINT);
        try {
            if (Files.size(file) > MAX_CHECKPOINT_BYTES) {
                throw new LogException("the checkpoint " + file + " is too long to be one");
            }
            String note = Files.readString(file, StandardCharsets.UTF_8);
            return known.filter(before -> before.note.equals(note))
                    .orElseGet(() -> new Signed(Checkpoint.verify(note, key.verifierKey()), note));
        } catch (NoSuchFileException e) {
            throw new LogException("the checkpoint " + file + " is missing: restore it from a backup", e);
        } catch (IOException | VerifyException e) {
            throw new LogException("cannot read the checkpoint " + file + ": " + e.getMessage(), e);
        }
    }
}
