package org.openledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.api.PageRoutes;
import org.openledger.api.limit.ClientAddresses;
import org.openledger.api.limit.Rates;
import org.openledger.client.Endpoints;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import tools.jackson.databind.JsonNode;

/** Every endpoint over real HTTP, asked more often than one caller may. The clock stands still, so that no call is forgiven. */
@Tag("unit")
final class AdmissionTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int BURST = 3;
    private static final String ADMIN = "admin";
    private static final String PAYER = "0x" + "a".repeat(40);
    private static final ClientAddresses BEHIND_US = ClientAddresses.behind("127.0.0.1,::1");
    private static final AtomicInteger NEXT_ADDRESS = new AtomicInteger();
    private static final Executor READERS = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    static Path folder;

    private static Database database;
    private static HttpServer server;

    @BeforeAll
    static void start() {
        database = MigratedDatabase.open(folder);
        Admission admission = new Admission(limits(OptionalInt.of(8)), () -> 0);
        Handlers handlers = handlers(AdmissionTest::caller, admission);
        Endpoints.ALL.forEach(
                endpoint -> handlers.write(endpoint, call -> call.context().result("reached")));
        server = HttpServer.start(
                "127.0.0.1",
                0,
                HttpServer.Options.STANDARD,
                List.of(handlers.requireExactly(Endpoints.ALL), new PageRoutes(admission)));
    }

    private static Handlers handlers(Function<Context, Access.Caller> callers, Admission admission) {
        return new Handlers(
                        callers,
                        context -> callers.apply(context).administers(),
                        admission,
                        new HttpMeters(new PrometheusRegistry()))
                .keeping(TestActs.in(database, folder));
    }

    private static Admission.Options limits(OptionalInt connections) {
        Map<Cost, Long> one = Arrays.stream(Cost.values()).collect(Collectors.toMap(cost -> cost, _ -> 1L));
        return new Admission.Options(one, Duration.ofSeconds(BURST), connections, Duration.ofMinutes(1), BEHIND_US);
    }

    private static Access.Caller caller(Context context) {
        return switch (Access.bearer(context)) {
            case ADMIN ->
                new Access.Caller(Optional.of("test"), Optional.empty(), Optional.of(PAYER), Optional.empty());
            case "" -> Access.Caller.ANYONE;
            default -> Access.Caller.account(PAYER);
        };
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> aBurstBeyondItsBucketIsRefusedWithAWaitAndAnotherAddressIsNotTouched() {
        return Endpoints.ALL.stream()
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    String here = freshAddress();
                    for (int call = 0; call < BURST; call++) {
                        assertThat(send(endpoint, here, "").statusCode()).isNotIn(429, 500, 503);
                    }
                    HttpResponse<String> refused = send(endpoint, here, "");
                    assertThat(refused.statusCode()).isEqualTo(429);
                    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                            .isPositive();
                    JsonNode body = JsonFormat.read(refused.body());
                    if (endpoint.place().path().contains("/v1/")) { // in the shape of OpenAI's API
                        assertThat(body.path("error").path("type").asString()).isEqualTo("rate_limit_error");
                    } else {
                        assertThat(body.path("type").asString()).endsWith(":too-many");
                        assertThat(body.path("retryAfterMillis").asLong()).isPositive();
                    }
                    assertThat(send(endpoint, freshAddress(), "").statusCode()).isNotIn(429, 500, 503);
                }));
    }

    @TestFactory
    Stream<DynamicTest> theAdministratorHasNoRate() {
        return Endpoints.ALL.stream()
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    String here = freshAddress();
                    for (int call = 0; call <= BURST; call++) {
                        assertThat(send(endpoint, here, ADMIN).statusCode()).isNotIn(429, 500, 503);
                    }
                }));
    }

    @Test
    void filesOfThePageHaveARateToo() throws Exception {
        for (String path : List.of("/", "/docs/api", "/assets/x.js", "/receipts/1")) {
            String here = freshAddress();
            for (int call = 0; call < BURST; call++) {
                assertThat(get(path, here).statusCode()).isIn(200, 404);
            }
            assertThat(get(path, here).statusCode()).as(path).isEqualTo(429);
        }
    }

    @Test
    void manyAddressesOfOneAccountAreOneCaller() throws Exception {
        Endpoint<?, ?, ?> models = endpoint("/v1/models");
        for (int call = 0; call < BURST; call++) {
            assertThat(send(models, freshAddress(), "a key").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = send(models, freshAddress(), "another key");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("Your account");
    }

    @Test
    void everyListIsACostlyReadAndEveryKindOfCallIsOneOfAnEndpoint() {
        assertThat(Endpoints.ALL.stream().filter(each -> ListingQuery.class.isAssignableFrom(each.query())))
                .allMatch(each -> each.cost() == Cost.LIST);
        assertThat(Endpoints.ALL.stream().map(Endpoint::cost).distinct()).containsExactlyInAnyOrder(Cost.values());
    }

    /** Streams are counted where they are open, by the same addresses. */
    @Test
    @Timeout(60)
    void streamsAreLimitedForOneClientAndForAll() throws Exception {
        LiveEvents events = new LiveEvents(new LiveEvents.Options(3, 2, Duration.ofMinutes(1)));
        Handlers handlers = handlers(
                _ -> Access.Caller.ANYONE,
                new Admission(new Admission.Options(
                        Map.of(), Duration.ofSeconds(1), OptionalInt.empty(), Duration.ofSeconds(1), BEHIND_US)));
        HttpServer other = HttpServer.start("127.0.0.1", 0, HttpServer.Options.STANDARD, List.of(handlers.add(events)));
        URI place = URI.create("http://127.0.0.1:" + other.port() + "/api/events");
        try (other;
                events) {
            List<HttpResponse<InputStream>> open = new ArrayList<>();
            for (int stream = 0; stream < 2; stream++) {
                open.add(CLIENT.send(request(place, "10.4.0.1").build(), BodyHandlers.ofInputStream()));
            }
            HttpResponse<String> greedy = CLIENT.send(request(place, "10.4.0.1").build(), BodyHandlers.ofString());
            assertThat(greedy.statusCode()).isEqualTo(429);
            assertThat(greedy.body()).contains("close one of them");
            open.add(CLIENT.send(request(place, "10.4.0.2").build(), BodyHandlers.ofInputStream()));
            HttpResponse<String> full = CLIENT.send(request(place, "10.4.0.3").build(), BodyHandlers.ofString());
            assertThat(full.statusCode()).isEqualTo(503);
            assertThat(full.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isPositive();
            events.announce(LiveEvents.Kind.MODEL, Map.of("name", "m"));
            for (HttpResponse<InputStream> reader : open) {
                assertThat(new String(reader.body().readNBytes(30), StandardCharsets.UTF_8))
                        .contains("event: model");
            }
        }
    }

    @Test
    @Timeout(60)
    void oneClientHasAQuarterOfARoomAndTheOthersHaveTheRest() throws Exception {
        Endpoint<NoQuery, NoBody, NoBody> slow = Endpoint.get("/slow", "Waits").costs(Cost.LIST);
        CountDownLatch released = new CountDownLatch(1);
        try (HttpServer other = server(slow, released, new AtomicInteger(), OptionalInt.of(4))) {
            URI place = URI.create("http://127.0.0.1:" + other.port() + "/slow");
            List<CompletableFuture<HttpResponse<String>>> greedy = new ArrayList<>();
            for (int call = 0; call < 40; call++) {
                greedy.add(CLIENT.sendAsync(request(place, "10.1.1.1").GET().build(), BodyHandlers.ofString()));
            }
            while (greedy.stream().filter(CompletableFuture::isDone).count() < 40 - 32) {
                Thread.onSpinWait();
            }
            CompletableFuture<HttpResponse<String>> patient =
                    CLIENT.sendAsync(request(place, "10.1.1.2").GET().build(), BodyHandlers.ofString());
            released.countDown();
            assertThat(patient.get().statusCode()).isEqualTo(200);
            assertThat(greedy.stream().map(each -> each.join().statusCode()))
                    .containsOnly(200, 429)
                    .filteredOn(status -> status == 429)
                    .hasSize(8);
        }
    }

    @Test
    @Timeout(60)
    void aCallWhoseClientLeftBeforeItsTurnIsNotBegun() throws Exception {
        Endpoint<NoQuery, NoBody, NoBody> slow = Endpoint.get("/slow", "Waits").costs(Cost.LIST);
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        try (HttpServer other = server(slow, released, begun, OptionalInt.of(4))) {
            URI place = URI.create("http://127.0.0.1:" + other.port() + "/slow");
            CompletableFuture<HttpResponse<String>> first =
                    CLIENT.sendAsync(request(place, "10.1.1.1").GET().build(), BodyHandlers.ofString());
            while (begun.get() == 0) {
                Thread.onSpinWait();
            }
            try (Socket leaving = new Socket(InetAddress.getLoopbackAddress(), other.port())) {
                leaving.getOutputStream()
                        .write("GET /slow HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10.1.1.2\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                while (waiting.known() < 2) {
                    Thread.onSpinWait();
                }
            }
            while (waiting.known() > 1) {
                Thread.onSpinWait();
            }
            released.countDown();
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(begun).hasValue(1);
        }
    }

    private Admission waiting = new Admission(Admission.Options.UNLIMITED);

    private HttpServer server(
            Endpoint<NoQuery, NoBody, NoBody> slow,
            CountDownLatch released,
            AtomicInteger begun,
            OptionalInt connections) {
        waiting = new Admission(
                new Admission.Options(Map.of(), Duration.ofSeconds(1), connections, Duration.ofMinutes(1), BEHIND_US));
        Handlers handlers = handlers(_ -> Access.Caller.ANYONE, waiting);
        handlers.answer(slow, _ -> {
            begun.incrementAndGet();
            released.await();
            return NoBody.NONE;
        });
        return HttpServer.start("127.0.0.1", 0, HttpServer.Options.STANDARD, List.of(handlers));
    }

    /** A hundred clients that say they send much, and send nothing yet. */
    @Test
    void bodiesThatAreBeingReadTakeABoundedMemory() throws Exception {
        Endpoint<NoQuery, NoBody, NoBody> slow = Endpoint.post("/slow", "Reads");
        List<Socket> sending = new ArrayList<>();
        try (HttpServer other = server(slow, new CountDownLatch(0), new AtomicInteger(), OptionalInt.empty())) {
            for (int client = 0; client < 100; client++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), other.port());
                sending.add(socket);
                socket.getOutputStream()
                        .write(("POST /slow HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10.2.2." + client
                                        + "\r\nContent-Length: 1000000\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            CompletableFuture<?>[] first = sending.stream()
                    .map(socket -> CompletableFuture.supplyAsync(() -> start(socket), READERS))
                    .toArray(CompletableFuture<?>[]::new);
            assertThat(CompletableFuture.anyOf(first).get()).isEqualTo("HTTP/1.1 503");
            URI place = URI.create("http://127.0.0.1:" + other.port() + "/slow");
            assertThat(CLIENT.send(
                                    request(place, "10.3.3.3")
                                            .POST(BodyPublishers.ofString("{}"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .as("a small body")
                    .isEqualTo(200);
        } finally {
            for (Socket socket : sending) {
                socket.close();
            }
        }
    }

    private static String start(Socket socket) {
        try {
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        } catch (IOException closed) {
            return "closed";
        }
    }

    /** In any time from t to u a caller has at most what comes in that time, and its burst. */
    @Test
    void noCallerEverHasMoreThanItsRateAndItsBurst() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            long perSecond = 1L + random.nextInt(1_000);
            Duration burst = Duration.ofMillis(1L + random.nextInt(5_000));
            Rates rates = new Rates(perSecond, burst);
            List<Long> taken = new ArrayList<>();
            long now = 0;
            for (int call = 0; call < 500; call++) {
                now += random.nextLong(2_000_000_000L / perSecond);
                if (rates.take("a", now) == 0) {
                    taken.add(now);
                }
            }
            double mostBeyond = 0;
            for (int from = 0; from < taken.size(); from++) {
                for (int to = from; to < taken.size(); to++) {
                    double seconds = (taken.get(to) - taken.get(from)) / 1e9;
                    mostBeyond = Math.max(mostBeyond, to - from + 1 - perSecond * (seconds + burst.toMillis() / 1e3));
                }
            }
            assertThat(mostBeyond).as("seed " + seed).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void whoWaitsAsToldIsServed() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Rates rates = new Rates(7, Duration.ofSeconds(2));
        long now = 0;
        for (int call = 0; call < 10_000; call++) {
            now += random.nextLong(100_000_000);
            long wait = rates.take("a", now);
            if (wait > 0) {
                now += wait;
                assertThat(rates.take("a", now)).as("seed " + seed).isZero();
            }
        }
    }

    @Test
    void limitsKeepABoundedNumberOfCallers() {
        Rates rates = new Rates(1, Duration.ofSeconds(3));
        for (int caller = 0; caller < 100_000; caller++) {
            rates.take("caller " + caller, 0);
        }
        assertThat(rates.known()).isLessThanOrEqualTo(Rates.MOST_KNOWN + 1);
        assertThat(rates.take("caller 0", 0))
                .as("one that is known keeps its own")
                .isZero();
        long later = Duration.ofSeconds(10).toNanos();
        assertThat(rates.take("somebody else", later)).isZero();
        assertThat(rates.known()).as("full buckets are forgotten").isEqualTo(1);
    }

    @Test
    void whatAProxySaysCountsFromATrustedOneAlone() throws Exception {
        ClientAddresses behind = ClientAddresses.behind("10.0.0.0/8,fd00::/8,127.0.0.1");
        InetAddress proxy = InetAddress.ofLiteral("10.2.3.4");
        assertThat(behind.of(proxy, "1.2.3.4")).isEqualTo("1.2.3.4");
        assertThat(behind.of(proxy, "6.6.6.6, 1.2.3.4"))
                .as("the client's own claim")
                .isEqualTo("1.2.3.4");
        assertThat(behind.of(proxy, "1.2.3.4, 10.9.9.9"))
                .as("two of our proxies")
                .isEqualTo("1.2.3.4");
        assertThat(behind.of(proxy, "1.2.3.4, nonsense")).isEqualTo("10.2.3.4");
        assertThat(behind.of(proxy, null)).isEqualTo("10.2.3.4");
        assertThat(behind.of(InetAddress.ofLiteral("11.0.0.1"), "1.2.3.4")).isEqualTo("11.0.0.1");
        assertThat(ClientAddresses.DIRECT.of(InetAddress.ofLiteral("127.0.0.1"), "1.2.3.4"))
                .isEqualTo("127.0.0.1");
        assertThat(behind.of(InetAddress.ofLiteral("fd00::1"), "2001:db8:1:2:3:4:5:6"))
                .as("a network of 64 bits is one client")
                .isEqualTo(behind.of(InetAddress.ofLiteral("2001:db8:1:2::9"), null));
        for (String wrong : List.of("", "10.0.0.0/33", "localhost", "10.0.0.1/8/8", "10.0.0.1/x", "fd00::/129")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ClientAddresses.behind(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String freshAddress() {
        int next = NEXT_ADDRESS.incrementAndGet();
        return "203.0." + next / 250 + "." + next % 250;
    }

    private static Endpoint<?, ?, ?> endpoint(String path) {
        return Endpoints.ALL.stream()
                .filter(each -> each.place().path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> send(Endpoint<?, ?, ?> endpoint, String address, String token)
            throws Exception {
        String path = endpoint.place().path().replaceAll("\\{[a-z]+}", "1");
        HttpRequest.Builder request = request(URI.create("http://127.0.0.1:" + server.port() + path), address)
                .method(endpoint.place().verb().name(), BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, String address) throws Exception {
        URI place = URI.create("http://127.0.0.1:" + server.port() + path);
        return CLIENT.send(request(place, address).GET().build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI place, String address) {
        return HttpRequest.newBuilder(place).header("X-Forwarded-For", address);
    }
}
