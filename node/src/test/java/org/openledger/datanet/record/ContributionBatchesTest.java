package org.openledger.datanet.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.Bindings;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ContractDeployment;
import org.openledger.chain.Contracts;
import org.openledger.chain.Outbox;
import org.openledger.chain.OutboxEntry;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.local.LocalChain;
import org.openledger.chain.local.TestChain;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.intake.IntakeLimits;
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
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** Contributions come to the chain together, soon, and none is refused for another's sake. */
@Tag("integration")
@Timeout(300)
final class ContributionBatchesTest {
    private static final String OPERATOR = TestChain.OPERATOR.getAddress().toLowerCase(Locale.ROOT);
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final long MAX_GAS_EACH = 30_000;

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private LocalChain chain;
    private Database database;
    private ChainClient client;
    private Outbox outbox;
    private Contracts contracts;
    private Bindings bindings;
    private Accounts accounts;
    private Log log;
    private ChainRecord record;
    private Contributions contributions;
    private long datanet;
    private int given;

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
                        BigInteger.TEN.pow(18),
                        5,
                        14,
                        TestChain.RECEIVER,
                        BigInteger.TEN.pow(17),
                        2,
                        10,
                        BigInteger.ZERO));
        bindings = new Bindings(client, contracts);
        accounts = new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system());
        log = Log.open(database, folder, new LocalDisk(), "openledger.local/test");
        open();
        Datanets datanets = new Datanets(
                database, new Blobs(folder.resolve("blobs"), new LocalDisk()), record, InstantSource.system());
        datanet = datanets.create(OPERATOR, "Kitchen", Schema.TEXT, "CC-BY-4.0", "Share and name the author.")
                .id();
        await(() -> datanets.require(datanet).token().isPresent());
    }

    private void open() {
        InstantSource clock = now::get;
        record = new ChainRecord(database, log, outbox, bindings, contracts, PATIENCE, clock);
        record.resume();
        contributions = new Contributions(
                database,
                new Blobs(folder.resolve("blobs"), new LocalDisk()),
                accounts,
                new Wallets(ContractCalls.on(client)),
                record,
                IntakeLimits.STANDARD,
                clock,
                Duration.ofHours(24));
    }

    @AfterEach
    void stop() {
        record.close();
        outbox.close();
        database.close();
        chain.close();
    }

    @Test
    void aHundredGoTogetherAtOnceAndTheRestWhenItsTimeIsUp() throws Exception {
        List<Long> many = new ArrayList<>();
        for (int i = 0; i < ContributionBatches.MAX_BATCH; i++) {
            many.add(give());
        }
        await(() -> many.stream().allMatch(this::confirmed));
        OutboxEntry sent = outbox.find("contributions/" + many.getFirst() + "-" + many.getLast())
                .orElseThrow();
        TransactionReceipt receipt =
                client.receipt(Objects.requireNonNull(sent.transactionHash())).orElseThrow();
        assertThat(DatanetRegistry.getBatchRecordedEvents(receipt).getFirst().contributions)
                .isEqualTo(BigInteger.valueOf(ContributionBatches.MAX_BATCH));
        long each = receipt.getGasUsed().longValueExact() / ContributionBatches.MAX_BATCH;
        assertThat(each).as("gas each").isLessThanOrEqualTo(MAX_GAS_EACH);
        System.out.println("gas of one contribution of a batch of 100: " + each);

        // one more waits for others, over a restart too, and not for ever
        long last = give();
        assertThat(outbox.find("contribution/" + last)).isEmpty();
        record.close();
        open();
        assertThat(outbox.find("contribution/" + last)).isEmpty();
        long another = give();
        record.close(); // so that nothing looks between the two
        now.updateAndGet(time -> time.plus(PATIENCE));
        open();
        await(() -> confirmed(last) && confirmed(another));
        assertThat(outbox.find("contributions/" + last + "-" + another)).isPresent();
    }

    @Test
    void whoCancelsItsNonceIsRefusedAlone() throws Exception {
        List<Long> good = List.of(give(), give());
        long bad = contributions.submit(datanet, OPERATOR, row()).contribution().id();
        Contribution asked = contributions.require(bad);
        byte[] key = Numeric.toBytesPadded(TestChain.OPERATOR.getEcKeyPair().getPrivateKey(), 32);
        contributions.sign(
                bad,
                Signature.format(
                        Signer.of(key).sign(contributions.typedData(bad).digest())));
        String cancel = bindings.datanetRegistry()
                .cancelNonce(new BigInteger(asked.nonce()))
                .encodeFunctionCall();
        database.write(tx -> outbox.enqueue(tx, "test/cancel", contracts.datanetRegistry(), cancel, BigInteger.ZERO));
        outbox.confirmed("test/cancel").get(1, TimeUnit.MINUTES);

        now.updateAndGet(time -> time.plus(PATIENCE));
        record.close();
        open();
        await(() -> good.stream().allMatch(this::confirmed)
                && contributions.require(bad).chainState() == ChainState.REFUSED);
        assertThat(contributions.require(bad).chainDetail()).contains("NonceAlreadyUsed");
        assertThat(outbox.find("contributions/" + good.getFirst() + "-" + bad)
                        .orElseThrow()
                        .state())
                .isEqualTo(OutboxEntry.State.FAILED);
    }

    private boolean confirmed(long id) {
        return contributions.require(id).chainState() == ChainState.CONFIRMED;
    }

    private long give() throws IOException {
        long id = contributions
                .submit(datanet, accounts.create("Giver " + given).address(), row())
                .contribution()
                .id();
        contributions.signCustodial(id);
        return id;
    }

    private ByteArrayInputStream row() {
        String words = new java.util.Random(given++)
                .ints(12, 0, 26)
                .mapToObj(letter -> String.valueOf((char) ('a' + letter)).repeat(1 + letter % 5))
                .collect(java.util.stream.Collectors.joining(" "));
        return new ByteArrayInputStream(("{\"text\":\"" + words + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
