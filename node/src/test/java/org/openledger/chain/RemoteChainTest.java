package org.openledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainClient.Block;
import org.openledger.chain.ChainClient.Log;
import org.openledger.chain.contracts.WrappedOpen;
import org.openledger.chain.local.TestChain;
import org.openledger.chain.network.RemoteChain;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.seal.Finding;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

@Tag("integration")
final class RemoteChainTest {
    private static final BigInteger GWEI = BigInteger.TEN.pow(9);
    private static final String OPERATOR = ChainClient.address(TestChain.OPERATOR);

    @TempDir
    Path folder;

    @Test
    void aTransactionTakenBackIsSentAgainUntilItStays() throws Exception {
        try (RemoteAnvil anvil = new RemoteAnvil();
                RemoteChain chain = anvil.connect(2);
                Database database = MigratedDatabase.open(folder)) {
            anvil.fund(chain, OPERATOR);
            anvil.mine(chain, 1);
            ChainClient client = new ChainClient(chain);
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                String before = TestChain.call(chain, "evm_snapshot").asString();
                database.write(handle -> outbox.enqueue(handle, "a", TestChain.RECEIVER, "0x", BigInteger.ONE));
                database.write(handle -> outbox.enqueue(handle, "b", TestChain.RECEIVER, "0x", BigInteger.TWO));
                CompletableFuture<TransactionReceipt> b = outbox.confirmed("b");
                awaitSent(chain, outbox, "b");
                anvil.mine(chain, 1);
                assertThat(client.nonce(OPERATOR)).isEqualTo(2);
                TestChain.call(chain, "evm_revert", before);
                assertThat(client.nonce(OPERATOR)).isZero();
                assertThat(b).isNotDone();
            }
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                CompletableFuture<TransactionReceipt> b = outbox.confirmed("b");
                while (!b.isDone()) {
                    anvil.mine(chain, 1);
                    Thread.sleep(100);
                }
                assertThat(b.get(1, TimeUnit.SECONDS).getStatus()).isEqualTo("0x1");
                assertThat(outbox.find("a").orElseThrow().state()).isEqualTo(OutboxEntry.State.CONFIRMED);
                assertThat(client.balanceWei(TestChain.RECEIVER)).isEqualTo(3);
            }
        }
    }

    /** Waits until the network has the transaction: the outbox says SENT before it sends, so that a crash between is safe. */
    private static void awaitSent(Chain chain, Outbox outbox, String key) throws InterruptedException {
        while (outbox.find(key).orElseThrow().state() != OutboxEntry.State.SENT
                || TestChain.call(
                                chain,
                                "eth_getTransactionByHash",
                                String.valueOf(outbox.find(key).orElseThrow().transactionHash()))
                        .isNull()) {
            Thread.sleep(20);
        }
    }

    @Test
    void whatIsSentIsCancelledByNothingUnderItsNonce() throws Exception {
        try (RemoteAnvil anvil = new RemoteAnvil();
                RemoteChain chain = anvil.connect(1);
                Database database = MigratedDatabase.open(folder)) {
            anvil.fund(chain, OPERATOR);
            anvil.mine(chain, 1);
            ChainClient client = new ChainClient(chain);
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                database.write(handle -> {
                    outbox.enqueue(handle, "deposit/1/wrap", TestChain.RECEIVER, "0x", BigInteger.TEN);
                    outbox.enqueue(handle, "other", TestChain.RECEIVER, "0x", BigInteger.ONE);
                });
                awaitSent(chain, outbox, "other");
                String first = String.valueOf(
                        outbox.find("deposit/1/wrap").orElseThrow().transactionHash());
                assertThat(outbox.cancel("deposit/1/wrap").replacing()).isTrue();
                CompletableFuture<TransactionReceipt> cancelled = outbox.confirmed("deposit/1/wrap");
                while (first.equals(outbox.find("deposit/1/wrap").orElseThrow().transactionHash())) {
                    Thread.sleep(20);
                }
                awaitSent(chain, outbox, "deposit/1/wrap");
                while (!cancelled.isDone()) {
                    anvil.mine(chain, 1);
                    Thread.sleep(50);
                }
                assertThatThrownBy(cancelled::join).hasMessageContaining("the operator cancelled it");
                outbox.confirmed("other").get(20, TimeUnit.SECONDS);
                assertThat(client.balanceWei(TestChain.RECEIVER)).isEqualTo(1);
                List<Finding> findings = database.read(new ChainRecordsCheck(client)::fsck);
                assertThat(findings).isEmpty();
            }
        }
    }

    @Test
    void everyRaisedFeeIsTakenAndNoneGrowsWithoutEnd() throws Exception {
        AtomicLong ahead = new AtomicLong();
        try (RemoteAnvil anvil = new RemoteAnvil();
                RemoteChain chain = anvil.connect(1);
                Database database = MigratedDatabase.open(folder)) {
            anvil.fund(chain, OPERATOR);
            ChainClient client = new ChainClient(chain);
            InstantSource clock = () -> Instant.now().plusSeconds(ahead.get());
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, clock)) {
                database.write(handle -> outbox.enqueue(handle, "slow", TestChain.RECEIVER, "0x", BigInteger.ONE));
                awaitSent(chain, outbox, "slow");
                long id = outbox.find("slow").orElseThrow().id();
                int attempts = 1;
                while (attempts < 9) {
                    ahead.addAndGet(91);
                    attempts++;
                    while (database.read(handle -> OutboxTable.attempts(handle, id))
                                    .size()
                            < attempts) {
                        Thread.sleep(20);
                    }
                    awaitSent(chain, outbox, "slow");
                }
                for (int more = 0; more < 4; more++) {
                    ahead.addAndGet(91);
                    Thread.sleep(600);
                }
                BigInteger most = client.fees().maxFeeWei().multiply(BigInteger.TEN);
                List<OutboxTable.Attempt> made = database.read(handle -> OutboxTable.attempts(handle, id));
                assertThat(made)
                        .hasSizeLessThan(13)
                        .allMatch(attempt -> attempt.maxFeeWei().compareTo(most) <= 0);
                String last = String.valueOf(outbox.find("slow").orElseThrow().transactionHash());
                assertThat(made.getLast().transactionHash()).isEqualTo(last);
            }
        }
    }

    @Test
    void noFeeIsOfferedAboveItsLimitAndWhatWaitsForItSaysSo() throws Exception {
        AtomicLong ahead = new AtomicLong();
        FeePolicy limits = new FeePolicy(
                Optional.of(GWEI.multiply(BigInteger.valueOf(4))), Optional.empty(), FeePolicy.STANDARD_RAISE_AFTER);
        try (RemoteAnvil anvil = new RemoteAnvil("--no-mining", "--base-fee", "1000000000");
                RemoteChain chain = anvil.connect(1);
                Database database = MigratedDatabase.open(folder)) {
            anvil.fund(chain, OPERATOR);
            InstantSource clock = () -> Instant.now().plusSeconds(ahead.get());
            try (Outbox outbox = Outbox.start(database, new ChainClient(chain), TestChain.OPERATOR, clock, limits)) {
                database.write(handle -> outbox.enqueue(handle, "slow", TestChain.RECEIVER, "0x", BigInteger.ONE));
                awaitSent(chain, outbox, "slow");
                for (int raises = 0; raises < 60; raises++) {
                    ahead.addAndGet(91);
                    Thread.sleep(20);
                }
                String why = awaitReason(outbox, "slow");
                assertThat(why).startsWith("not raised: ").contains("OPEN of chain.max_fee_gwei");
                long id = outbox.find("slow").orElseThrow().id();
                List<OutboxTable.Attempt> made = database.read(handle -> OutboxTable.attempts(handle, id));
                assertThat(made)
                        .hasSizeGreaterThan(1)
                        .allMatch(attempt ->
                                attempt.maxFeeWei().compareTo(limits.perGasWei().orElseThrow()) <= 0);
                TestChain.call(chain, "anvil_setNextBlockBaseFeePerGas", Quantities.of(GWEI.multiply(BigInteger.TEN)));
                anvil.mine(chain, 1);
                database.write(handle -> outbox.enqueue(handle, "dear", TestChain.RECEIVER, "0x", BigInteger.ONE));
                assertThat(awaitReason(outbox, "dear")).contains("it waits until gas is cheaper");
                assertThat(outbox.find("dear").orElseThrow().state()).isEqualTo(OutboxEntry.State.ASIDE);
                for (int block = 0; block < 30; block++) {
                    anvil.mine(chain, 1); // empty blocks: an eighth cheaper each
                    ahead.addAndGet(301);
                    Thread.sleep(50);
                }
                outbox.confirmed("slow").get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void noMoreIsSignedForInADayThanItsGasMayCost() throws Exception {
        AtomicLong ahead = new AtomicLong();
        BigInteger oneTransfer = GWEI.multiply(BigInteger.valueOf(3 * 106_250));
        FeePolicy limits = new FeePolicy(
                Optional.empty(), Optional.of(oneTransfer.multiply(BigInteger.TWO)), FeePolicy.STANDARD_RAISE_AFTER);
        try (RemoteAnvil anvil = new RemoteAnvil("--base-fee", "1000000000");
                RemoteChain chain = anvil.connect(0);
                Database database = MigratedDatabase.open(folder)) {
            anvil.fund(chain, OPERATOR);
            InstantSource clock = () -> Instant.now().plusSeconds(ahead.get());
            try (Outbox outbox = Outbox.start(database, new ChainClient(chain), TestChain.OPERATOR, clock, limits)) {
                for (int i = 0; i < 4; i++) {
                    String key = "transfer" + i;
                    database.write(handle -> outbox.enqueue(handle, key, TestChain.RECEIVER, "0x", BigInteger.ONE));
                }
                assertThat(awaitReason(outbox, "transfer3")).contains("chain.day_fees_gwei: it waits");
                assertThat(outbox.inState(OutboxEntry.State.ASIDE, 9)).isNotEmpty();
                BigInteger signed = database.read(handle -> OutboxTable.mostSignedSinceWei(handle, 0));
                assertThat(signed)
                        .isPositive()
                        .isLessThanOrEqualTo(limits.dayWei().orElseThrow());
                for (int days = 0; days < 4; days++) {
                    ahead.addAndGet(FeePolicy.DAY.toSeconds() + 1);
                    Thread.sleep(1_500);
                }
                outbox.confirmed("transfer3").get(20, TimeUnit.SECONDS);
                assertThat(new ChainClient(chain).balanceWei(TestChain.RECEIVER))
                        .isEqualTo(4);
            }
        }
    }

    private static String awaitReason(Outbox outbox, String key) throws InterruptedException {
        for (int wait = 0; wait < 500 && outbox.find(key).orElseThrow().error() == null; wait++) {
            Thread.sleep(20);
        }
        return String.valueOf(outbox.find(key).orElseThrow().error());
    }

    @Test
    void whatCouldNotBePaidForIsSentOnceItCan() throws Exception {
        try (RemoteAnvil anvil = new RemoteAnvil("--block-time", "1");
                RemoteChain chain = anvil.connect(0);
                Database database = MigratedDatabase.open(folder)) {
            ChainClient client = new ChainClient(chain);
            TestChain.call(chain, "anvil_setBalance", OPERATOR, "0x0");
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                database.write(handle -> outbox.enqueue(handle, "poor", TestChain.RECEIVER, "0x", BigInteger.ONE));
                while (outbox.asideCount() == 0) {
                    Thread.sleep(20);
                }
                anvil.fund(chain, OPERATOR);
                outbox.confirmed("poor").get(30, TimeUnit.SECONDS);
                assertThat(client.balanceWei(TestChain.RECEIVER)).isEqualTo(1);
            }
        }
    }

    @Test
    void eventsTakenBackAreUndone() throws Exception {
        try (RemoteAnvil anvil = new RemoteAnvil();
                RemoteChain chain = anvil.connect(0);
                Database database = MigratedDatabase.open(folder)) {
            anvil.fund(chain, OPERATOR);
            ChainClient client = new ChainClient(chain);
            List<Long> seen = new ArrayList<>();
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                String token = deploy(database, chain, anvil, outbox);
                EventFollower follower = follower(database, client, token, seen);
                String before = TestChain.call(chain, "evm_snapshot").asString();
                wrap(database, chain, anvil, outbox, token, "first");
                follower.poll();
                long firstBlock = client.blockNumber();
                assertThat(seen).isNotEmpty().containsOnly(firstBlock);
                TestChain.call(chain, "evm_revert", before);
                anvil.mine(chain, 3);
                follower.poll();
                assertThat(seen).isEmpty();
                assertThat(follower.poll()).isZero();
            }
        }
    }

    @Test
    void whoWasAwayLongerThanBlocksAreRememberedMissesNothing() throws Exception {
        try (RemoteAnvil anvil = new RemoteAnvil();
                RemoteChain chain = anvil.connect(0);
                Database database = MigratedDatabase.open(folder)) {
            anvil.fund(chain, OPERATOR);
            ChainClient client = new ChainClient(chain);
            try (Outbox outbox = Outbox.start(database, client, TestChain.OPERATOR, InstantSource.system())) {
                String token = deploy(database, chain, anvil, outbox);
                List<Long> before = new ArrayList<>();
                follower(database, client, token, before).poll();
                for (String key : List.of("early", "late")) {
                    anvil.mine(chain, EventFollower.REMEMBERED_BLOCKS + 10);
                    wrap(database, chain, anvil, outbox, token, key);
                }
                List<Long> after = new ArrayList<>();
                follower(database, client, token, after).poll();
                assertThat(after.stream().distinct()).hasSize(2);
                assertThat(after.getLast() - after.getFirst()).isGreaterThan(EventFollower.REMEMBERED_BLOCKS);
            }
        }
    }

    private static EventFollower follower(Database database, ChainClient client, String token, List<Long> seen) {
        return new EventFollower(database, client, "test", List.of(token), 0, handler(seen));
    }

    private static EventFollower.Handler handler(List<Long> seen) {
        return new EventFollower.Handler() {
            @Override
            public void included(Handle transaction, Block block, List<Log> logs) {
                logs.forEach(log -> seen.add(log.block()));
            }

            @Override
            public void removed(Handle transaction, long fromBlock) {
                seen.removeIf(block -> block >= fromBlock);
            }
        };
    }

    private static String deploy(Database database, Chain chain, RemoteAnvil anvil, Outbox outbox) throws Exception {
        String code = "0x" + WrappedOpen.BINARY;
        database.write(handle -> outbox.enqueue(handle, "token", null, code, BigInteger.ZERO));
        awaitSent(chain, outbox, "token");
        anvil.mine(chain, 1);
        return outbox.confirmed("token").get(20, TimeUnit.SECONDS).getContractAddress();
    }

    private static void wrap(Database database, Chain chain, RemoteAnvil anvil, Outbox outbox, String token, String key)
            throws Exception {
        database.write(handle -> outbox.enqueue(handle, key, token, "0xd0e30db0", BigInteger.TEN));
        awaitSent(chain, outbox, key);
        anvil.mine(chain, 1);
        outbox.confirmed(key).get(20, TimeUnit.SECONDS);
    }

    @Test
    void aProviderThatIsAskedTooOftenIsAskedAgain() throws IOException {
        AtomicLong calls = new AtomicLong();
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", call -> {
            boolean refused = calls.incrementAndGet() % 2 == 0;
            byte[] answer = (refused
                            ? "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32005,\"message\":\"rate limited\"}}"
                            : "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}")
                    .getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(refused ? 429 : 200, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        provider.start();
        URI url = URI.create("http://127.0.0.1:" + provider.getAddress().getPort());
        try (RemoteChain chain = RemoteChain.connect(url, new Finality.Depth(0), RemoteChain.CALL_TIMEOUT)) {
            for (int i = 0; i < 4; i++) {
                assertThat(new ChainClient(chain).blockNumber()).isEqualTo(1);
            }
            assertThat(calls.get()).isGreaterThan(7);
        } finally {
            provider.stop(0);
        }
    }

    @Test
    void anUnreachableNetworkIsNamed() {
        assertThatThrownBy(() -> RemoteChain.connect(
                        URI.create("http://127.0.0.1:1"), new Finality.Depth(1), RemoteChain.CALL_TIMEOUT))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("--chain");
        assertThatThrownBy(() ->
                        RemoteChain.connect(URI.create("ftp://x"), new Finality.Depth(1), RemoteChain.CALL_TIMEOUT))
                .hasMessageContaining("http://");
    }
}
