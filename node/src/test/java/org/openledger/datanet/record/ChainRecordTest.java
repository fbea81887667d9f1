package org.openledger.datanet.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.Bindings;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ContractDeployment;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.local.LocalChain;
import org.openledger.chain.local.TestChain;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Review;
import org.openledger.datanet.Versions;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.intake.Screening;
import org.openledger.datanet.row.Schema;
import org.openledger.datanet.row.Treatment;
import org.openledger.identity.Accounts;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Wallets;
import org.openledger.log.Log;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;
import org.openledger.verify.LogEntry;
import org.openledger.verify.bytes.Hex;

/** Datanets, contributions and versions on the real contract and in the real log. */
@Tag("integration")
@Timeout(120)
final class ChainRecordTest {
    private static final String ROW = "{\"text\":\"Bread needs flour, water, salt and a starter that is awake.\"}";

    @TempDir
    Path folder;

    @Test
    void whatIsSignedHereStandsOnChainAndInTheLogEvenAfterARestart() throws Exception {
        try (LocalChain chain = TestChain.start(folder.resolve("chain"));
                Database database = MigratedDatabase.open(folder)) {
            ChainClient client = new ChainClient(chain);
            Log log = Log.open(database, folder, new LocalDisk(), "openledger.local/test");
            Contracts contracts;
            Outbox first = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system());
            try (first) {
                contracts = ContractDeployment.deployOrLoad(database, client, first, parameters());
            }
            Bindings bindings = new Bindings(client, contracts);
            Accounts accounts = new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system());
            String owner = accounts.create("Owner").address();
            String ana = accounts.create("Ana").address();

            // asked for while nothing is sent, as by a process that dies right after
            ChainRecord cutOff = new ChainRecord(database, log, first, bindings, contracts);
            Datanet asked = new Parts(database, accounts, cutOff, client)
                    .datanets.create(owner, "Kitchen", Schema.TEXT, "CC-BY-4.0", "Share and name the author.");

            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                ChainRecord record = new ChainRecord(database, log, outbox, bindings, contracts);
                record.resume();
                Parts parts = new Parts(database, accounts, record, client);
                await(() -> parts.datanets.require(asked.id()).token().isPresent());
                Datanet datanet = parts.datanets.require(asked.id());
                BigInteger token = new BigInteger(datanet.requireToken());
                assertThat(bindings.datanetRegistry().ownerOf(token).send()).isEqualTo(owner);

                Contribution contribution = parts.commit(datanet, ana);
                await(() -> parts.contributions.require(contribution.id()).chainState() != ChainState.PENDING);
                assertThat(parts.contributions.require(contribution.id()).chainDetail())
                        .isEmpty();
                DatanetRegistry.Contribution onChain = bindings.datanetRegistry()
                        .contribution(token, ana, Hex.parse(contribution.root().orElseThrow()))
                        .send();
                assertThat(onChain.rows).isEqualTo(BigInteger.ONE);

                parts.contributions.review(contribution.id(), owner, Review.acceptAll());
                Version version = parts.versions.publish(datanet.id());
                await(() -> parts.versions.require(datanet.id(), 1).chainState() != ChainState.PENDING);
                assertThat(parts.versions.require(datanet.id(), 1).chainDetail())
                        .isEmpty();
                DatanetRegistry.Version published = bindings.datanetRegistry()
                        .version(token, BigInteger.ONE)
                        .send();
                assertThat(Hex.of(published.root)).isEqualTo(version.root());
                assertThat(Hex.of(published.manifestDigest)).isEqualTo(version.manifestDigest());

                assertThat(database.<Boolean, RuntimeException>read(handle -> log.find(
                                        handle,
                                        LogEntry.of(
                                                        "contribution",
                                                        Long.toString(contribution.id()),
                                                        contribution
                                                                .recordDigest()
                                                                .orElseThrow())
                                                .leafHash())
                                .isPresent()))
                        .isTrue();
                PolicyRule rule = parts.datanets.rule(datanet.id(), owner, "mail", Treatment.ACCEPT);
                assertThat(database.<Boolean, RuntimeException>read(handle -> log.find(
                                        handle,
                                        LogEntry.of(LogEntry.SCREENING_RULE, datanet.id() + "/1", rule.digest())
                                                .leafHash())
                                .isPresent()))
                        .isTrue();
            }
        }
    }

    private static ContractDeployment.Parameters parameters() {
        return new ContractDeployment.Parameters(
                Optional.empty(),
                BigInteger.TEN.pow(18),
                5,
                14,
                TestChain.RECEIVER,
                BigInteger.TEN.pow(17),
                2,
                10,
                BigInteger.ZERO);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The package's parts over one record. */
    private final class Parts {
        private final Datanets datanets;
        private final Contributions contributions;
        private final Versions versions;

        Parts(Database database, Accounts accounts, PublicRecord record, ChainClient client) {
            Blobs blobs = new Blobs(folder.resolve("blobs"), new LocalDisk());
            Wallets wallets = new Wallets(ContractCalls.on(client));
            datanets = new Datanets(database, blobs, record, InstantSource.system());
            contributions = new Contributions(
                    database,
                    blobs,
                    accounts,
                    wallets,
                    record,
                    IntakeLimits.STANDARD,
                    InstantSource.system(),
                    Versions.STANDARD_SIGNING_TIME);
            versions = new Versions(
                    database, blobs, accounts, wallets, record, InstantSource.system(), Versions.STANDARD_SIGNING_TIME);
        }

        Contribution commit(Datanet datanet, String contributor) throws IOException {
            Screening screening = contributions.submit(
                    datanet.id(), contributor, new ByteArrayInputStream(ROW.getBytes(StandardCharsets.UTF_8)));
            return contributions.signCustodial(screening.contribution().id());
        }
    }
}
