package org.openledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.api.PageRoutes;
import org.openledger.api.limit.Hosts;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.store.Refusal;

@Tag("unit")
final class HttpServerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Endpoint<NoQuery, Echo, Echo> ECHO =
            Endpoint.post("/echo", "Says the same").takes(Echo.class).answers(Echo.class);
    private static final Endpoint<NoQuery, NoBody, NoBody> BROKEN = Endpoint.get("/broken", "Fails");
    private static HttpServer server;

    @BeforeAll
    static void start() {
        Handlers handlers = new Handlers(context -> Access.Caller.ANYONE);
        handlers.answer(ECHO, Call::body);
        server = HttpServer.start(
                "127.0.0.1",
                0,
                HttpServer.Options.STANDARD,
                List.of(handlers, new PageRoutes(new Admission(Admission.Options.UNLIMITED))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    record Echo(String text) {}

    @Test
    void anOversizedBodyIsRefusedBeforeItIsRead() throws Exception {
        // Says 1 GB, sends nothing: the answer must not wait for it.
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            String head =
                    "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\nConnection: close\r\n\r\n{";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(firstLine(socket.getInputStream())).contains("413");
        }
    }

    @Test
    void anOversizedBodyOfUnknownLengthIsRefused() throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/echo"))
                .POST(BodyPublishers.ofInputStream(() -> new Endless(64L << 20)))
                .build());
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(JsonFormat.read(response.body()).path("type").asString()).endsWith(":too-large");
    }

    @Test
    void aHandlerAnswersADeclaredEndpointOnly() {
        Handlers handlers = new Handlers(context -> Access.Caller.ANYONE);
        handlers.answer(ECHO, Call::body);
        assertThatThrownBy(() -> handlers.requireExactly(List.of())).hasMessageContaining("POST /echo");
        assertThatThrownBy(() -> handlers.requireExactly(List.of(ECHO, BROKEN))).hasMessageContaining("GET /broken");
        assertThatThrownBy(() -> handlers.answer(ECHO, Call::body)).hasMessageContaining("two handlers");
    }

    @Test
    void aTakenPortSaysWhatToDo() {
        assertThatThrownBy(() -> HttpServer.start("127.0.0.1", server.port(), HttpServer.Options.STANDARD, List.of()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--port");
    }

    @Test
    void aRequestThatOutlivesTheStopIsCutOffAndTheStopEnds() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        HttpServer stopping = HttpServer.start(
                "127.0.0.1",
                0,
                new HttpServer.Options(Duration.ofMinutes(2), Duration.ofMillis(200), Hosts.LOCAL),
                List.of(routes -> routes.get("/slow", context -> {
                    asked.countDown();
                    stopped.await();
                })));
        CompletableFuture<HttpResponse<String>> answer = CLIENT.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stopping.port() + "/slow"))
                        .build(),
                BodyHandlers.ofString());
        try {
            asked.await();
            assertThatCode(stopping::close).doesNotThrowAnyException();
            assertThat(answer).failsWithin(Duration.ofMinutes(1));
        } finally {
            stopped.countDown();
        }
    }

    @Test
    void eachAddressOfThePageIsFound() throws Exception {
        Matcher paths =
                Pattern.compile("\\bpath: \"([^\"]+)\"").matcher(Files.readString(Path.of("../web/src/routes.tsx")));
        int found = 0;
        for (; paths.find(); found++) {
            String path = paths.group(1).replaceAll("\\$\\w+", "1");
            assertThat(send(HttpRequest.newBuilder(uri(path)).build()).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(found).isGreaterThan(20);
        assertThat(send(HttpRequest.newBuilder(uri("/nothing")).build()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void noRequestMakesASessionOrAWebSocket() throws Exception {
        String upgrade = String.join(
                "\r\n",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13");
        for (String path : List.of("/", "/echo", "/docs/api", "/nothing")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + upgrade + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer)
                        .startsWith("HTTP/1.1 "
                                + ("/".equals(path) || "/docs/api".equals(path)
                                        ? 200
                                        : "/echo".equals(path) ? 405 : 404))
                        .doesNotContainIgnoringCase("set-cookie");
            }
        }
    }

    @Test
    void aBurstOfNewConnectionsIsAnsweredWhole() throws Exception {
        List<Callable<String>> clients = Collections.nCopies(2_000, () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream()
                        .write("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12\r\n\r\n{\"text\":\"a\"}"
                                .getBytes(StandardCharsets.US_ASCII));
                return firstLine(socket.getInputStream());
            }
        });
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> answered : callers.invokeAll(clients)) {
                assertThat(answered.get()).contains("200");
            }
        }
    }

    @Test
    void thePageMayLoadNothingFromElsewhere() throws Exception {
        for (String page : List.of("/", "/docs/api")) {
            HttpResponse<String> response =
                    send(HttpRequest.newBuilder(uri(page)).GET().build());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; script-src 'self';");
        }
        assertThat(send(HttpRequest.newBuilder(uri("/assets/..%2f..%2fdb/migration/V01__store.sql"))
                                .GET()
                                .build())
                        .statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void aBrowserThatIsLostGetsThePage() throws Exception {
        HttpResponse<String> page = send(HttpRequest.newBuilder(uri("/nothing"))
                .header("Accept", "text/html,*/*;q=0.8")
                .build());
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).startsWith("<!doctype html>");
        HttpResponse<String> api = send(HttpRequest.newBuilder(uri("/api/nothing"))
                .header("Accept", "text/html,*/*;q=0.8")
                .build());
        assertThat(api.statusCode()).isEqualTo(404);
        assertThat(JsonFormat.read(api.body()).path("status").asInt()).isEqualTo(404);
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static String firstLine(InputStream in) throws IOException {
        byte[] start = in.readNBytes(64);
        return new String(start, StandardCharsets.US_ASCII).lines().findFirst().orElse("");
    }

    /** Spaces, as many as are read, up to a length. */
    private static final class Endless extends InputStream {
        private long left;

        Endless(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            java.util.Arrays.fill(buffer, offset, offset + count, (byte) ' ');
            left -= count;
            return count;
        }
    }
}
