package org.openledger.app.folder;

import java.nio.file.Path;
import java.time.InstantSource;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.backup.Backup;
import org.openledger.backup.CopyListener;
import org.openledger.backup.SnapshotFolder;
import org.openledger.store.Database;
import org.openledger.store.Refusal;

/** Takes a snapshot of the node that a configuration names. */
public final class BackingUp {
    private BackingUp() {}

    /** {@link Backup#take}; refused for a node whose database is not the SQLite one of its folder. */
    public static Backup.Taken take(
            Configuration configuration, Path to, Backup.Options options, CopyListener progress) {
        Path data = configuration.data();
        if (!FoundationParts.databaseUrl(configuration).equals(Database.urlIn(data))) {
            throw new Refusal(
                    Refusal.Kind.UNSUPPORTED,
                    "the database of this node is not the SQLite file in " + data + ", and only that is backed up here:"
                            + " stop the node, dump the database with its own program (pg_dump --format=custom), and copy"
                            + " the folder beside the dump");
        }
        if (to.toAbsolutePath().normalize().startsWith(data)) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    to + " is in the node's own folder: what is lost with that would be lost too");
        }
        try (SnapshotFolder folder = SnapshotFolder.openToAdd(to)) {
            return Backup.take(data, folder, options, InstantSource.system(), progress);
        }
    }
}
