package org.openledger.chain;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON-RPC 2.0: one request, one answer. No retries: who calls knows what may be repeated. */
public final class RpcConnection implements AutoCloseable {
    /** The largest answer that is read. */
    public static final int MAX_ANSWER_BYTES = 256 * 1024 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private final Transport transport;
    private final AtomicLong lastId = new AtomicLong();

    /** Carries a request, and brings its answer. */
    public interface Transport extends AutoCloseable {
        /**
         * One request and its answer, both JSON in UTF-8 without line breaks.
         *
         * @throws SocketTimeoutException when the answer takes too long
         * @throws IOException when there is none, or it is longer than {@link #MAX_ANSWER_BYTES}
         */
        byte[] exchange(byte[] request) throws IOException;

        @Override
        void close();
    }

    public RpcConnection(Transport transport) {
        this.transport = transport;
    }

    /** Throws {@link RpcException} for an error answer, {@link IOException} when there is no proper answer in time. */
    public JsonNode call(String method, JsonNode parameters) throws IOException {
        ObjectNode request = JSON.createObjectNode();
        request.put("jsonrpc", "2.0");
        request.put("id", lastId.incrementAndGet());
        request.put("method", method);
        request.set("params", parameters);
        return resultOf(method, parse(transport.exchange(JSON.writeValueAsBytes(request))));
    }

    /** What a transport says of an answer longer than {@link #MAX_ANSWER_BYTES}. */
    public static IOException tooLong() {
        return new IOException("the answer is longer than " + MAX_ANSWER_BYTES + " bytes");
    }

    private static JsonNode parse(byte[] answer) throws IOException {
        try {
            JsonNode tree = JSON.readTree(answer);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException notJson) {
            throw new IOException("the answer is not JSON", notJson);
        }
        throw new IOException("the answer is not one of JSON-RPC");
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
        transport.close();
    }
}
