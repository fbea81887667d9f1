package org.openledger.kept;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openledger.client.NodeClient;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.store.Disk;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;
import org.openledger.store.SettingTable;
import org.openledger.store.StoreException;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import tools.jackson.core.JacksonException;

/**
 * A data folder that came out of a backup, and whose node has not started since. Its log may be older than what was published: a node
 * that went on from there would sign a second history under the same key. So no node starts on it until its operator says what the
 * newest published checkpoint is, or that nothing was published later. What was said stands in the database and in the log.
 *
 * @param snapshot that it was restored from
 * @param takenMillis when the snapshot was taken
 * @param logEntries that the snapshot's database has
 * @param whole false while it is being restored
 */
public record RestoredFolder(String snapshot, long takenMillis, long logEntries, boolean whole) {
    /** Where it is noted, in the data folder. */
    public static final String FILE = "restored.json";

    private static final String SETTING = "log.restored.";

    /** What an operator knows of the checkpoints that were published. */
    public sealed interface Published {
        /**
         * The newest that anybody has.
         *
         * @param note as it was signed
         * @param source where it comes from
         */
        record Newest(String note, String source) implements Published {}

        /** The operator's word that none is later than the snapshot. */
        record NothingLater() implements Published {}
    }

    /** The folder's note; empty for a folder that was not restored, or has started since. */
    public static Optional<RestoredFolder> find(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(NodeClient.JSON.readValue(Files.readAllBytes(file), RestoredFolder.class));
        } catch (IOException | JacksonException e) {
            throw new StoreException(
                    "cannot read " + file + ": " + e.getMessage() + ". Empty the folder and restore it again.", e);
        }
    }

    public RestoredFolder whenWhole() {
        return new RestoredFolder(snapshot, takenMillis, logEntries, true);
    }

    /** Notes it, durably. */
    public void write(Path data) {
        try {
            Disk disk = new LocalDisk();
            disk.replace(
                    data.resolve(FILE), NodeClient.JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StoreException("cannot write " + data.resolve(FILE) + ": " + e.getMessage(), e);
        }
    }

    /** Refuses to start a node on a folder that was restored and not accepted. */
    public static void requireAccepted(Path data) {
        find(data).ifPresent(restored -> {
            restored.requireWhole(data);
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    data + " was restored from a snapshot of " + Instant.ofEpochMilli(restored.takenMillis) + " with "
                            + restored.logEntries + " log entries. If more was published since, its log must not go on."
                            + " Start it with --published FILE|URL, the newest checkpoint that anybody has, or with"
                            + " --nothing-later-published");
        });
    }

    private void requireWhole(Path data) {
        if (!whole) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "the restore to " + data + " was cut off: empty the folder and restore it again");
        }
    }

    /** Refuses what is published where this log does not begin with the same entries. Reads only. */
    public void requireContinues(Path data, Log log, Published published) {
        requireWhole(data);
        if (published instanceof Published.Newest newest) {
            Checkpoint checkpoint = log.signed(newest.note);
            long entries = log.size();
            if (checkpoint.size() > entries) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT,
                        "a checkpoint over " + checkpoint.size() + " entries was published (" + newest.source
                                + "), and this folder has " + entries + ": its log must not go on from here. Restore a"
                                + " newer snapshot");
            }
            if (!Arrays.equals(log.rootOfEntries(checkpoint.size()), checkpoint.rootBytes())) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT,
                        "the first " + checkpoint.size() + " entries of this folder's log are not those that were"
                                + " published (" + newest.source + "): it is another history");
            }
        }
    }

    /** Notes in database and log what was said, so that anyone can hold the operator to it; then nodes start here. */
    public void accept(Path data, Database database, Log log, Published published, long nowMillis) {
        requireContinues(data, log, published);
        String statement = "restored from snapshot " + snapshot + " with " + logEntries + " log entries; "
                + switch (published) {
                    case Published.Newest newest -> {
                        Checkpoint checkpoint = log.signed(newest.note);
                        yield "the newest published checkpoint is over " + checkpoint.size() + " entries, root "
                                + checkpoint.root() + " (" + newest.source + ")";
                    }
                    case Published.NothingLater _ -> "the operator says that nothing later was published";
                }
                + "; started " + Instant.ofEpochMilli(nowMillis);
        byte[] digest = Hashes.sha256(statement.getBytes(StandardCharsets.UTF_8));
        database.write(tx -> {
            // a start that was cut off here says it once
            if (SettingTable.find(tx, SETTING + snapshot).isEmpty()) {
                log.append(
                        tx,
                        List.of(LogEntry.of(LogEntry.RESTORE, snapshot, Hex.of(digest))
                                .bytes()));
                SettingTable.put(tx, SETTING + snapshot, statement);
            }
        });
        try {
            Files.delete(data.resolve(FILE));
        } catch (IOException e) {
            throw new StoreException("cannot delete " + data.resolve(FILE) + ": " + e.getMessage(), e);
        }
    }
}
