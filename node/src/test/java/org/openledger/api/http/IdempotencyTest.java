package org.openledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.ClientException;
import org.openledger.client.Endpoints;
import org.openledger.client.NodeClient;
import org.openledger.client.account.AccountDetail;
import org.openledger.client.account.AccountEndpoints;
import org.openledger.client.account.NewDeposit;
import org.openledger.client.call.Endpoint;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;

/** Calls that bear a key, over real HTTP and a real database. */
@Tag("unit")
final class IdempotencyTest {
    private static final String PAYER = "0x" + "a".repeat(40);

    @TempDir
    Path folder;

    private final AtomicLong aheadSeconds = new AtomicLong();
    private final AtomicInteger effects = new AtomicInteger();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private Database database;
    private HttpServer server;
    private volatile boolean crashes;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Access.Caller caller = Access.Caller.administrator("test");

    @BeforeEach
    void start() {
        database = MigratedDatabase.open(folder);
        Handlers handlers = new Handlers(context -> caller)
                .repeating(new Idempotency(database, () -> Instant.now().plusSeconds(aheadSeconds.get())))
                .keeping(TestActs.in(database, folder));
        handlers.answer(AccountEndpoints.DEPOSIT, call -> {
            gate.await();
            // the effect is known by the call's id, as a deposit's transactions are
            if (call.once().map(ids::add).orElse(true)) {
                effects.incrementAndGet();
            }
            if (crashes) {
                throw new IllegalStateException("the node dies between effect and answer");
            }
            return new AccountDetail(
                    PAYER, Optional.empty(), 0, 0, 0, 0, 0, 0, call.body().gwei());
        });
        server = HttpServer.start("127.0.0.1", 0, HttpServer.Options.STANDARD, List.of(handlers));
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void whatMovesMoneyOrIsPaidTakesAKey() {
        assertThat(Endpoints.ALL.stream()
                        .filter(endpoint -> endpoint.outcome().once())
                        .map(Endpoint::toString)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "POST /api/deposits",
                        "POST /api/claims",
                        "POST /api/limits",
                        "POST /api/payouts",
                        "POST /api/transfers",
                        "POST /api/licences",
                        "POST /api/gifts",
                        "POST /api/epochs",
                        "POST /api/runs",
                        "POST /v1/chat/completions",
                        "POST /v1/completions",
                        "POST /v1/responses");
    }

    @Test
    void theSameCallHasOneEffectAndOneAnswer() throws Exception {
        HttpResponse<String> first = deposit("k", 7);
        HttpResponse<String> second = deposit("k", 7);
        assertThat(second.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue(Idempotency.REPLAYED)).contains("true");
        assertThat(effects).hasValue(1);

        HttpResponse<String> other = deposit("k", 8);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("'Idempotency-Key'").contains("Nothing was done");
        assertThat(deposit("", 7).statusCode()).isEqualTo(400);
        assertThat(deposit("k".repeat(256), 7).statusCode()).isEqualTo(400);
        assertThat(effects).hasValue(1);

        deposit("another", 7);
        caller = Access.Caller.administrator("another");
        deposit("k", 7);
        assertThat(effects)
                .as("a key is the administrator's, whichever way they came")
                .hasValue(2);
        aheadSeconds.set(Idempotency.RETENTION.toSeconds() + 1);
        assertThat(deposit("k", 8).statusCode()).as("the key is forgotten").isEqualTo(201);
    }

    @Test
    void callsAtOnceHaveOneEffect() throws Exception {
        gate = new CountDownLatch(1);
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            calls.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return deposit("k", 7).statusCode();
                        } catch (IOException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    Thread::startVirtualThread));
        }
        while (calls.stream().filter(CompletableFuture::isDone).count() < 11) {
            Thread.sleep(10);
        }
        gate.countDown();
        List<Integer> statuses =
                calls.stream().map(CompletableFuture::join).sorted().toList();
        assertThat(statuses).startsWith(201).endsWith(409);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(effects).hasValue(1);
        assertThat(deposit("k", 7).statusCode()).isEqualTo(201);
    }

    @Test
    void aCallAfterACrashBetweenEffectAndAnswerHasNoSecondEffect() throws Exception {
        crashes = true;
        assertThat(deposit("k", 7).statusCode()).isEqualTo(500);
        crashes = false;
        assertThat(deposit("k", 8).statusCode()).isEqualTo(409);
        assertThat(deposit("k", 7).statusCode()).isEqualTo(201);
        assertThat(effects).hasValue(1);
    }

    @Test
    void theClientSendsACallAgainWhoseAnswerWasLost() throws Exception {
        try (LosingProxy proxy = new LosingProxy(server.port(), 2);
                NodeClient client = new NodeClient(URI.create("http://127.0.0.1:" + proxy.port()), "token")) {
            assertThat(client.deposit(new NewDeposit(PAYER, 5)).depositGwei()).isEqualTo(5);
            assertThat(effects).hasValue(1);
        }
        try (NodeClient client = new NodeClient(URI.create("http://127.0.0.1:1"), "token")) {
            assertThatThrownBy(() -> client.deposit(new NewDeposit(PAYER, 5))).isInstanceOf(ClientException.class);
        }
    }

    private HttpResponse<String> deposit(String key, long gwei) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/deposits"))
                            .header(Endpoint.IDEMPOTENCY_KEY, key)
                            .POST(BodyPublishers.ofString("{\"payer\":\"" + PAYER + "\",\"gwei\":" + gwei + "}"))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    /** Hands requests on whole, and loses the first answers: each on a connection of its own. */
    private static final class LosingProxy implements AutoCloseable {
        private final ServerSocket listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());

        LosingProxy(int target, int losses) throws IOException {
            AtomicInteger left = new AtomicInteger(losses);
            Thread.startVirtualThread(() -> {
                while (!listening.isClosed()) {
                    try (Socket from = listening.accept();
                            Socket to = new Socket(InetAddress.getLoopbackAddress(), target)) {
                        pass(from, to, left.getAndDecrement() > 0);
                    } catch (IOException closed) {
                        // the next connection, or the end
                    }
                }
            });
        }

        private static void pass(Socket from, Socket to, boolean lose) throws IOException {
            to.getOutputStream().write(request(from.getInputStream()));
            byte[] answer = new byte[1 << 16];
            int length = to.getInputStream().read(answer);
            if (!lose) {
                from.getOutputStream().write(answer, 0, length);
                from.getOutputStream().flush();
            }
        }

        private static byte[] request(InputStream from) throws IOException {
            StringBuilder text = new StringBuilder();
            while (!text.toString().endsWith("}")) {
                int next = from.read();
                if (next < 0) {
                    break;
                }
                text.append((char) next);
            }
            return text.toString().getBytes(StandardCharsets.ISO_8859_1);
        }

        int port() {
            return listening.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
