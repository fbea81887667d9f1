package org.openledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class ClientWatchTest {
    private static final String REQUEST = "POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() {
        server = HttpServer.start(
                "127.0.0.1",
                0,
                HttpServer.Options.STANDARD,
                List.of(routes -> routes.post("/slow", this::answerSlowly)));
    }

    private void answerSlowly(Context context) throws InterruptedException {
        RequestBody.bytes(context, RequestBody.MAX_JSON_BYTES);
        try (ClientWatch _ = ClientWatch.start(context, left::countDown)) {
            asked.countDown();
            assertThat(answer.await(1, TimeUnit.MINUTES)).isTrue();
            context.json(List.of());
        }
    }

    @AfterEach
    void stop() {
        answer.countDown();
        server.close();
    }

    @Test
    void aClientThatHangsUpIsNoticedBeforeItsAnswerIsThere() throws Exception {
        try (Socket _ = request(REQUEST)) {
            asked.await();
        }
        assertThat(left.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void aClientThatWaitsKeepsItsConnection() throws Exception {
        answer.countDown();
        try (Socket socket = request(REQUEST)) {
            assertThat(head(socket)).startsWith("HTTP/1.1 200").doesNotContain("Connection: close");
            socket.getInputStream().readNBytes(2);
            write(socket, REQUEST);
            assertThat(head(socket)).startsWith("HTTP/1.1 200");
        }
        assertThat(left.getCount()).isEqualTo(1);
    }

    @Test
    void aClientThatSendsTheNextRequestTooEarlyIsToldToSendItAgain() throws Exception {
        try (Socket socket = request(REQUEST)) {
            asked.await();
            write(socket, REQUEST);
            Thread.sleep(50); // for the byte to arrive
            answer.countDown();
            assertThat(head(socket)).startsWith("HTTP/1.1 200").contains("Connection: close");
        }
    }

    private Socket request(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        write(socket, text);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Status line and headers. */
    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int value = socket.getInputStream().read();
            assertThat(value).as("after %s", head).isNotNegative();
            head.append((char) value);
        }
        return head.toString();
    }
}
