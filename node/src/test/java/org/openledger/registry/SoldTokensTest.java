package org.openledger.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.chain.Bindings;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ContractDeployment;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.governance.BuildingFees;
import org.openledger.chain.local.LocalChain;
import org.openledger.chain.local.TestChain;
import org.openledger.chain.token.TokenOwners;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Review;
import org.openledger.datanet.Versions;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.record.ChainRecord;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.DatanetTable;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.row.Schema;
import org.openledger.identity.Accounts;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Signature;
import org.openledger.identity.Signer;
import org.openledger.identity.Wallets;
import org.openledger.log.Log;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.Refusal;
import org.openledger.verify.Receipt;
import org.openledger.verify.UsageRights;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * A Datanet is whose the chain says, and a model owes what the chain says: under contracts of today, and under those from before
 * licences, which a data folder keeps.
 */
@Tag("integration")
@Timeout(180)
final class SoldTokensTest {
    private static final String ROW = "{\"text\":\"Bread needs flour, water, salt and a starter that is awake.\"}";
    private static final String OPERATOR = TestChain.OPERATOR.getAddress().toLowerCase(Locale.ROOT);
    private static final int BLOCKS_UNTIL_SEEN = 2;
    private static final long BUILDING_FEE_GWEI = 1_234;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSoldDatanetIsItsNewOwners(boolean licensed) throws Exception {
        try (LocalChain chain = TestChain.start(folder.resolve("chain"));
                Database database = MigratedDatabase.open(folder)) {
            ChainClient client = new ChainClient(chain);
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                if (!licensed) {
                    deployBefore(database, outbox);
                }
                Contracts contracts = ContractDeployment.deployOrLoad(database, client, outbox, parameters());
                assertThat(contracts.licensed()).isEqualTo(licensed);
                assertThat(ContractDeployment.deployOrLoad(database, client, outbox, parameters()))
                        .isEqualTo(contracts);
                Town town = new Town(database, client, outbox, contracts);
                town.sellAndPublish();
                town.registerModels();
            }
        }
    }

    /** The parts of a node that this is about. */
    private final class Town {
        private final Database database;
        private final ChainClient client;
        private final Outbox outbox;
        private final Contracts contracts;
        private final Bindings bindings;
        private final Datanets datanets;
        private final Contributions contributions;
        private final Versions versions;
        private final Accounts accounts;
        private final TokenOwners owners;
        private final Optional<BuildingFees> fees;

        Town(Database database, ChainClient client, Outbox outbox, Contracts contracts) {
            this.database = database;
            this.client = client;
            this.outbox = outbox;
            this.contracts = contracts;
            this.bindings = new Bindings(client, contracts);
            this.accounts = new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system());
            Log log = Log.open(database, folder, new LocalDisk(), "openledger.local/test");
            ChainRecord record = new ChainRecord(database, log, outbox, bindings, contracts);
            Blobs blobs = new Blobs(folder.resolve("blobs"), new LocalDisk());
            Wallets wallets = new Wallets(ContractCalls.on(client));
            Duration time = Versions.STANDARD_SIGNING_TIME;
            datanets = new Datanets(database, blobs, record, InstantSource.system());
            contributions = new Contributions(
                    database, blobs, accounts, wallets, record, IntakeLimits.STANDARD, InstantSource.system(), time);
            versions = new Versions(database, blobs, accounts, wallets, record, InstantSource.system(), time);
            fees = contracts
                    .governing()
                    .filter(_ -> contracts.licensed())
                    .map(governing -> new BuildingFees(database, client, contracts, governing));
            owners = new TokenOwners(database, client, contracts, (tx, registry, token, owner) -> {
                if (registry == TokenOwners.Registry.DATANET) {
                    DatanetTable.own(tx, token, owner);
                }
            });
        }

        void sellAndPublish() throws Exception {
            Datanet made =
                    datanets.create(OPERATOR, "Kitchen", Schema.TEXT, "CC-BY-SA-4.0", "Share and name the author.");
            await(() -> datanets.require(made.id()).token().isPresent());
            Datanet datanet = datanets.require(made.id());
            BigInteger token = new BigInteger(datanet.requireToken());
            contributions.signCustodial(contributions
                    .submit(
                            datanet.id(),
                            accounts.create("Ana").address(),
                            new ByteArrayInputStream(ROW.getBytes(StandardCharsets.UTF_8)))
                    .contribution()
                    .id());
            owners.step();
            contributions.review(1, OPERATOR, Review.acceptAll());
            String buyer = accounts.create("Buyer").address();
            Version draft = versions.draft(datanet.id());
            String sellers = Signature.format(Signer.of(Numeric.toBytesPadded(
                            TestChain.OPERATOR.getEcKeyPair().getPrivateKey(), 32))
                    .sign(versions.typedData(draft).digest()));

            String sale = bindings.datanetRegistry()
                    .transferFrom(OPERATOR, buyer, token)
                    .encodeFunctionCall();
            long sold = send("sale", contracts.datanetRegistry(), sale)
                    .getBlockNumber()
                    .longValueExact();
            owners.step();
            assertThat(client.blockNumber()).isLessThanOrEqualTo(sold + BLOCKS_UNTIL_SEEN);
            assertThat(datanets.require(datanet.id()).owner()).isEqualTo(buyer);

            assertThatThrownBy(() -> datanets.require(datanet.id()).requireOwner(OPERATOR, "review"))
                    .hasMessageContaining(buyer);
            assertThatThrownBy(() -> versions.publish(datanet.id(), draft.number(), sellers))
                    .isInstanceOf(Refusal.class);
            versions.publish(datanet.id());
            await(() -> versions.require(datanet.id(), 1).chainState() != ChainState.PENDING);
            assertThat(versions.require(datanet.id(), 1).chainDetail()).isEmpty();
            if (contracts.licensed()) {
                DatanetRegistry.UsageLicence licence = bindings.datanetRegistry()
                        .licenceOf(token, BigInteger.ONE)
                        .send();
                assertThat(new String(licence.spdx, StandardCharsets.US_ASCII)
                                .strip()
                                .replace("\0", ""))
                        .isEqualTo("CC-BY-SA-4.0");
                assertThat(licence.uses.intValueExact())
                        .isEqualTo(UsageRights.bits(true, true, true, true))
                        .isEqualTo(datanets.require(datanet.id()).licence().uses());
                assertThat(bindings.datanetRegistry().treasuryOf(token).send()).isEqualTo(buyer);
            }
        }

        /** A model of a model of a model, of which the oldest is sold. */
        void registerModels() throws Exception {
            try (Registrar registrar = new Registrar(database, outbox, bindings, contracts)) {
                String token = datanets.require(1).requireToken();
                Model.SourceRoot source = new Model.SourceRoot(
                        1, token, 1, versions.require(1, 1).root(), "CC-BY-SA-4.0", "0".repeat(64));
                fees.ifPresent(BuildingFees::step);
                Registrar.Registered learnt = register(registrar, "1", List.of(source), List.of());
                String first = learnt.token();
                if (contracts.licensed()) {
                    treasuryIsPaid(learnt, token);
                }
                assertThat(bindings.modelRegistry()
                                .ownerOf(new BigInteger(first))
                                .send())
                        .isEqualTo(OPERATOR);
                if (!contracts.licensed()) {
                    assertThat(registrar.knowsRoyalties()).isFalse();
                    return;
                }
                String second = register(registrar, "2", List.of(), List.of(new Royalty(first, 500)))
                        .token();
                Registrar.Registered third = register(registrar, "3", List.of(), List.of(new Royalty(second, 1_000)));
                assertThat(third.owes())
                        .containsExactly(
                                new Receipt.Ancestor(first, OPERATOR, 500),
                                new Receipt.Ancestor(second, OPERATOR, 1_000));

                database.write(tx -> {
                    insert(tx, third.token());
                    ModelTable.owes(tx, "model-3", third.owes());
                });
                Royalties royalties = new Royalties(database);
                String buyer = accounts.create("Collector").address();
                send(
                        "model-sale",
                        contracts.modelRegistry(),
                        bindings.modelRegistry()
                                .transferFrom(OPERATOR, buyer, new BigInteger(first))
                                .encodeFunctionCall());
                assertThat(royalties.owedBy(third.token())).isEqualTo(third.owes());
                owners.step();
                assertThat(royalties.owedBy(third.token()))
                        .containsExactly(
                                new Receipt.Ancestor(first, buyer, 500), new Receipt.Ancestor(second, OPERATOR, 1_000));
                assertThat(royalties.owner(first, OPERATOR)).isEqualTo(buyer);
                assertThat(royalties.owner(third.token(), OPERATOR)).isEqualTo(OPERATOR);
                assertThat(royalties.owedBy("77")).isEmpty();
                sellModel(third.token(), buyer);
                refusals(registrar, second, source);
            }
        }

        /** The registration paid the treasury of its one version in native OPEN, wrapped on the way. */
        private void treasuryIsPaid(Registrar.Registered learnt, String token) throws Exception {
            String treasury = bindings.datanetRegistry()
                    .treasuryOf(new BigInteger(token))
                    .send()
                    .toLowerCase(Locale.ROOT);
            assertThat(learnt.feeGwei()).isEqualTo(BUILDING_FEE_GWEI);
            assertThat(bindings.wrappedOpen().balanceOf(treasury).send())
                    .isEqualTo(BuildingFees.PER_GWEI.multiply(BigInteger.valueOf(BUILDING_FEE_GWEI)));
            fees.orElseThrow().step();
            assertThat(database.<List<BuildingFees.Paid>, RuntimeException>read(
                            handle -> BuildingFees.paidFor(handle, learnt.token())))
                    .containsExactly(new BuildingFees.Paid(token, 1, treasury, BUILDING_FEE_GWEI));
        }

        /** Whoever the chain says owns the version that answers acts for the name, two blocks after the sale at most. */
        private void sellModel(String token, String buyer) throws Exception {
            Models models = new Models(database, folder);
            assertThat(database.<Optional<String>, RuntimeException>read(handle -> models.ownerOf(handle, "third")))
                    .contains(OPERATOR);
            long sold = send(
                            "third-sale",
                            contracts.modelRegistry(),
                            bindings.modelRegistry()
                                    .transferFrom(OPERATOR, buyer, new BigInteger(token))
                                    .encodeFunctionCall())
                    .getBlockNumber()
                    .longValueExact();
            owners.step();
            assertThat(client.blockNumber()).isLessThanOrEqualTo(sold + BLOCKS_UNTIL_SEEN);
            assertThat(database.<Optional<String>, RuntimeException>read(handle -> models.ownerOf(handle, "third")))
                    .contains(buyer);
            assertThatThrownBy(() -> database.write(handle -> models.requireFree(handle, "third", OPERATOR)))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining(buyer);
        }

        private void refusals(Registrar registrar, String parent, Model.SourceRoot source) {
            assertThatThrownBy(() -> register(registrar, "4", List.of(), List.of(new Royalty(parent, 4_600))))
                    .hasMessageContaining("StackTooHigh(5100)");
            Registrar.Entry free = new Registrar.Entry(
                    "model-5", OPERATOR, "5".repeat(64), "", Optional.of("MIT"), true, 0, List.of(source), List.of());
            assertThatThrownBy(() -> register(registrar, free)).hasMessageContaining("SourceLicence(1, ");
        }

        private void insert(Handle tx, String token) {
            ModelTable.insert(
                    tx,
                    new ModelTable.Row(
                            "model-3",
                            "third",
                            1,
                            Origin.BROUGHT,
                            OPERATOR,
                            Optional.of(token),
                            Optional.empty(),
                            "b".repeat(64),
                            "3".repeat(64),
                            "c".repeat(64),
                            "d".repeat(64),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            1),
                    List.of());
        }

        private Registrar.Registered register(
                Registrar registrar, String number, List<Model.SourceRoot> sources, List<Royalty> parents)
                throws Exception {
            return register(
                    registrar,
                    new Registrar.Entry(
                            "model-" + number,
                            OPERATOR,
                            number.repeat(64),
                            "",
                            Optional.of("CC-BY-SA-4.0"),
                            /* paid= */ true,
                            /* royaltyBps= */ 0,
                            sources,
                            parents));
        }

        private Registrar.Registered register(Registrar registrar, Registrar.Entry entry) throws Exception {
            CompletableFuture<Registrar.Registered> answer = new CompletableFuture<>();
            database.write(tx -> registrar.register(tx, entry));
            registrar.follow(
                    entry.id(),
                    (_, registered) -> answer.complete(registered),
                    (_, why) -> answer.completeExceptionally(new IllegalStateException(why)));
            return answer.get(1, TimeUnit.MINUTES);
        }

        private TransactionReceipt send(String key, String to, String data) throws Exception {
            database.write(handle -> outbox.enqueue(handle, key, to, data, BigInteger.ZERO));
            return outbox.confirmed(key).get(1, TimeUnit.MINUTES);
        }
    }

    /** What an earlier version of the node did at its first start. */
    private static void deployBefore(Database database, Outbox outbox) throws Exception {
        String datanets = deploy(database, outbox, "datanetRegistry", "");
        deploy(database, outbox, "modelRegistry", FunctionEncoder.encodeConstructor(List.of(new Address(datanets))));
    }

    private static String deploy(Database database, Outbox outbox, String name, String arguments) throws Exception {
        String code = "0x" + before(name.equals("modelRegistry") ? "model-registry" : "datanet-registry") + arguments;
        database.write(handle -> outbox.enqueue(handle, "deploy:" + name, null, code, BigInteger.ZERO));
        TransactionReceipt receipt = outbox.confirmed("deploy:" + name).get(1, TimeUnit.MINUTES);
        String address = receipt.getContractAddress().toLowerCase(Locale.ROOT);
        database.write(handle -> handle.createUpdate(
                        "INSERT INTO chain_contract (name, address, chain_id, block) VALUES (:name, :address, 31337, :block)")
                .bind("name", name)
                .bind("address", address)
                .bind("block", receipt.getBlockNumber().longValueExact())
                .execute());
        return address;
    }

    private static String before(String name) throws IOException {
        try (InputStream code = SoldTokensTest.class.getResourceAsStream(name + "-before-licences.hex")) {
            byte[] hex = Objects.requireNonNull(code, name).readAllBytes();
            return new String(hex, StandardCharsets.US_ASCII).strip();
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
                BuildingFees.PER_GWEI.multiply(BigInteger.valueOf(BUILDING_FEE_GWEI)));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
