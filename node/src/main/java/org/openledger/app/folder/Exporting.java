package org.openledger.app.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
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
import org.openledger.store.Refusal;

/** Exports a Datanet from a data folder, whose node may run: what changes is copied first, to one moment. */
public final class Exporting {
    private Exporting() {}

    public static DatanetExport.Exported run(Configuration configuration, long datanet, Path target) {
        Path data = configuration.data();
        if (!FoundationParts.databaseUrl(configuration).equals(Database.urlIn(data))) {
            throw new Refusal(
                    Refusal.Kind.UNSUPPORTED,
                    "the database of this node is not the SQLite file in " + data + ", and only from that is exported");
        }
        if (!Database.isIn(data)) {
            throw new Refusal(
                    Refusal.Kind.UNKNOWN, data + " is not the folder of a node: name the right one with --data");
        }
        try {
            Path copy = Files.createTempDirectory("openledger-export-");
            try {
                Files.createDirectories(copy.resolve("log"));
                // before the database, which then has every entry that the checkpoint covers
                Files.copy(data.resolve("log/checkpoint"), copy.resolve("log/checkpoint"));
                Files.copy(data.resolve("log.key"), copy.resolve("log.key"));
                Database.copy(data, copy.resolve("openledger.db"));
                return run(data, copy, datanet, target);
            } finally {
                LocalDisk.deleteTree(copy);
            }
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot export from " + data + ": " + e, e);
        }
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
