package org.openledger.api.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.openledger.client.Endpoints;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Input;
import org.openledger.client.shape.Shape;
import org.openledger.client.shape.Shapes;

/** Makes requests that are wrong in random places, the same ones from the same seed, and sends any bytes as a request. */
public final class BadRequests {
    private static final List<String> METHODS =
            List.of("GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "get", "G\tT", "");
    private static final List<String> VERSIONS =
            List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/1.9", "");
    private static final List<String> VALUES = List.of(
            "1",
            "0",
            "-1",
            "9223372036854775808",
            "99999999999999999999999999",
            "1e9",
            "NaN",
            "null",
            "%00",
            "%0d%0aX-Evil:%201",
            "%2e%2e%2f",
            "..%2f..",
            "%u0041",
            "%ff%fe",
            "%",
            "%zz",
            ";x=1",
            "a;b",
            "//",
            "../../master.key",
            "'; DROP TABLE account; --",
            "\"",
            "<script>",
            "0x" + "f".repeat(40),
            "\u0130\uD83D\uDE00",
            "a".repeat(300));
    private static final List<String> HEADERS = List.of(
            "Content-Length: -1",
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: chunked\r\nContent-Length: 4",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding : chunked",
            "X-A: 1\r\n folded",
            "X-A: 1\nX-B: 2",
            "X-A\u0000: 1",
            "no colon",
            ": nameless",
            "X-HTTP-Method-Override: DELETE",
            "Authorization: Bearer " + "A".repeat(500),
            "Authorization: Basic YTpi",
            "Authorization: bearer\tx",
            "Origin: https://evil.example",
            "Origin: null",
            "Cookie: \u0001=\"",
            "Expect: 200-ok",
            "Range: bytes=-1--2",
            "Accept-Encoding: gzip;q=9",
            "Upgrade: h2c\r\nConnection: Upgrade\r\nHTTP2-Settings: AAAA",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "X-Request-Id: a\tb",
            "traceparent: 00-" + "0".repeat(32) + "-x-00",
            "OpenLedger-Anything: 1",
            "X-Forwarded-For: 1.2.3.4, ;DROP",
            "X-Long: " + "b".repeat(20_000));
    private static final List<String> BODIES = List.of(
            "{",
            "[]",
            "null",
            "\"\\ud800\"",
            "{\"a\":1,\"a\":2}",
            "[".repeat(5_000),
            "{\"address\":" + "9".repeat(2_000) + "}",
            "{} trailing",
            "\u0000",
            "{\"model\":\"m\",\"prompt\":[-1,2147483648]}");

    private final Random random;

    public BadRequests(long seed) {
        this.random = new Random(seed);
    }

    /** The bytes of the next request. It asks for the connection's end, and names no stream that has none. */
    public byte[] next() {
        Endpoint<?, ?, ?> endpoint;
        do {
            endpoint = any(Endpoints.ALL);
        } while (endpoint.cost() == Cost.STREAM);
        String method = seldom() ? any(METHODS) : endpoint.place().verb().name();
        StringBuilder head = new StringBuilder(method).append(' ').append(path(endpoint));
        head.append(' ').append(seldom() ? any(VERSIONS) : "HTTP/1.1").append(seldom() ? "\n" : "\r\n");
        head.append(seldom() ? "Host: evil.example\r\n" : "Host: localhost\r\n").append("Connection: close\r\n");
        int more = random.nextInt(3);
        for (int header = 0; header < more; header++) {
            head.append(any(HEADERS)).append("\r\n");
        }
        String body = endpoint.body() instanceof Input.Nothing && !seldom() ? "" : body(endpoint);
        if (!body.isEmpty() && !seldom()) {
            head.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        byte[] bytes = (head + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
        if (seldom()) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private String path(Endpoint<?, ?, ?> endpoint) {
        String path = endpoint.place().path();
        while (path.contains("{")) {
            path = path.substring(0, path.indexOf('{')) + any(VALUES) + path.substring(path.indexOf('}') + 1);
        }
        StringBuilder query = new StringBuilder();
        for (Shape.Member member : Shapes.of(endpoint.query()).members()) {
            if (random.nextInt(3) == 0) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(member.name())
                        .append('=')
                        .append(any(VALUES));
            }
        }
        return path + query;
    }

    private String body(Endpoint<?, ?, ?> endpoint) {
        if (!(endpoint.body() instanceof Input.Json<?> json) || random.nextInt(4) == 0) {
            return any(BODIES);
        }
        StringBuilder body = new StringBuilder("{");
        for (Shape.Member member : Shapes.of(json.type()).members()) {
            if (random.nextInt(4) > 0) {
                body.append(body.length() == 1 ? "" : ",")
                        .append('"')
                        .append(member.name())
                        .append("\":");
                body.append(value(member.shape()));
            }
        }
        return body.append('}').toString();
    }

    private String value(Shape shape) {
        return switch (random.nextInt(8)) {
            case 0 -> "null";
            case 1 -> "-1";
            case 2 -> "99999999999999999999";
            case 3 -> "{\"a\":[]}";
            case 4 -> "[1,\"a\",{}]";
            case 5 -> "\"" + "x".repeat(random.nextInt(2_000)) + "\"";
            default -> shape instanceof Shape.Whole ? Integer.toString(random.nextInt()) : "\"\\u0000\\n'\"";
        };
    }

    private boolean seldom() {
        return random.nextInt(10) == 0;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Sends bytes and ends there. All that comes back, which is nothing where the server hangs up. */
    public static String exchange(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException hungUp) {
                return "";
            }
        }
    }
}
