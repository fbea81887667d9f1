package org.openledger.chain;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON-RPC 2.0 over HTTP: one request, one answer. No retries: who calls knows what may be repeated. */
public final class RpcConnection implements AutoCloseable {
    /** The largest answer that is read. */
    public static final int MAX_ANSWER_BYTES = 256 * 1024 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI url;
    private final Duration timeout;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final AtomicLong lastId = new AtomicLong();

    public RpcConnection(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
    }

    /** Throws {@link RpcException} for an error answer, {@link IOException} when there is no proper answer in time. */
    public JsonNode call(String method, JsonNode parameters) throws IOException {
        ObjectNode request = JSON.createObjectNode();
        request.put("jsonrpc", "2.0");
        request.put("id", lastId.incrementAndGet());
        request.put("method", method);
        request.set("params", parameters);
        return resultOf(method, exchange(JSON.writeValueAsBytes(request)));
    }

    private JsonNode exchange(byte[] body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] answer = in.readNBytes(MAX_ANSWER_BYTES + 1);
                if (answer.length > MAX_ANSWER_BYTES) {
                    throw new IOException("the answer is longer than " + MAX_ANSWER_BYTES + " bytes");
                }
                return parse(response.statusCode(), answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while waiting for " + url.getAuthority(), e);
        }
    }

    private static JsonNode parse(int status, byte[] answer) throws IOException {
        try {
            JsonNode tree = JSON.readTree(answer);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException notJson) {
            throw new IOException("HTTP status " + status + " without a JSON answer", notJson);
        }
        throw new IOException("HTTP status " + status + " without a JSON-RPC answer");
    }

    private static JsonNode resultOf(String method, JsonNode answer) throws IOException {
        JsonNode error = answer.get("error");
        if (error != null && !error.isNull()) {
            throw new RpcException(
                    error.path("code").asInt(RpcException.INTERNAL_ERROR),
                    error.path("message").asString("no message"),
                    error.get("data"));
        }
        @Nullable JsonNode result = answer.get("result");
        if (result == null) {
            throw new IOException("the answer to " + method + " has neither result nor error");
        }
        return result;
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
