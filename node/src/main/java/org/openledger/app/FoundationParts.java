package org.openledger.app;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import org.openledger.chain.Bindings;
import org.openledger.chain.Chain;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ContractDeployment;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.RemoteChain;
import org.openledger.chain.local.FoundryBinary;
import org.openledger.chain.local.LocalChain;
import org.openledger.identity.Accounts;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Signer;
import org.openledger.ledger.Journal;
import org.openledger.log.Log;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import org.openledger.store.Blobs;
import org.openledger.store.DataFolder;
import org.openledger.store.Database;
import org.openledger.store.Disk;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;
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
        InstantSource clock,
        Database database,
        Blobs blobs,
        Accounts accounts,
        Signer operator,
        Chain chain,
        ChainClient client,
        Outbox outbox,
        Contracts contracts,
        Bindings bindings,
        BigInteger bondWei,
        Journal journal,
        Log log) {
    private static final long LOCAL_CHAIN_ID = 31_337;

    public static FoundationParts open(Configuration configuration, Lifecycle lifecycle) {
        return open(configuration, new LocalDisk(), lifecycle);
    }

    /** On a disk that tests choose. */
    public static FoundationParts open(Configuration configuration, Disk disk, Lifecycle lifecycle) {
        InstantSource clock = Clock.systemUTC();
        Path data = lifecycle.keep(DataFolder.lock(configuration.data())).path();
        SettingValues values = configuration.values();
        Database database = lifecycle.keep(Database.open(
                values.find(Settings.DATABASE_URL).orElseGet(() -> Database.urlIn(data)),
                new Database.Options(
                        values.getInt(Settings.DATABASE_MAX_CONNECTIONS), values.get(Settings.DATABASE_BUSY_TIMEOUT))));
        Accounts accounts = new Accounts(database, MasterKey.openOrCreate(data), clock);
        Signer operator = accounts.signer(accounts.operator().address());
        Chain chain = lifecycle.keep(chain(configuration, data, operator, disk, clock));
        ChainClient client = new ChainClient(chain);
        Credentials credentials = Credentials.create(operator.export());
        Outbox outbox = lifecycle.keep(Outbox.start(database, client, credentials, clock));
        ContractDeployment.Parameters parameters = ContractTerms.toDeploy(values, operator.address());
        requireFunds(client, operator.address(), parameters.minimumBondWei());
        Contracts contracts = ContractDeployment.deployOrLoad(database, client, outbox, parameters);
        Bindings bindings = new Bindings(client, contracts);
        return new FoundationParts(
                data,
                values,
                disk,
                clock,
                database,
                new Blobs(data.resolve("blobs"), disk),
                accounts,
                operator,
                chain,
                client,
                outbox,
                contracts,
                bindings,
                ContractTerms.onChain(bindings, values).minimumBondWei(),
                new Journal(),
                Log.open(database, data, disk, "openledger.local/" + operator.address()));
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
        SettingValues values = configuration.values();
        Optional<URI> url = values.find(Settings.CHAIN_URL);
        if (url.isPresent()) {
            return RemoteChain.connect(
                    url.get(), values.getInt(Settings.CHAIN_CONFIRMATIONS), values.get(Settings.CHAIN_CALL_TIMEOUT));
        }
        Path anvil = FoundryBinary.anvil(configuration.home().resolve("contracts"));
        return LocalChain.start(
                data.resolve("chain"), new LocalChain.Settings(LOCAL_CHAIN_ID, operator.address(), anvil, disk, clock));
    }
}
