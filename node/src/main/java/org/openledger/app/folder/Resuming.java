package org.openledger.app.folder;

import java.nio.file.Path;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.app.Lifecycle;
import org.openledger.identity.Accounts;
import org.openledger.identity.MasterKey;
import org.openledger.kept.KeptNode;
import org.openledger.kept.KeptTables;
import org.openledger.kept.RestoredFolder;
import org.openledger.kept.RestoredFolder.Published;
import org.openledger.log.Log;
import org.openledger.store.DataFolder;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;

/** Lets a node start on a restored folder, on what its operator says was published. */
public final class Resuming {
    private Resuming() {}

    /** Accepts a restored folder; refused, and nothing is changed, where more was published, or the folder was not restored. */
    public static void accept(Configuration configuration, Published published) {
        try (Lifecycle lifecycle = new Lifecycle()) {
            Path data = lifecycle.keep(DataFolder.lock(configuration.data())).path();
            RestoredFolder restored = RestoredFolder.find(data)
                    .orElseThrow(() -> new Refusal(
                            Refusal.Kind.CONFLICT,
                            data + " was not restored from a backup: start it without a word on what was published"));
            check(configuration, data, restored, published);
            Database database = lifecycle.keep(
                    Database.open(FoundationParts.databaseUrl(configuration), Database.Options.STANDARD));
            long nowMillis = System.currentTimeMillis();
            database.seal(MasterKey.open(data).rowSeals(), KeptTables.unsealed(), nowMillis);
            restored.accept(data, database, log(data, database), published, nowMillis);
        }
    }

    /** Before anything is written, the schema included. */
    private static void check(Configuration configuration, Path data, RestoredFolder restored, Published published) {
        try (Database database = Database.openToRead(FoundationParts.databaseUrl(configuration))) {
            restored.requireContinues(data, log(data, database), published);
        }
    }

    private static Log log(Path data, Database database) {
        return Log.openToRead(
                database, data, new LocalDisk(), KeptNode.LOG_ORIGIN + database.read(Accounts::requireOperator));
    }
}
