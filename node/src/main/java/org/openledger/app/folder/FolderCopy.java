package org.openledger.app.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;

/** What a data folder keeps, copied to one moment: its node may run meanwhile, and nothing of it is changed. */
final class FolderCopy {
    private FolderCopy() {}

    /** What is done with the copy, which is deleted after it. */
    interface Reading<T> {
        T of(Path copy) throws IOException;
    }

    /**
     * Copies the database, and some files before it.
     *
     * @param purpose what it is for, as a verb of somebody who cannot: "export"
     * @param before files of the folder that the database must not be older than
     * @throws Refusal when no node is kept there, or its database is not in the folder
     */
    static <T> T read(Configuration configuration, String purpose, List<String> before, Reading<T> reading) {
        requireIn(configuration, purpose);
        Path data = configuration.data();
        try {
            Path copy = Files.createTempDirectory("openledger-copy-");
            try {
                for (String file : before) {
                    Files.createDirectories(copy.resolve(file).getParent());
                    Files.copy(data.resolve(file), copy.resolve(file));
                }
                Database.copy(data, copy.resolve("openledger.db"));
                return reading.of(copy);
            } finally {
                LocalDisk.deleteTree(copy);
            }
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot " + purpose + " from " + data + ": " + e, e);
        }
    }

    /** @throws Refusal when no node is kept there, or its database is not in the folder */
    static void requireIn(Configuration configuration, String purpose) {
        Path data = configuration.data();
        if (!FoundationParts.databaseUrl(configuration).equals(Database.urlIn(data))) {
            throw new Refusal(
                    Refusal.Kind.UNSUPPORTED,
                    "the database of this node is not the SQLite file in " + data + ", the only one that this can "
                            + purpose + " from");
        }
        if (!Database.isIn(data)) {
            throw new Refusal(
                    Refusal.Kind.UNKNOWN, data + " is not the folder of a node: name the right one with --data");
        }
    }
}
