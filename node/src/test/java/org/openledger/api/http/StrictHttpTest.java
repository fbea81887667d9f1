package org.openledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.api.PageRoutes;
import org.openledger.api.limit.Hosts;
import org.openledger.client.Endpoints;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Verb;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import org.slf4j.LoggerFactory;

/** What is not HTTP, or could be read in two ways, or comes from another site: over raw sockets. */
@Tag("unit")
final class StrictHttpTest {
    private static final int EVERYDAY_REQUESTS = 1_000;
    private static final String TOKEN = "Correct-Horse";

    @TempDir
    static Path folder;

    private static Database database;
    private static HttpServer server;

    @BeforeAll
    static void start() {
        database = MigratedDatabase.open(folder);
        Access.Caller administrator = new Access.Caller(
                Optional.of("test"), Optional.empty(), Optional.of("0x" + "a".repeat(40)), Optional.empty());
        Handlers handlers = new Handlers(
                        context -> Access.bearer(context).equals(TOKEN) ? administrator : Access.Caller.ANYONE)
                .keeping(TestActs.in(database, folder));
        Endpoints.ALL.forEach(endpoint -> handlers.write(endpoint, call -> {
            call.body();
            call.context().result("reached");
        }));
        Hosts hosts = new Hosts(Stream.of("Ledger.Example"));
        server = HttpServer.start(
                "127.0.0.1",
                0,
                new HttpServer.Options(HttpServer.Options.STANDARD.idle(), HttpServer.Options.STANDARD.drain(), hosts),
                List.of(
                        handlers.requireExactly(Endpoints.ALL),
                        new PageRoutes(new Admission(Admission.Options.UNLIMITED))));
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> whatCouldBeReadInTwoWaysIsRefused() {
        String end = "Host: localhost\r\nConnection: close\r\n";
        String get = "GET /api/models HTTP/1.1\r\n" + end;
        String post = "POST /api/sign-in/message HTTP/1.1\r\n" + end;
        Map<String, String> wrong = Map.ofEntries(
                Map.entry("bare LF after a header", get + "X-A: 1\nX-B: 2\r\n\r\n"),
                Map.entry("bare LF everywhere", get.replace("\r\n", "\n") + "\n"),
                Map.entry("bare CR", get + "X-A: 1\rX-B: 2\r\n\r\n"),
                Map.entry("a folded line", get + "X-A: 1\r\n 2\r\n\r\n"),
                Map.entry("a folded line with a tab", get + "X-A: 1\r\n\t2\r\n\r\n"),
                Map.entry("a space before the colon", get + "X-A : 1\r\n\r\n"),
                Map.entry("a header without a colon", get + "X-A\r\n\r\n"),
                Map.entry("NUL in a header", get + "X-A: \u0000\r\n\r\n"),
                Map.entry("two lengths", post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
                Map.entry("the same length twice", post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
                Map.entry("a list of lengths", post + "Content-Length: 2, 2\r\n\r\n{}"),
                Map.entry("a signed length", post + "Content-Length: +2\r\n\r\n{}"),
                Map.entry("a negative length", post + "Content-Length: -2\r\n\r\n{}"),
                Map.entry(
                        "length and chunks",
                        post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                Map.entry("an unknown coding", post + "Transfer-Encoding: gzip\r\n\r\n{}"),
                Map.entry("chunks that are not last", post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
                Map.entry("chunks with bare LF", post + "Transfer-Encoding: chunked\r\n\r\n2\n{}\n0\n\n"),
                Map.entry("two hosts", get + "Host: localhost\r\n\r\n"),
                Map.entry("no host", "GET /api/models HTTP/1.1\r\nConnection: close\r\n\r\n"),
                Map.entry("a foreign host", get.replace("localhost", "evil.example") + "\r\n"),
                Map.entry("a name like ours", get.replace("localhost", "localhost.evil.example") + "\r\n"),
                Map.entry("a user in the host", get.replace("localhost", "localhost@evil.example") + "\r\n"),
                Map.entry("a foreign absolute target", get.replace("/api", "http://evil.example/api") + "\r\n"),
                Map.entry("a method override", get + "X-HTTP-Method-Override: DELETE\r\n\r\n"),
                Map.entry("another method override", get + "X-Method-Override: DELETE\r\n\r\n"),
                Map.entry("a third method override", get + "X-HTTP-Method: DELETE\r\n\r\n"),
                Map.entry("UTF-16 in the path", get.replace("models", "%u006dodels") + "\r\n"),
                Map.entry("an encoded slash", get.replace("models", "models%2f1") + "\r\n"),
                Map.entry("encoded dots", get.replace("models", "%2e%2e/api/models") + "\r\n"),
                Map.entry("dots", get.replace("/api", "/../api") + "\r\n"),
                Map.entry("an encoded backslash", get.replace("models", "models%5c..") + "\r\n"),
                Map.entry("an encoded NUL", get.replace("models", "models%00") + "\r\n"),
                Map.entry("a path parameter", get.replace("models", "models;x=1") + "\r\n"),
                Map.entry("an empty segment", get.replace("/api", "//api") + "\r\n"),
                Map.entry("half of a percent", get.replace("models", "models%4") + "\r\n"),
                Map.entry("bad UTF-8 in the path", get.replace("models", "models%ff") + "\r\n"),
                Map.entry("bad UTF-8 in the query", get.replace("models", "models?q=%ff%fe") + "\r\n"),
                Map.entry("bad percent in the query", get.replace("models", "models?q=%zz") + "\r\n"),
                Map.entry("UTF-16 in the query", get.replace("models", "models?q=%u0041") + "\r\n"),
                Map.entry("lower case", get.replace("GET", "get") + "\r\n"),
                Map.entry("HTTP/0.9", "GET /api/models\r\n"),
                Map.entry("headers without end", get + "X-A: " + "a".repeat(40_000) + "\r\n\r\n"),
                Map.entry("TRACE", get.replace("GET", "TRACE") + "\r\n"),
                Map.entry("CONNECT", get.replace("GET /api/models", "CONNECT localhost:1") + "\r\n"));
        return wrong.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    String answer = exchange(each.getValue());
                    assertThat(answer).matches("(?s)HTTP/1\\.[01] 4\\d\\d .*");
                    assertThat(answer)
                            .doesNotContain("reached")
                            .doesNotContain("\tat ")
                            .doesNotContain("Exception");
                    assertThat(answer).containsIgnoringCase("Cache-Control: no-store");
                    assertThat(answer).containsIgnoringCase("X-Request-Id: ");
                }));
    }

    @Test
    void namesOfOursAreAnswered() throws Exception {
        for (String host : List.of(
                "localhost:8080",
                "LOCALHOST",
                "app.localhost",
                "127.0.0.1:" + server.port(),
                "[::1]:80",
                "192.168.1.5",
                "ledger.example",
                "LEDGER.example:443",
                "ledger.example.")) {
            assertThat(exchange("GET /api/overview HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 200");
        }
        assertThat(exchange("GET /api/overview HTTP/1.0\r\n\r\n")).contains(" 200 ");
    }

    /** What a page of another site may send for its reader without asking: any method, with its origin. */
    @TestFactory
    Stream<DynamicTest> aPageOfAnotherSiteChangesNothing() {
        return Endpoints.ALL.stream()
                .filter(endpoint -> endpoint.place().verb() != Verb.GET && endpoint.cost() != Cost.CHAIN)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    for (String origin :
                            List.of("https://evil.example", "null", "http://localhost.evil.example", "x")) {
                        assertThat(exchange(head(endpoint, "Origin: " + origin) + "\r\n"))
                                .as(origin)
                                .startsWith("HTTP/1.1 403");
                    }
                    for (String origin : List.of("https://ledger.example", "http://localhost:5173")) {
                        assertThat(exchange(head(endpoint, "Origin: " + origin) + "\r\n"))
                                .as(origin)
                                .doesNotStartWith("HTTP/1.1 403");
                    }
                }));
    }

    /** An answer to somebody with a token may be theirs alone. */
    @TestFactory
    Stream<DynamicTest> nobodyKeepsAnAnswerThatWasMadeForAToken() {
        return Endpoints.ALL.stream()
                .map(endpoint -> DynamicTest.dynamicTest(
                        endpoint.toString(),
                        () -> assertThat(exchange(head(endpoint, "Authorization: Bearer " + TOKEN) + "\r\n"))
                                .containsIgnoringCase("Cache-Control: no-store")));
    }

    /** Capitals of a token matter, whichever form of it a connection carried first. */
    @Test
    void aTokenIsComparedLetterByLetterOnAConnectionToo() throws Exception {
        for (List<String> order : List.of(
                List.of(TOKEN.toUpperCase(java.util.Locale.ROOT), TOKEN, TOKEN.toLowerCase(java.util.Locale.ROOT)),
                List.of(TOKEN, TOKEN.toUpperCase(java.util.Locale.ROOT), TOKEN))) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                for (String token : order) {
                    int expected = token.equals(TOKEN) ? 200 : 401;
                    assertThat(statusOf(
                                    socket,
                                    "GET /api/accounts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                            + "\r\n\r\n"))
                            .as(token)
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** There are none here, and a server may ignore that one is asked for. */
    @Test
    void aWebSocketThatIsAskedForIsAnAnswerLikeAnyOther() throws Exception {
        assertThat(exchange(String.join(
                        "\r\n",
                        "GET /api/overview HTTP/1.1",
                        "Host: localhost",
                        "Connection: close, Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "",
                        "")))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void theNameOfTheSchemeHasNoCapitals() throws Exception {
        for (String scheme : List.of("Bearer", "bearer", "BEARER")) {
            assertThat(exchange("GET /api/accounts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                            + scheme + " " + TOKEN + "\r\n\r\n"))
                    .as(scheme)
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aRequestIsCalledAsItsCallerCallsItWhereThatIsWellFormed() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        assertThat(idOf("X-Request-Id: order-17_b.3")).isEqualTo("order-17_b.3");
        assertThat(idOf("traceparent: 00-" + trace + "-00f067aa0ba902b7-01")).isEqualTo(trace);
        assertThat(idOf("X-Request-Id: mine\r\ntraceparent: 00-" + trace + "-00f067aa0ba902b7-01"))
                .isEqualTo("mine");
        for (String malformed : List.of(
                "X-Request-Id: a b",
                "X-Request-Id: " + "a".repeat(65),
                "X-Request-Id: <script>",
                "X-Request-Id: ",
                "traceparent: 00-" + "0".repeat(32) + "-00f067aa0ba902b7-01",
                "traceparent: 00-XYZ-00f067aa0ba902b7-01")) {
            assertThat(idOf(malformed)).as(malformed).matches("[0-9a-f]{16}");
        }
        String refused = exchange(
                "GET /api/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: order-18\r\n\r\n");
        assertThat(refused).contains("urn:openledger:request:order-18");
    }

    @Test
    void randomBadRequestsNeverFailTheServerAndLogNothing() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        long seed = System.nanoTime();
        BadRequests requests = new BadRequests(seed);
        try {
            for (int sent = 0; sent < EVERYDAY_REQUESTS; sent++) {
                byte[] request = requests.next();
                String answer = BadRequests.exchange(server.port(), request);
                assertThat(answer)
                        .as("seed %s, request %s:%n%s", seed, sent, new String(request, StandardCharsets.UTF_8))
                        .doesNotContain(" 500 ")
                        .doesNotContain("\tat ")
                        .doesNotContain("Exception");
            }
        } finally {
            root.detachAppender(logged);
        }
        assertThat(logged.list).as("seed " + seed).isEmpty();
    }

    private static String idOf(String header) throws IOException {
        String answer = exchange(
                "GET /api/overview HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n");
        return answer.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("x-request-id: "))
                .findFirst()
                .orElseThrow()
                .substring("x-request-id: ".length());
    }

    private static String head(Endpoint<?, ?, ?> endpoint, String header) {
        String path = endpoint.place().path().replaceAll("\\{[a-z]+}", "1");
        return endpoint.place().verb() + " " + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n" + header + "\r\n";
    }

    private static String exchange(String request) throws IOException {
        return BadRequests.exchange(server.port(), request.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads one answer whole, and leaves the connection open. */
    private static int statusOf(Socket socket, String request) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("content-length: ".length())))
                .findFirst()
                .orElseThrow();
        in.readNBytes(length);
        return Integer.parseInt(head.substring(9, 12));
    }
}
