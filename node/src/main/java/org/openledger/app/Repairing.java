package org.openledger.app;

import java.util.List;
import org.openledger.identity.Accounts;
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
            database.seal(MasterKey.open(data).rowSeals(), KeptTables.unsealed(), System.currentTimeMillis());
            String operator = database.read(Accounts::operator).orElseThrow().address();
            Log log = Log.openToRead(database, data, new LocalDisk(), KeptNode.LOG_ORIGIN + operator);
            return new Repairs(data, database, log, findings).run();
        }
    }
}
