package org.openledger.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.Bindings;
import org.openledger.chain.Chain;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ChainOver;
import org.openledger.chain.ContractDeployment;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.contracts.Licences;
import org.openledger.chain.local.LocalChain;
import org.openledger.chain.local.TestChain;
import org.openledger.chain.rights.Grant;
import org.openledger.chain.rights.LicenceEvents;
import org.openledger.chain.rights.VersionRights;
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
import org.openledger.kept.ChainReplay;
import org.openledger.kept.KeptNode;
import org.openledger.log.Log;
import org.openledger.registry.Lineage;
import org.openledger.registry.Source;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.Refusal;
import org.openledger.verify.UsageRights;
import org.openledger.verify.UsageRights.Reason;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/** Licences that strangers change and buy by transactions with the contracts alone are what the node goes by. */
@Tag("integration")
@Timeout(300)
final class LicensedVersionsTest {
    private static final String OWNER = TestChain.OPERATOR.getAddress().toLowerCase(Locale.ROOT);
    private static final String BUYER = "0x" + "b1".repeat(20);
    private static final String FRIEND = "0x" + "f1".repeat(20);
    private static final List<String> HOLDERS = List.of(OWNER, BUYER, FRIEND);
    private static final BigInteger ONE_OPEN = BigInteger.TEN.pow(18);
    private static final int STEPS = 60;

    @TempDir
    Path folder;

    private LocalChain chain;
    private Database database;
    private ChainClient client;
    private Outbox outbox;
    private Contracts contracts;
    private Bindings bindings;
    private Datanets datanets;
    private Contributions contributions;
    private Versions versions;
    private Accounts accounts;
    private LicenceEvents events;
    private Lineage lineage;
    private Rights rights;
    private int sent;

    @BeforeEach
    void start() throws Exception {
        chain = TestChain.start(folder.resolve("chain"));
        database = MigratedDatabase.open(folder);
        client = new ChainClient(chain);
        outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system());
        contracts = ContractDeployment.deployOrLoad(
                database,
                client,
                outbox,
                new ContractDeployment.Parameters(
                        Optional.empty(),
                        ONE_OPEN,
                        5,
                        14,
                        TestChain.RECEIVER,
                        BigInteger.TEN.pow(17),
                        2,
                        10,
                        BigInteger.ZERO));
        bindings = new Bindings(client, contracts);
        accounts = new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system());
        Log log = Log.open(database, folder, new LocalDisk(), "openledger.local/test");
        ChainRecord record = new ChainRecord(database, log, outbox, bindings, contracts);
        Blobs blobs = new Blobs(folder.resolve("blobs"), new LocalDisk());
        Wallets wallets = new Wallets(ContractCalls.on(client));
        Duration time = Versions.STANDARD_SIGNING_TIME;
        datanets = new Datanets(database, blobs, record, InstantSource.system());
        contributions = new Contributions(
                database, blobs, accounts, wallets, record, IntakeLimits.STANDARD, InstantSource.system(), time);
        versions = new Versions(database, blobs, accounts, wallets, record, InstantSource.system(), time);
        events = new LicenceEvents(database, client, bindings, contracts, DatanetTable::licensed);
        rights = new Rights(database, InstantSource.system());
        lineage = new Lineage(datanets, versions, rights);
    }

    @AfterEach
    void stop() {
        outbox.close();
        database.close();
        chain.close();
    }

    @Test
    void aLicenceHoldsFromItsVersionOn() throws Exception {
        String maker = OWNER;
        long id = publish(maker, "CC-BY-4.0");
        events.step();
        assertThat(lineage.requireRights(sources(id, 1), true, maker)).hasSize(1);

        // the owner says by a transaction of its own that from version 2 on nothing may be sold, and nothing retrieved
        BigInteger token = new BigInteger(datanets.require(id).requireToken());
        int uses = UsageRights.bits(false, true, true, false) & ~UsageRights.Use.RETRIEVE.bit();
        send(
                contracts.datanetRegistry(),
                bindings.datanetRegistry()
                        .changeLicence(
                                token, new DatanetRegistry.UsageLicence(word("House-1.0"), big(uses), new byte[32]))
                        .encodeFunctionCall());
        events.step();
        assertThat(datanets.require(id).licence().spdx()).isEqualTo("House-1.0");
        assertThat(Rights.says(datanets.require(id).licence())).contains("It does not allow the retrieval.");

        row(id, "Salt slows the yeast down, and sugar feeds it for a while.");
        sign(id);
        await(() -> versions.require(id, 2).chainState() == ChainState.CONFIRMED);
        // not before the chain was read as far as the version
        assertThatThrownBy(() -> lineage.requireRights(sources(id, 2), false, maker))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.NOT_READY));
        events.step();
        assertThat(lineage.requireRights(sources(id, 1), true, maker)).hasSize(1);
        assertThat(lineage.requireRights(sources(id, 2), false, maker)).hasSize(1);
        assertThatThrownBy(() -> lineage.requireRights(sources(id, 2), true, maker))
                .hasMessageContaining("Version 2 of Datanet " + id + " (Kitchen) is under House-1.0")
                .hasMessageContaining("no commercial use");
        assertThat(objection(id, 1, Rights.Use.SOURCES, BUYER)).isEmpty();
        assertThat(objection(id, 2, Rights.Use.SOURCES, BUYER))
                .hasValueSatisfying(why -> assertThat(why).contains("Version 2", "does not allow the retrieval"));
        assertThat(datanets.licensed(token.toString(), 1).licence()).isEqualTo("CC-BY-4.0");
        assertThat(datanets.licensed(token.toString(), 2).licence()).isEqualTo("House-1.0");
        assertThat(new String(versions.manifest(versions.require(id, 2)), StandardCharsets.UTF_8))
                .contains("\"licence\":\"House-1.0\"");
    }

    @Test
    void aBoughtLicencePermitsUntilItExpires() throws Exception {
        String maker = OWNER;
        long id = publish(maker, "CC-BY-NC-ND-4.0");
        BigInteger token = new BigInteger(datanets.require(id).requireToken());
        events.step();
        assertThat(objection(id, 1, Rights.Use.MODEL, BUYER))
                .hasValueSatisfying(why -> assertThat(why).contains("Datanet " + id, "no adaptation"));

        byte[] terms = terms("Bought-1.0", UsageRights.ANY_USE, ONE_OPEN, 1_000, false);
        send(contracts.licences().orElseThrow(), licences().offer(token, terms).encodeFunctionCall());
        events.step();
        assertThat(objection(id, 1, Rights.Use.MODEL, BUYER)).isPresent();
        mint(token, terms, BUYER, 2);
        events.step();
        assertThat(objection(id, 1, Rights.Use.MODEL, BUYER)).isEmpty();
        assertThat(objection(id, 1, Rights.Use.ANSWERS, BUYER)).isEmpty();
        assertThat(objection(id, 1, Rights.Use.MODEL, FRIEND)).isPresent();
        assertThat(lineage.requireRights(sources(id, 1), true, BUYER)
                        .getFirst()
                        .grant()
                        .spdx())
                .isEqualTo("Bought-1.0");

        // two of them last two terms, and not a second more
        long until = licences()
                .expiresAt(licences().licenceIdOf(token, BigInteger.ONE, terms).send(), BUYER)
                .send()
                .longValueExact();
        assertThat(at(until - 1, id, BUYER)).isEmpty();
        assertThat(at(until, id, BUYER))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("Version 1 of Datanet " + id, BUYER, "has expired"));
        // what was bought outlives the offer
        send(contracts.licences().orElseThrow(), licences().revoke(token, terms).encodeFunctionCall());
        events.step();
        assertThat(objection(id, 1, Rights.Use.MODEL, BUYER)).isEmpty();
    }

    /** Whatever strangers do, the node's rule over the events is the contract's over its storage; read anew, the rows are the same. */
    @Test
    void theRuleIsTheContracts() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<BigInteger> tokens = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            tokens.add(create(random));
        }
        List<byte[]> kinds = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            kinds.add(terms(
                    "T-" + i,
                    1 + random.nextInt(UsageRights.ANY_USE),
                    random.nextBoolean() ? BigInteger.ZERO : BigInteger.valueOf(random.nextInt(1_000)),
                    i % 2 == 0 ? 0 : 1 + random.nextInt(3),
                    i % 2 == 0));
        }
        int compared = 0;
        for (int step = 0; step < STEPS; step++) {
            act(random, tokens.get(random.nextInt(tokens.size())), kinds.get(random.nextInt(kinds.size())));
            if (step % 6 == 5) {
                events.step();
                compared += compare(tokens, seed);
            }
        }
        assertThat(compared).isGreaterThan(500);
        outbox.close();
        accounts.operator();
        assertThat(replay())
                .allSatisfy(table -> assertThat(table.differences())
                        .as("seed %d, %s", seed, table.table())
                        .isEmpty());
        assertThat(replay().stream().mapToLong(ChainReplay.Compared::rows).sum())
                .isGreaterThan(STEPS / 4);
        database.write(
                handle -> handle.execute(
                        "UPDATE chain_licence SET uses = uses + 256 WHERE sequence = (SELECT max(sequence) FROM chain_licence)"));
        assertThat(replay().stream().flatMap(table -> table.differences().stream()))
                .hasSize(2)
                .anyMatch(difference -> difference.startsWith("the node has {"))
                .anyMatch(difference -> difference.startsWith("the chain has {"));
    }

    private List<ChainReplay.Compared> replay() {
        try (KeptNode node = KeptNode.open(folder, Database.urlIn(folder), _ -> new Reading(chain))) {
            return new ChainReplay(node).run();
        }
    }

    /** The running chain, which outlives who reads it. */
    private record Reading(Chain chain) implements ChainOver {
        @Override
        public JsonNode call(String method, JsonNode parameters) {
            return chain.call(method, parameters);
        }
    }

    private void act(Random random, BigInteger token, byte[] terms) throws Exception {
        String holder = HOLDERS.get(random.nextInt(HOLDERS.size()));
        switch (random.nextInt(6)) {
            case 0 ->
                attempt(
                        contracts.datanetRegistry(),
                        bindings.datanetRegistry()
                                .publishVersion(token, random32(random), BigInteger.ONE, random32(random))
                                .encodeFunctionCall());
            case 1 ->
                attempt(
                        contracts.datanetRegistry(),
                        bindings.datanetRegistry()
                                .changeLicence(
                                        token,
                                        new DatanetRegistry.UsageLicence(
                                                word("L-" + random.nextInt(9)),
                                                big(1 + random.nextInt(255)),
                                                new byte[32]))
                                .encodeFunctionCall());
            case 2 ->
                attempt(
                        contracts.licences().orElseThrow(),
                        licences().offer(token, terms).encodeFunctionCall());
            case 3 ->
                attempt(
                        contracts.licences().orElseThrow(),
                        licences().revoke(token, terms).encodeFunctionCall());
            case 4 -> {
                for (int i = 0; i < 2; i++) {
                    mint(token, terms, holder, 1 + random.nextInt(3));
                }
            }
            default -> {
                BigInteger licence =
                        licences().licenceIdOf(token, BigInteger.ONE, terms).send();
                attempt(
                        contracts.licences().orElseThrow(),
                        random.nextBoolean()
                                ? licences()
                                        .safeTransferFrom(OWNER, holder, licence, BigInteger.ONE, new byte[0])
                                        .encodeFunctionCall()
                                : licences()
                                        .safeBatchTransferFrom(
                                                OWNER,
                                                holder,
                                                List.of(licence, licence),
                                                List.of(BigInteger.ONE, BigInteger.ZERO),
                                                new byte[0])
                                        .encodeFunctionCall());
            }
        }
    }

    private int compare(List<BigInteger> tokens, long seed) throws Exception {
        int compared = 0;
        long now = client.latestBlock().timestampSeconds();
        for (BigInteger token : tokens) {
            long published =
                    bindings.datanetRegistry().datanet(token).send().versions.longValueExact();
            for (long version = 1; version <= Math.min(2, published); version++) {
                for (String holder : HOLDERS) {
                    long number = version;
                    VersionRights read = database.read(
                            handle -> VersionRights.of(handle, token.toString(), number, Optional.of(holder)));
                    for (UsageRights.Use use : UsageRights.Use.values()) {
                        for (boolean paid : new boolean[] {false, true}) {
                            Licences.Grant said = licences()
                                    .grant(holder, token, big(version), big(use.bit()), paid)
                                    .send();
                            Reason reason = Reason.of(said.reason.intValueExact());
                            // a call is computed at a second between that of the last block and the one in which it has
                            // answered
                            Grant found = read.grant(use, paid, now);
                            if (found.objection().orElse(Reason.NONE) != reason) {
                                found = read.grant(use, paid, Instant.now().getEpochSecond() + 1);
                            }
                            assertThat(found.objection().orElse(Reason.NONE))
                                    .as(
                                            "seed %d: %s, version %d of %s, %s, paid %s",
                                            seed, holder, version, token, use, paid)
                                    .isEqualTo(reason);
                            if (found.objection().isEmpty()) {
                                assertThat(found.uses()).isEqualTo(said.uses.intValueExact());
                                assertThat(word(found.spdx())).isEqualTo(said.spdx);
                            }
                            compared++;
                        }
                    }
                }
            }
        }
        return compared;
    }

    private BigInteger create(Random random) throws Exception {
        TransactionReceipt made = send(
                contracts.datanetRegistry(),
                bindings.datanetRegistry()
                        .createDatanet(
                                "Some",
                                random32(random),
                                "",
                                new DatanetRegistry.UsageLicence(word("L"), big(1 + random.nextInt(255)), new byte[32]))
                        .encodeFunctionCall());
        BigInteger token = DatanetRegistry.getDatanetCreatedEvents(made).getFirst().datanetId;
        send(
                contracts.datanetRegistry(),
                bindings.datanetRegistry()
                        .publishVersion(token, random32(random), BigInteger.ONE, random32(random))
                        .encodeFunctionCall());
        return token;
    }

    private byte[] terms(String name, int uses, BigInteger fee, long lasts, boolean transferable) throws Exception {
        Licences.Terms terms = new Licences.Terms(
                word(name),
                big(uses),
                transferable,
                fee,
                big(lasts),
                /* commercialUse= */ true,
                false,
                BigInteger.ZERO,
                /* derivativesAllowed= */ true,
                true,
                /* derivativesApproval= */ false,
                false,
                BigInteger.ZERO,
                "");
        TransactionReceipt receipt = send(
                contracts.licences().orElseThrow(),
                licences().registerTerms(terms).encodeFunctionCall());
        return Licences.getTermsRegisteredEvents(receipt).getFirst().termsId;
    }

    private void mint(BigInteger token, byte[] terms, String to, long amount) throws Exception {
        attempt(
                contracts.wrappedOpen(),
                bindings.wrappedOpen()
                        .approve(contracts.licences().orElseThrow(), ONE_OPEN.multiply(BigInteger.TEN))
                        .encodeFunctionCall());
        database.write(handle -> outbox.enqueue(
                handle,
                "test/wrap/" + sent++,
                contracts.wrappedOpen(),
                bindings.wrappedOpen().deposit(ONE_OPEN).encodeFunctionCall(),
                ONE_OPEN.multiply(BigInteger.TWO)));
        outbox.confirmed("test/wrap/" + (sent - 1)).get(1, TimeUnit.MINUTES);
        attempt(
                contracts.licences().orElseThrow(),
                licences().mint(token, BigInteger.ONE, terms, to, big(amount)).encodeFunctionCall());
    }

    private Licences licences() {
        return bindings.licences().orElseThrow();
    }

    private Optional<String> objection(long id, long version, Rights.Use use, String holder) {
        return rights.objection(
                List.of(new Rights.Used(datanets.require(id), version)),
                new Rights.Purpose(use, true, Optional.of(holder)));
    }

    private Optional<String> at(long seconds, long id, String holder) {
        return new Rights(database, () -> Instant.ofEpochSecond(seconds))
                .objection(
                        List.of(new Rights.Used(datanets.require(id), 1)),
                        new Rights.Purpose(Rights.Use.MODEL, true, Optional.of(holder)));
    }

    private static List<Source> sources(long id, long version) {
        return List.of(new Source(id, version));
    }

    /** A Datanet of a custodial owner with one version. */
    private long publish(String owner, String spdx) throws Exception {
        Datanet made = datanets.create(owner, "Kitchen", Schema.TEXT, spdx, "Share and name the author.");
        await(() -> datanets.require(made.id()).token().isPresent());
        row(made.id(), "Bread needs flour, water, salt and a starter that is awake.");
        sign(made.id());
        await(() -> versions.require(made.id(), 1).chainState() == ChainState.CONFIRMED);
        return made.id();
    }

    private void sign(long id) {
        Version draft = versions.draft(id);
        byte[] key = Numeric.toBytesPadded(TestChain.OPERATOR.getEcKeyPair().getPrivateKey(), 32);
        versions.publish(
                id,
                draft.number(),
                Signature.format(Signer.of(key).sign(versions.typedData(draft).digest())));
    }

    private void row(long id, String text) throws Exception {
        byte[] line = ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        long contribution = contributions
                .submit(id, accounts.create("Ana").address(), new ByteArrayInputStream(line))
                .contribution()
                .id();
        contributions.signCustodial(contribution);
        contributions.review(contribution, datanets.require(id).owner(), Review.acceptAll());
    }

    private void attempt(String contract, String data) throws Exception {
        String key = "test/" + sent++;
        database.write(handle -> outbox.enqueue(handle, key, contract, data, BigInteger.ZERO));
        try {
            outbox.confirmed(key).get(1, TimeUnit.MINUTES);
        } catch (ExecutionException refused) {
            assertThat(refused).hasMessageContaining("failed"); // what cannot be done now is done another time
        }
    }

    private TransactionReceipt send(String contract, String data) throws Exception {
        String key = "test/" + sent++;
        database.write(handle -> outbox.enqueue(handle, key, contract, data, BigInteger.ZERO));
        return outbox.confirmed(key).get(1, TimeUnit.MINUTES);
    }

    private static byte[] random32(Random random) {
        return Hash.sha3(Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] word(String text) {
        return ChainRecord.word(text);
    }

    private static BigInteger big(long number) {
        return BigInteger.valueOf(number);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
