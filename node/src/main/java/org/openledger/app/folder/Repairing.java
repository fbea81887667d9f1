package org.openledger.app.folder;

import java.nio.file.Path;
import java.util.List;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.app.Lifecycle;
import org.openledger.identity.AccountCheck;
import org.openledger.identity.Accounts;
import org.openledger.identity.IdentityException;
import org.openledger.identity.MasterKey;
import org.openledger.kept.KeptNode;
import org.openledger.kept.KeptTables;
import org.openledger.kept.Repairs;
import org.openledger.log.Log;
import org.openledger.store.DataFolder;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.seal.Finding;

/** Opens what repairs write to, and nothing that would go on with what is damaged: no chain, no model. */
public final class Repairing {
    private Repairing() {}

    public static List<Repairs.Repair> run(Configuration configuration, List<Finding> findings) {
        try (Lifecycle lifecycle = new Lifecycle()) {
            var data = lifecycle.keep(DataFolder.lock(configuration.data())).path();
            Database database = lifecycle.keep(
                    Database.open(FoundationParts.databaseUrl(configuration), Database.Options.STANDARD));
            MasterKey masterKey = MasterKey.open(data);
            if (!database.read(new AccountCheck(masterKey)::isKeyOfDatabase)) {
                throw new IdentityException(data.resolve("master.key")
                        + " is not the one this database was made with, so nothing was repaired: restore it first");
            }
            database.seal(masterKey.rowSeals(), KeptTables.unsealed(), System.currentTimeMillis());
            return new Repairs(data, database, () -> log(data, database), findings).run();
        }
    }

    private static Log log(Path data, Database database) {
        return Log.openToRead(
                database, data, new LocalDisk(), KeptNode.LOG_ORIGIN + database.read(Accounts::requireOperator));
    }
}
