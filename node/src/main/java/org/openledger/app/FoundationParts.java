package org.openledger.app;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import org.openledger.chain.Bindings;
import org.openledger.chain.Chain;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ContractDeployment;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.RemoteChain;
import org.openledger.chain.local.AnvilBinary;
import org.openledger.chain.local.LocalChain;
import org.openledger.identity.Accounts;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Signer;
import org.openledger.ledger.Journal;
import org.openledger.log.Log;
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
    private static final int REMOTE_CONFIRMATIONS = 12;
    private static final BigInteger ONE_OPEN_WEI = BigInteger.TEN.pow(18);
    private static final long DAY_SECONDS = 86_400;

    public static FoundationParts open(Configuration configuration, Lifecycle lifecycle) {
        return open(configuration, new LocalDisk(), lifecycle);
    }

    /** On a disk that tests choose. */
    public static FoundationParts open(Configuration configuration, Disk disk, Lifecycle lifecycle) {
        InstantSource clock = Clock.systemUTC();
        Path data = lifecycle.keep(DataFolder.lock(configuration.data())).path();
        Database database =
                lifecycle.keep(configuration.database().map(Database::open).orElseGet(() -> Database.open(data)));
        Accounts accounts = new Accounts(database, MasterKey.openOrCreate(data), clock);
        Signer operator = accounts.signer(accounts.operator().address());
        Chain chain = lifecycle.keep(chain(configuration, data, operator, disk, clock));
        ChainClient client = new ChainClient(chain);
        Credentials credentials = Credentials.create(operator.export());
        Outbox outbox = lifecycle.keep(Outbox.start(database, client, credentials, clock));
        ContractDeployment.Parameters parameters = parameters(chain, operator.address());
        requireFunds(client, operator.address(), parameters.minimumBondWei());
        Contracts contracts = ContractDeployment.deployOrLoad(database, client, outbox, parameters);
        return new FoundationParts(
                data,
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
                new Bindings(client, contracts),
                parameters.minimumBondWei(),
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
        if (configuration.chain().isPresent()) {
            return RemoteChain.connect(configuration.chain().get(), REMOTE_CONFIRMATIONS);
        }
        Path anvil = AnvilBinary.find(configuration.home().resolve("contracts"));
        return LocalChain.start(
                data.resolve("chain"), new LocalChain.Settings(LOCAL_CHAIN_ID, operator.address(), anvil, disk, clock));
    }

    /** Seconds on the embedded chain, so that the whole loop can be seen at once; days elsewhere. */
    private static ContractDeployment.Parameters parameters(Chain chain, String arbiter) {
        return chain.confirmations() == 0
                ? new ContractDeployment.Parameters(
                        null, ONE_OPEN_WEI, 60, 60, arbiter, ONE_OPEN_WEI.divide(BigInteger.TEN), 3, 60)
                : new ContractDeployment.Parameters(
                        null,
                        ONE_OPEN_WEI.multiply(BigInteger.valueOf(1_000)),
                        7 * DAY_SECONDS,
                        14 * DAY_SECONDS,
                        arbiter,
                        ONE_OPEN_WEI.multiply(BigInteger.valueOf(100)),
                        2 * DAY_SECONDS,
                        14 * DAY_SECONDS);
    }
}
