package org.openledger.kept;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.openledger.chain.Bindings;
import org.openledger.chain.Chain;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ContractDeployment;
import org.openledger.identity.Accounts;
import org.openledger.identity.MasterKey;
import org.openledger.log.Log;
import org.openledger.store.Blobs;
import org.openledger.store.DataFolder;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;
import org.openledger.store.StoreException;

/** A stopped node, opened to be read, part by part: what is damaged keeps nothing else from being read. Nothing is written. */
public final class KeptNode implements AutoCloseable {
    /** Before the operator's address, in the name of a node's log. */
    public static final String LOG_ORIGIN = "openledger.local/";

    private final DataFolder folder;
    private final Once<Database> database;
    private final Once<MasterKey> masterKey;
    private final Once<String> operator;
    private final Once<Log> log;
    private final Once<Chain> chain;

    private KeptNode(DataFolder folder, String databaseUrl, Function<String, Chain> chain) {
        this.folder = folder;
        Path data = folder.path();
        this.masterKey = new Once<>(() -> MasterKey.open(data));
        this.database = new Once<>(() -> openDatabase(data, databaseUrl));
        this.operator = new Once<>(() -> database().read(Accounts::requireOperator));
        this.log = new Once<>(() -> Log.openToRead(database(), data, new LocalDisk(), LOG_ORIGIN + operator()));
        this.chain = new Once<>(() -> chain.apply(operator()));
    }

    /**
     * Opens the folder of a node. Refused where there is none, where its first start was cut off, and where a node runs.
     *
     * @param databaseUrl where the database is
     * @param chain opens the chain to read it, given the operator's address
     */
    public static KeptNode open(Path data, String databaseUrl, Function<String, Chain> chain) {
        boolean kept = MasterKey.isIn(data) || Database.isIn(data) || Files.isRegularFile(data.resolve("log.key"));
        if (!kept) {
            throw new Refusal(
                    Refusal.Kind.UNKNOWN,
                    data
                            + " is not the folder of a node, so there is nothing to check: name the right one with --data");
        }
        DataFolder folder = DataFolder.lockToRead(data);
        if (firstStartWasCutOff(data, databaseUrl)) {
            folder.close();
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    data + " is as a first start left it that was cut off before the node was made; it holds nothing"
                            + " yet. Start the node on it again");
        }
        return new KeptNode(folder, databaseUrl, chain);
    }

    /** What cannot be read for certain may be a whole node that is damaged. */
    private static boolean firstStartWasCutOff(Path data, String databaseUrl) {
        if (databaseUrl.equals(Database.urlIn(data)) && !Database.isIn(data)) {
            return false;
        }
        try {
            return !Log.isBegun(data, databaseUrl);
        } catch (StoreException damaged) {
            return false;
        }
    }

    private static Database openDatabase(Path data, String url) {
        if (url.equals(Database.urlIn(data)) && !Database.isIn(data)) {
            throw new StoreException("the database of " + data + " is gone: restore it from a backup");
        }
        return Database.openToRead(url);
    }

    Path data() {
        return folder.path();
    }

    Database database() {
        return database.get();
    }

    MasterKey masterKey() {
        return masterKey.get();
    }

    /** The operator's address. */
    public String operator() {
        return operator.get();
    }

    Log log() {
        return log.get();
    }

    Blobs blobs() {
        return new Blobs(data().resolve("blobs"), new LocalDisk());
    }

    ChainClient client() {
        return new ChainClient(chain.get());
    }

    Bindings bindings() {
        ChainClient client = client();
        return new Bindings(client, database().read(handle -> ContractDeployment.load(handle, client)));
    }

    @Override
    public void close() {
        Chain open = chain.opened();
        if (open != null) {
            open.close();
        }
        Database opened = database.opened();
        if (opened != null) {
            opened.close();
        }
        folder.close();
    }
}
