package org.openledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.chain.local.LocalChain;
import org.openledger.chain.local.TestChain;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.gas.DefaultGasProvider;

@Tag("integration")
final class OutboxTest {
    private static final String OPERATOR = ChainClient.address(TestChain.OPERATOR);

    @TempDir
    Path folder;

    private LocalChain chain;
    private ChainClient client;
    private Database database;

    @BeforeEach
    void open() {
        chain = TestChain.start(folder.resolve("chain"));
        client = new ChainClient(chain);
        database = MigratedDatabase.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
        chain.close();
    }

    private Outbox start(Chain over) {
        return Outbox.start(database, new ChainClient(over), TestChain.OPERATOR, InstantSource.system());
    }

    private void request(Outbox outbox, String key, long wei) {
        database.write(handle -> outbox.enqueue(handle, key, TestChain.RECEIVER, "0x", BigInteger.valueOf(wei)));
    }

    private static TransactionReceipt await(Outbox outbox, String key) throws Exception {
        return outbox.confirmed(key).get(30, TimeUnit.SECONDS);
    }

    @Test
    void aKeyIsSentOnceAndOnlyWhenItsTransactionCommits() throws Exception {
        try (Outbox outbox = start(chain)) {
            request(outbox, "one", 1);
            request(outbox, "one", 1);
            assertThat(await(outbox, "one").getStatus()).isEqualTo("0x1");
            assertThatThrownBy(() -> request(outbox, "one", 2)).hasMessageContaining("does something else");
            assertThatThrownBy(() -> database.write(handle -> {
                        outbox.enqueue(handle, "two", TestChain.RECEIVER, "0x", BigInteger.ONE);
                        throw new IllegalStateException("rolled back");
                    }))
                    .hasMessage("rolled back");
            request(outbox, "three", 3);
            await(outbox, "three");
            assertThat(outbox.find("two")).isEmpty();
            assertThatThrownBy(() -> await(outbox, "two")).hasMessageContaining("no transaction was requested");
            assertThat(client.balanceWei(TestChain.RECEIVER)).isEqualTo(4);
        }
    }

    @Test
    void aBadLineAndRestartsNeitherLoseNorRepeat() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int requests = 30;
        for (int number = 1; number <= requests; number++) {
            try (Outbox outbox = start(new FlakyChain(chain, random, 6))) {
                request(outbox, "payment " + number, number);
                Thread.sleep(random.nextInt(40));
                if (random.nextInt(10) == 0) {
                    chain.process().ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        }
        try (Outbox outbox = start(chain)) {
            for (int number = 1; number <= requests; number++) {
                await(outbox, "payment " + number);
                assertThat(outbox.find("payment " + number).orElseThrow().nonce())
                        .isEqualTo(number - 1L);
            }
        }
        assertThat(client.nonce(OPERATOR)).isEqualTo(requests);
        assertThat(client.balanceWei(TestChain.RECEIVER)).isEqualTo(requests * (requests + 1L) / 2);
    }

    @Test
    void aRevertFailsWithTheContractsOwnWordsAndTakesNoNonce() throws Exception {
        try (Outbox outbox = start(chain)) {
            database.write(handle -> outbox.enqueue(handle, "deploy", null, "0x" + LogAnchor.BINARY, BigInteger.ZERO));
            String anchor = await(outbox, "deploy").getContractAddress();
            LogAnchor binding = LogAnchor.load(anchor, client.web3j(), client.reader(), new DefaultGasProvider());
            byte[] root = new byte[32];
            root[0] = 1;
            String data = binding.anchor(BigInteger.TEN, root).encodeFunctionCall();
            database.write(handle -> outbox.enqueue(handle, "good", anchor, data, BigInteger.ZERO));
            await(outbox, "good");
            database.write(handle -> outbox.enqueue(handle, "stale", anchor, data, BigInteger.ZERO));
            assertThatThrownBy(() -> await(outbox, "stale")).hasMessageMatching(".*stale failed: [A-Z]\\w+\\(.*");
            assertThat(outbox.find("stale").orElseThrow().state()).isEqualTo(OutboxEntry.State.FAILED);
            assertThat(client.nonce(OPERATOR)).isEqualTo(2);
            request(outbox, "after", 1);
            await(outbox, "after");
        }
    }

    @Test
    void aNonceUsedFromElsewhereIsReplaced() throws Exception {
        try (Outbox outbox = start(new FlakyChain(chain, new Random(1), Integer.MAX_VALUE))) {
            request(outbox, "one", 1);
            await(outbox, "one");
            TestChain.send(chain, TestChain.transfer(1));
            request(outbox, "two", 7);
            await(outbox, "two");
            assertThat(outbox.find("two").orElseThrow().nonce()).isEqualTo(2L);
        }
    }

    @Test
    void whatTakesThreeCheckpointsMoreThanItsEstimateIsDone() throws Exception {
        String writesThreeWords = "0x600160005560016001556001600255";
        try (Outbox outbox = start(new LowEstimates(chain, BigInteger.valueOf(75_000)))) {
            database.write(handle -> outbox.enqueue(handle, "words", null, writesThreeWords, BigInteger.ZERO));
            assertThat(await(outbox, "words").getStatus()).isEqualTo("0x1");
        }
    }

    @Test
    void whatCannotBeSentStopsOnlyWhatNeedsIt() throws Exception {
        BigInteger all = client.balanceWei(OPERATOR);
        try (Outbox outbox = start(chain)) {
            database.write(handle -> {
                outbox.enqueue(handle, "deposit/1/wrap", TestChain.RECEIVER, "0x", all.shiftLeft(1));
                enqueue(outbox, handle, "deposit/1/deposit", "deposit/1/wrap");
                enqueue(outbox, handle, "deposit/1/limit", "deposit/1/deposit");
                outbox.enqueue(handle, "other", TestChain.RECEIVER, "0x", BigInteger.ONE);
            });
            await(outbox, "other");
            awaitAside(outbox, "deposit/1/limit");
            assertThat(outbox.require("deposit/1/wrap").entry().nonce()).isNull();
            assertThat(outbox.require("deposit/1/wrap").entry().error()).startsWith("it costs up to 2,000,000,000");
            assertThat(outbox.require("deposit/1/deposit").entry().error())
                    .isEqualTo("it needs deposit/1/wrap, which is set aside");
            assertThat(outbox.require("deposit/1/deposit").neededBy()).containsExactly("deposit/1/limit");
            assertThat(outbox.asideCount()).isEqualTo(3);
            assertThatThrownBy(() -> database.write(
                            handle -> outbox.requireAffordable(handle, outbox.freeWei(1), BigInteger.ONE, "gwei")))
                    .hasMessageContaining("Nothing was done");

            assertThat(outbox.retry("deposit/1/wrap").entry().state()).isEqualTo(OutboxEntry.State.QUEUED);
            awaitAside(outbox, "deposit/1/wrap");
            Outbox.Cancelled done = outbox.cancel("deposit/1/wrap");
            assertThat(done.cancelled()).containsExactly("deposit/1/wrap", "deposit/1/deposit", "deposit/1/limit");
            assertThat(done.replacing()).isFalse();
            assertThatThrownBy(() -> await(outbox, "deposit/1/limit")).hasMessageContaining("was cancelled");
            assertThatThrownBy(() -> outbox.retry("deposit/1/wrap")).hasMessageContaining("is cancelled");
            request(outbox, "last", 1);
            await(outbox, "last");
            assertThat(client.nonce(OPERATOR)).isEqualTo(2);
        }
    }

    @Test
    void whatNeedsOneThatFailedFailsWithIt() throws Exception {
        try (Outbox outbox = start(chain)) {
            database.write(handle -> {
                outbox.enqueue(handle, "bad", null, "0x60006000fd", BigInteger.ZERO);
                enqueue(outbox, handle, "after", "bad");
            });
            assertThatThrownBy(() -> await(outbox, "after")).hasMessageContaining("it needs bad, which failed");
            assertThat(client.nonce(OPERATOR)).isZero();
        }
    }

    @Test
    void everyKindSaysWhetherItMayBeCancelled() {
        try (Outbox outbox = start(chain)) {
            database.write(handle -> outbox.enqueue(
                    handle,
                    "deposit/1/wrap",
                    TestChain.RECEIVER,
                    "0x",
                    client.balanceWei(OPERATOR).shiftLeft(1)));
            for (OutboxKind kind : OutboxKind.values()) {
                String key = Objects.requireNonNull(KEYS.get(kind));
                assertThat(OutboxKind.of(key)).isEqualTo(kind);
                database.write(handle -> enqueue(outbox, handle, key, "deposit/1/wrap"));
                if (CANCELLABLE.contains(kind)) {
                    assertThat(outbox.cancel(key).effect()).isNotEmpty();
                } else {
                    assertThatThrownBy(() -> outbox.cancel(key)).hasMessageContaining(key + " is not cancelled: ");
                    assertThat(outbox.find(key).orElseThrow().state().ended()).isFalse();
                }
            }
            assertThatThrownBy(() -> outbox.cancel("deposit/1/wrap"))
                    .as("a settlement needs it here")
                    .hasMessageContaining("is not cancelled");
        }
    }

    private static final Set<OutboxKind> CANCELLABLE = Set.of(
            OutboxKind.DEPOSIT,
            OutboxKind.LIMIT,
            OutboxKind.PAYOUT,
            OutboxKind.GIFT,
            OutboxKind.CLAIM,
            OutboxKind.ANCHOR,
            OutboxKind.DATANET,
            OutboxKind.CONTRIBUTION,
            OutboxKind.BATCH,
            OutboxKind.AGENT,
            OutboxKind.MODEL);
    private static final Map<OutboxKind, String> KEYS = new EnumMap<>(Map.ofEntries(
            Map.entry(OutboxKind.DEPLOYMENT, "deploy:logAnchor:00"),
            Map.entry(OutboxKind.BOND, "operator/bond"),
            Map.entry(OutboxKind.BOND_AGAIN, "bond-again/1/0/bond"),
            Map.entry(OutboxKind.DEPOSIT, "deposit/2/wrap"),
            Map.entry(OutboxKind.TAKING, "x402-take/1"),
            Map.entry(OutboxKind.PAYMENT, "x402/1/deposit"),
            Map.entry(OutboxKind.SETTLEMENT, "settle:1"),
            Map.entry(OutboxKind.REPLACEMENT, "replace:1:0x00"),
            Map.entry(OutboxKind.ANSWER, "answer:0x00:0"),
            Map.entry(OutboxKind.LIMIT, "limit/1"),
            Map.entry(OutboxKind.PAYOUT, "payout/1/pay"),
            Map.entry(OutboxKind.TRANSFER, "transfer/1/move"),
            Map.entry(OutboxKind.LICENCE, "licence/1/pay"),
            Map.entry(OutboxKind.GIFT, "gift/1/0x00"),
            Map.entry(OutboxKind.CLAIM, "claim:0x00:1"),
            Map.entry(OutboxKind.ANCHOR, "anchor:1"),
            Map.entry(OutboxKind.CLOCK, "block-for-epoch:1:1"),
            Map.entry(OutboxKind.DATANET, "datanet/1"),
            Map.entry(OutboxKind.BATCH, "contributions/1-2"),
            Map.entry(OutboxKind.CONTRIBUTION, "contribution/1"),
            Map.entry(OutboxKind.VERSION, "version/1/1"),
            Map.entry(OutboxKind.AGENT, "agent/after/1"),
            Map.entry(OutboxKind.MODEL, "model/run-1"),
            Map.entry(OutboxKind.OTHER, "unheard-of")));

    private static long enqueue(Outbox outbox, Handle handle, String key, String needs) {
        return outbox.enqueue(handle, key, TestChain.RECEIVER, "0x", BigInteger.ONE, List.of(needs));
    }

    private static void awaitAside(Outbox outbox, String key) throws InterruptedException {
        while (outbox.find(key).orElseThrow().state() != OutboxEntry.State.ASIDE) {
            Thread.sleep(20);
        }
    }
}
