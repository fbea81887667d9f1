package org.openledger.chain;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON-RPC error answer: the network was reached and refused the request. Codes are JSON-RPC 2.0's and EIP-1474's. */
public final class RpcException extends ChainException {
    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;
    public static final int RESOURCE_UNAVAILABLE = -32002;
    public static final int LIMIT_EXCEEDED = -32005;

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient @Nullable JsonNode data;

    public RpcException(int code, String message) {
        this(code, message, null);
    }

    public RpcException(int code, String message, @Nullable JsonNode data) {
        super(message);
        this.code = code;
        this.data = data;
    }

    public int code() {
        return code;
    }

    /** The error's data as the network gave it; for a reverted call the revert data in hex. */
    public @Nullable JsonNode data() {
        return data;
    }

    /** The revert data ({@code 0x…}), or null when this is not a revert. */
    public @Nullable String revertData() {
        JsonNode found = data;
        if (found != null && found.isObject()) {
            found = found.get("data");
        }
        return found != null && found.isString() && found.asString().startsWith("0x") ? found.asString() : null;
    }

    /** Whether a contract refused, rather than the network. */
    public boolean reverted() {
        return code == 3 || revertData() != null || String.valueOf(getMessage()).contains("revert");
    }
}
