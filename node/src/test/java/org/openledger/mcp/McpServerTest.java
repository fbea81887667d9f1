package org.openledger.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.bytes.Json;

/** Servers that send far too much, or nothing. */
@Tag("unit")
final class McpServerTest {
    private static final long LIMIT = 1 << 20;
    private static final McpServer.Limits LIMITS = new McpServer.Limits(LIMIT, Duration.ofSeconds(2));
    private static final int CHUNK = 1 << 20;
    private static final int GIGABYTE_CHUNKS = 1_024;

    /** What is done with a connection. */
    private interface Answering {
        void answer(Socket socket) throws IOException, InterruptedException;
    }

    private static void against(Answering answering, String says) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = listening.accept()) {
                    answering.answer(socket);
                } catch (IOException | InterruptedException theClientLeft) {
                    assertThat(theClientLeft).isNotNull();
                }
            });
            McpServer server =
                    new McpServer("far", URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/mcp"), LIMITS);
            long began = System.nanoTime();
            assertThatThrownBy(() -> server.call("tool", Json.object().build()))
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining(says);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void aGigabyteIsNotRead() throws Exception {
        against(
                socket -> {
                    OutputStream out = socket.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    byte[] chunk = " ".repeat(CHUNK).getBytes(StandardCharsets.US_ASCII);
                    for (int i = 0; i < GIGABYTE_CHUNKS; i++) {
                        out.write(chunk);
                    }
                },
                "more than " + LIMIT + " bytes");
    }

    @Test
    void silenceIsNotWaitedFor() throws Exception {
        against(_ -> Thread.sleep(Duration.ofMinutes(1)), "did not answer within 2 s");
    }

    @Test
    void anAnswerThatNeverEndsIsNotWaitedFor() throws Exception {
        against(
                socket -> {
                    OutputStream out = socket.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write(": still here\n\n".getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                        Thread.sleep(Duration.ofMillis(100));
                    }
                },
                "did not answer within 2 s");
    }

    @Test
    void theAnswerToAnotherRequestIsNotTaken() throws Exception {
        for (String id : List.of("424242", "\"1\"", "null", "1.0")) {
            String body = "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"content\":[]}}";
            against(
                    socket -> {
                        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n";
                        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
                        socket.shutdownOutput();
                        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                    },
                    "answers another request");
        }
    }

    @Test
    void whoIsNotThereIsSaidSo() {
        McpServer server = new McpServer("far", URI.create("http://127.0.0.1:1/mcp"), LIMITS);
        assertThatThrownBy(server::tools).isInstanceOf(McpException.class).hasMessageContaining("cannot be reached");
    }
}
