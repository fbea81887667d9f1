package org.openledger.app;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.openledger.administration.AdminTokens;
import org.openledger.answer.InferenceTable;
import org.openledger.chain.Bindings;
import org.openledger.chain.Chain;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ContractDeployment;
import org.openledger.chain.Contracts;
import org.openledger.chain.FeePolicy;
import org.openledger.chain.Finality;
import org.openledger.chain.Outbox;
import org.openledger.chain.local.ChainCopy;
import org.openledger.chain.local.FoundryBinary;
import org.openledger.chain.local.LocalChain;
import org.openledger.chain.network.Providers;
import org.openledger.identity.Accounts;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Signer;
import org.openledger.kept.KeptNode;
import org.openledger.kept.KeptTables;
import org.openledger.kept.RestoredFolder;
import org.openledger.ledger.Journal;
import org.openledger.log.Log;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.events.LogAnchorCheck;
import org.openledger.store.Blobs;
import org.openledger.store.DataFolder;
import org.openledger.store.Database;
import org.openledger.store.Disk;
import org.openledger.store.LocalDisk;
import org.openledger.store.NodeClock;
import org.openledger.store.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.crypto.Credentials;

/**
 * What everything else stands on: the data folder, the database, the operator, the chain with its contracts, the log.
 *
 * @param bondWei what the operator must have bonded to settle
 */
public record FoundationParts(
        Path data,
        SettingValues values,
        Disk disk,
        NodeClock clock,
        Database database,
        Blobs blobs,
        MasterKey masterKey,
        Accounts accounts,
        Signer operator,
        Chain chain,
        ChainClient client,
        Outbox outbox,
        Contracts contracts,
        Bindings bindings,
        BigInteger bondWei,
        Journal journal,
        Log log,
        AdminTokens adminTokens) {
    private static final Logger LOG = LoggerFactory.getLogger(FoundationParts.class);
    private static final Duration LINK_LIFE = Duration.ofMinutes(15);
    private static final long LOCAL_CHAIN_ID = 31_337;
    private static final String CHAIN_FOLDER = "chain";

    public static FoundationParts open(Configuration configuration, Lifecycle lifecycle) {
        return open(configuration, new LocalDisk(), lifecycle);
    }

    /** On a disk that tests choose. */
    public static FoundationParts open(Configuration configuration, Disk disk, Lifecycle lifecycle) {
        NodeClock clock = NodeClock.ofThisMachine();
        Path data = lifecycle.keep(DataFolder.lock(configuration.data())).path();
        RestoredFolder.requireAccepted(data);
        SettingValues values = configuration.values();
        Database database = lifecycle.keep(Database.open(
                databaseUrl(configuration),
                new Database.Options(
                        values.getInt(Settings.DATABASE_MAX_CONNECTIONS), values.get(Settings.DATABASE_BUSY_TIMEOUT))));
        MasterKey masterKey = MasterKey.openOrCreate(data);
        Accounts accounts = new Accounts(database, masterKey, clock);
        database.seal(masterKey.rowSeals(), KeptTables.unsealed(), clock.millis());
        Signer operator = accounts.signer(accounts.operator().address());
        Chain chain = lifecycle.keep(chain(configuration, data, operator, disk, clock));
        ChainClient client = new ChainClient(chain);
        beginAfterWhatIsKept(clock, values, client, database);
        Credentials credentials = Credentials.create(operator.export());
        Outbox outbox = lifecycle.keep(Outbox.start(database, client, credentials, clock, feePolicy(values)));
        ContractDeployment.Parameters parameters =
                ContractTerms.toDeploy(values, masterKey.court().address());
        requireFunds(client, operator.address(), parameters.minimumBondWei());
        Contracts contracts = ContractDeployment.deployOrLoad(database, client, outbox, parameters);
        Bindings bindings = new Bindings(client, contracts);
        Log log = Log.open(database, data, disk, KeptNode.LOG_ORIGIN + operator.address());
        new LogAnchorCheck(bindings, log, operator.address()).requireContinues();
        return new FoundationParts(
                data,
                values,
                disk,
                clock,
                database,
                new Blobs(data.resolve("blobs"), disk),
                masterKey,
                accounts,
                operator,
                chain,
                client,
                outbox,
                contracts,
                bindings,
                ContractTerms.onChain(bindings, values).minimumBondWei(),
                new Journal(),
                log,
                new AdminTokens(
                        database, clock, new AdminTokens.Lives(LINK_LIFE, values.get(Settings.ACCOUNTS_SESSION))));
    }

    /**
     * Has a data folder that has no contracts yet use those of somebody else, after the chain was asked for them.
     *
     * @return the folder's operator, who is made here
     */
    public static String join(Configuration configuration, Contracts contracts) {
        if (configuration.values().find(Settings.CHAIN_URL).isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "contracts are shared on a network: name it with --chain URL. An embedded chain is its folder's own");
        }
        try (Lifecycle lifecycle = new Lifecycle()) {
            NodeClock clock = NodeClock.ofThisMachine();
            Path data = lifecycle.keep(DataFolder.lock(configuration.data())).path();
            RestoredFolder.requireAccepted(data);
            Database database = lifecycle.keep(Database.open(databaseUrl(configuration)));
            MasterKey masterKey = MasterKey.openOrCreate(data);
            Accounts accounts = new Accounts(database, masterKey, clock);
            database.seal(masterKey.rowSeals(), KeptTables.unsealed(), clock.millis());
            ContractDeployment.join(
                    database, new ChainClient(lifecycle.keep(remote(configuration.values()))), contracts);
            return accounts.operator().address();
        }
    }

    /** Opens what a stopped node keeps, to read it; its embedded chain runs on a copy. */
    public static KeptNode openToRead(Configuration configuration) {
        return KeptNode.open(
                configuration.data(), databaseUrl(configuration), operator -> chainToRead(configuration, operator));
    }

    public static String databaseUrl(Configuration configuration) {
        return configuration.values().find(Settings.DATABASE_URL).orElseGet(() -> Database.urlIn(configuration.data()));
    }

    /** The chain of a stopped node, to read it. */
    public static Chain chainToRead(Configuration configuration, String operator) {
        return configuration.values().find(Settings.CHAIN_URL).isPresent()
                ? remote(configuration.values())
                : ChainCopy.start(
                        configuration.data().resolve(CHAIN_FOLDER),
                        local(configuration, operator, new LocalDisk(), Clock.systemUTC()));
    }

    /** The newest block and the newest answer have been: a clock that says otherwise is wrong, or was. */
    private static void beginAfterWhatIsKept(
            NodeClock clock, SettingValues values, ChainClient client, Database database) {
        if (values.get(Settings.CLOCK_TRUST).equals(Settings.CHAIN_AND_ANSWERS)) {
            clock.notBefore(Instant.ofEpochSecond(client.latestBlock().timestampSeconds()));
            clock.notBefore(Instant.ofEpochMilli(database.read(InferenceTable::newestMillis)));
        }
    }

    /** Whoever judges in their own cause has to be known for it. */
    void sayWhoJudges() {
        String arbiter = ChainReads.read(
                        () -> bindings.rewardDistributor().arbiter().send())
                .toLowerCase(Locale.ROOT);
        contracts
                .governing()
                .ifPresent(governing -> LOG.info(
                        "the split of fees and the court's sums are set by votes of who holds wrapped OPEN and delegates its votes (governor"
                                + " {}, timelock {}){}",
                        governing.governor(),
                        governing.timelock(),
                        client.embedded() ? "; on the embedded chain that is the operator, who made all of it" : ""));
        if (arbiter.equals(masterKey.court().address()) || arbiter.equals(operator.address())) {
            LOG.warn(
                    "challenges of this node's reward roots are decided by {}: the same person as the operator. What is proved wrong"
                            + " needs no judge; for the rest name somebody else with contracts.arbiter in a new data folder",
                    arbiter);
        }
    }

    /** A transaction that cannot be paid for waits without end; before the operator's first one it is better to say so. */
    private static void requireFunds(ChainClient client, String operator, BigInteger bondWei) {
        if (client.nonce(operator) == 0 && client.balanceWei(operator).compareTo(bondWei) <= 0) {
            throw new Refusal(
                    Refusal.Kind.UNPAID,
                    "the operator of this data folder, " + operator + ", needs more than " + bondWei
                            + " wei on chain " + client.chainId()
                            + ": that much to bond, and gas for its transactions. Send it some, then start again.");
        }
    }

    private static Chain chain(
            Configuration configuration, Path data, Signer operator, Disk disk, InstantSource clock) {
        return configuration.values().find(Settings.CHAIN_URL).isPresent()
                ? remote(configuration.values())
                : LocalChain.start(data.resolve(CHAIN_FOLDER), local(configuration, operator.address(), disk, clock));
    }

    private static Chain remote(SettingValues values) {
        return Providers.connect(
                values.find(Settings.CHAIN_URL).orElseThrow(),
                values.find(Settings.CHAIN_FINALITY).map(Finality::parse),
                values.get(Settings.CHAIN_CALL_TIMEOUT));
    }

    private static FeePolicy feePolicy(SettingValues values) {
        return new FeePolicy(
                values.find(Settings.CHAIN_MAX_FEE_GWEI).map(Wei::ofGwei),
                values.find(Settings.CHAIN_DAY_FEES_GWEI).map(Wei::ofGwei),
                values.get(Settings.CHAIN_RAISE_FEE));
    }

    private static LocalChain.Settings local(
            Configuration configuration, String operator, Disk disk, InstantSource clock) {
        Path anvil = FoundryBinary.anvil(configuration.home().resolve("contracts"));
        return new LocalChain.Settings(LOCAL_CHAIN_ID, operator, anvil, disk, clock);
    }
}
