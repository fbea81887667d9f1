package org.openledger.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The public JSON-RPC 2.0 endpoint: what a wallet or library may ask of a chain, and nothing that would let it change the
 * chain but a signed transaction. Methods are listed one by one, because a prefix would let anvil's
 * eth_sendUnsignedTransaction through.
 */
public final class JsonRpcProxy {
    public static final int MAX_BODY_BYTES = 1024 * 1024;
    public static final int MAX_BATCH = 100;
    public static final int MAX_DEPTH = 64;

    private static final Logger LOG = LoggerFactory.getLogger(JsonRpcProxy.class);
    private static final byte[] NOTHING = {};
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    private static final Set<String> ALLOWED = Set.of(
            "eth_accounts",
            "eth_blobBaseFee",
            "eth_blockNumber",
            "eth_call",
            "eth_chainId",
            "eth_createAccessList",
            "eth_estimateGas",
            "eth_feeHistory",
            "eth_gasPrice",
            "eth_getBalance",
            "eth_getBlockByHash",
            "eth_getBlockByNumber",
            "eth_getBlockReceipts",
            "eth_getBlockTransactionCountByHash",
            "eth_getBlockTransactionCountByNumber",
            "eth_getCode",
            "eth_getFilterChanges",
            "eth_getFilterLogs",
            "eth_getLogs",
            "eth_getProof",
            "eth_getStorageAt",
            "eth_getTransactionByBlockHashAndIndex",
            "eth_getTransactionByBlockNumberAndIndex",
            "eth_getTransactionByHash",
            "eth_getTransactionCount",
            "eth_getTransactionReceipt",
            "eth_getUncleCountByBlockHash",
            "eth_getUncleCountByBlockNumber",
            "eth_maxPriorityFeePerGas",
            "eth_newBlockFilter",
            "eth_newFilter",
            "eth_newPendingTransactionFilter",
            "eth_sendRawTransaction",
            "eth_syncing",
            "eth_uninstallFilter",
            "net_listening",
            "net_peerCount",
            "net_version",
            "web3_clientVersion",
            "web3_sha3");

    private final PublicCalls chain;

    public JsonRpcProxy(Chain chain) {
        this.chain = new PublicCalls(chain);
    }

    /**
     * Answers a request body, single or batch. Never throws: whatever is wrong becomes a JSON-RPC error. Empty when the
     * body held only notifications, which get no answer.
     */
    public byte[] handle(byte[] body) {
        if (body.length > MAX_BODY_BYTES) {
            return bytes(error(null, tooLong()));
        }
        JsonNode request;
        try {
            request = JSON.readTree(body);
        } catch (JacksonException e) {
            return bytes(error(null, notJson()));
        }
        if (request.isMissingNode()) {
            return bytes(error(null, notJson()));
        }
        return request.isArray()
                ? batch((ArrayNode) request)
                : answer(request).map(JsonRpcProxy::bytes).orElse(NOTHING);
    }

    /** The answer to a body that could not be taken, in JSON-RPC's shape. */
    public static byte[] refusal(String reason) {
        return bytes(error(null, new RpcException(RpcException.LIMIT_EXCEEDED, reason)));
    }

    private static RpcException notJson() {
        return new RpcException(RpcException.PARSE_ERROR, "the body is not JSON");
    }

    private static RpcException tooLong() {
        return new RpcException(RpcException.LIMIT_EXCEEDED, "the body is longer than " + MAX_BODY_BYTES + " bytes");
    }

    private byte[] batch(ArrayNode requests) {
        if (requests.isEmpty()) {
            return bytes(error(null, new RpcException(RpcException.INVALID_REQUEST, "the batch is empty")));
        }
        if (requests.size() > MAX_BATCH) {
            return bytes(error(
                    null,
                    new RpcException(
                            RpcException.LIMIT_EXCEEDED,
                            "the batch has " + requests.size() + " requests; at most " + MAX_BATCH + " are allowed")));
        }
        List<ObjectNode> answers = new ArrayList<>();
        for (JsonNode request : requests) {
            answer(request).ifPresent(answers::add);
        }
        return answers.isEmpty() ? NOTHING : bytes(JSON.createArrayNode().addAll(answers));
    }

    private Optional<ObjectNode> answer(JsonNode request) {
        JsonNode id = request.get("id");
        boolean notification = request.isObject() && id == null && request.has("method");
        ObjectNode answer;
        try {
            answer = success(id, result(request));
        } catch (RpcException e) {
            answer = error(id, e);
        } catch (ChainException e) {
            LOG.warn("the chain did not answer {}: {}", request.path("method"), e.toString());
            answer = error(
                    id, new RpcException(RpcException.RESOURCE_UNAVAILABLE, "the chain does not answer: try again"));
        }
        return notification ? Optional.empty() : Optional.of(answer);
    }

    private JsonNode result(JsonNode request) {
        JsonNode method = request.get("method");
        JsonNode id = request.get("id");
        boolean idFits = id == null || id.isNull() || id.isString() || id.isNumber();
        if (!"2.0".equals(request.path("jsonrpc").asString("")) || method == null || !method.isString() || !idFits) {
            throw new RpcException(
                    RpcException.INVALID_REQUEST, "a request needs \"jsonrpc\":\"2.0\", \"method\" and \"id\"");
        }
        JsonNode parameters = request.has("params") ? request.get("params") : JSON.createArrayNode();
        if (!parameters.isArray()) {
            throw new RpcException(RpcException.INVALID_PARAMS, "\"params\" must be an array");
        }
        checkAllowed(method.asString());
        return chain.call(method.asString(), parameters);
    }

    private static void checkAllowed(String method) {
        if (ALLOWED.contains(method)) {
            return;
        }
        String why = switch (method) {
            case "eth_subscribe", "eth_unsubscribe" ->
                ": subscriptions need a WebSocket; poll with eth_getLogs or eth_newFilter instead";
            case "eth_sendTransaction", "eth_sign", "eth_signTransaction", "eth_signTypedData_v4", "personal_sign" ->
                ": this node holds no keys for its callers; sign in a wallet and use eth_sendRawTransaction";
            default -> "";
        };
        throw new RpcException(
                RpcException.METHOD_NOT_FOUND,
                "the method " + method.substring(0, Math.min(method.length(), MAX_DEPTH)) + " is not available" + why);
    }

    private static ObjectNode success(@Nullable JsonNode id, JsonNode result) {
        ObjectNode answer = envelope(id);
        answer.set("result", result);
        return answer;
    }

    private static ObjectNode error(@Nullable JsonNode id, RpcException failure) {
        ObjectNode answer = envelope(id);
        ObjectNode error = answer.putObject("error");
        error.put("code", failure.code());
        error.put("message", String.valueOf(failure.getMessage()));
        JsonNode data = failure.data();
        if (data != null) {
            error.set("data", data);
        }
        return answer;
    }

    private static ObjectNode envelope(@Nullable JsonNode id) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("jsonrpc", "2.0");
        answer.set("id", id == null || id.isContainer() ? JSON.getNodeFactory().nullNode() : id);
        return answer;
    }

    private static byte[] bytes(JsonNode answer) {
        return JSON.writeValueAsBytes(answer);
    }
}
