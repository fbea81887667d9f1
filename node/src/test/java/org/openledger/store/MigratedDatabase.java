package org.openledger.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A database of a folder for tests that are not about migrations, which would take longer than most of them. */
public final class MigratedDatabase {
    private static final Path NAME = Path.of("openledger.db");

    /** One whose schema is up to date and which has no rows. */
    private static final class Once {
        static final Path FILE = make();
    }

    private MigratedDatabase() {}

    /** Opens the folder's database; where it has none, a copy of one is put there. */
    public static Database open(Path folder) {
        try {
            if (!Database.isIn(folder)) {
                Files.copy(Once.FILE, folder.resolve(NAME));
            }
            return Database.open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("migrated");
            Database.open(folder).close();
            Path file = folder.resolve(NAME);
            folder.toFile().deleteOnExit(); // in the other order than these lines
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
