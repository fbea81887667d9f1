package org.openledger.app.folder;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.openledger.app.Configuration;
import org.openledger.chain.ContractDeployment;
import org.openledger.export.DatanetExport;
import org.openledger.identity.Accounts;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Signer;
import org.openledger.kept.KeptNode;
import org.openledger.log.Log;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;

/** Exports a Datanet from a data folder, whose node may run: what changes is copied first, to one moment. */
public final class Exporting {
    private Exporting() {}

    public static DatanetExport.Exported run(Configuration configuration, long datanet, Path target) {
        // the checkpoint before the database, which then has every entry that it covers
        return FolderCopy.read(
                configuration,
                "export",
                List.of("log/checkpoint", "log.key"),
                copy -> run(configuration.data(), copy, datanet, target));
    }

    private static DatanetExport.Exported run(Path data, Path copy, long datanet, Path target) {
        try (Database database = Database.open(copy)) {
            Accounts accounts = new Accounts(database, MasterKey.open(data), Clock.systemUTC());
            Signer operator = accounts.signer(database.read(Accounts::requireOperator));
            LocalDisk disk = new LocalDisk();
            Log log = Log.openToRead(database, copy, disk, KeptNode.LOG_ORIGIN + operator.address());
            log.makeTilesAgain();
            DatanetExport.Source source = new DatanetExport.Source(
                    log, new Blobs(data.resolve("blobs"), disk), database.read(ContractDeployment::recorded), operator);
            return database.read(handle -> DatanetExport.write(source, handle, datanet, target));
        }
    }
}
