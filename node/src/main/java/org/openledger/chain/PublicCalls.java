package org.openledger.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What anybody's call may take of the chain: gas, blocks searched, keys proved, and how many such calls run at once. The node's
 * own calls and signed transactions do not wait for these.
 */
final class PublicCalls {
    /** Gas of a call or estimate; more is taken for so much, as other nodes do it. */
    static final BigInteger MAX_GAS = BigInteger.valueOf(30_000_000);

    static final long MAX_LOG_BLOCKS = 10_000;
    static final int MAX_PROVED_KEYS = 64;
    static final int MAX_FEE_BLOCKS = 1024;
    /** Each holds anvil's state for some .1 s at most: the next block waits so long. */
    private static final int AT_ONCE = 2;

    private static final int MAX_WAITING = 64;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int RETRY_MILLIS = 1_000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> EXECUTE = Set.of("eth_call", "eth_estimateGas", "eth_createAccessList");
    private static final Set<String> SEARCH = Set.of("eth_getLogs", "eth_newFilter");
    private static final Set<String> COSTLY = Set.of(
            "eth_call",
            "eth_createAccessList",
            "eth_estimateGas",
            "eth_feeHistory",
            "eth_getBlockReceipts",
            "eth_getFilterChanges",
            "eth_getFilterLogs",
            "eth_getLogs",
            "eth_getProof");

    private final Chain chain;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    PublicCalls(Chain chain) {
        this.chain = chain;
    }

    /** As {@link Chain#call}, within the limits; what is beyond them is refused with its name. */
    JsonNode call(String method, JsonNode parameters) {
        JsonNode bounded = bounded(method, parameters);
        if (!COSTLY.contains(method)) {
            return chain.call(method, bounded);
        }
        takePlace();
        try {
            return chain.call(method, bounded);
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (places.getQueueLength() < MAX_WAITING
                    && places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while waiting for the chain", e);
        }
        throw beyond("the chain has too many calls at once: try again in " + RETRY_MILLIS + " ms");
    }

    private JsonNode bounded(String method, JsonNode parameters) {
        if (EXECUTE.contains(method)) {
            return withinGas(method, parameters);
        }
        if (SEARCH.contains(method)) {
            requireRange(parameters.path(0));
        } else if ("eth_getProof".equals(method) && parameters.path(1).size() > MAX_PROVED_KEYS) {
            throw beyond("eth_getProof takes at most " + MAX_PROVED_KEYS + " storage keys, not "
                    + parameters.path(1).size());
        } else if ("eth_feeHistory".equals(method) && number(parameters.path(0)).longValue() > MAX_FEE_BLOCKS) {
            throw beyond("eth_feeHistory goes back at most " + MAX_FEE_BLOCKS + " blocks");
        }
        return parameters;
    }

    private static JsonNode withinGas(String method, JsonNode parameters) {
        if (parameters.size() > 2) {
            throw beyond(method + " takes a transaction and a block here; overrides are not available");
        }
        JsonNode gas = parameters.path(0).path("gas");
        if (gas.isMissingNode() || gas.isNull() || number(gas).compareTo(MAX_GAS) <= 0) {
            return parameters;
        }
        ArrayNode within = ((ArrayNode) parameters).deepCopy();
        ((ObjectNode) within.get(0)).put("gas", Quantities.of(MAX_GAS));
        return within;
    }

    private void requireRange(JsonNode filter) {
        if (filter.has("blockHash")) {
            return;
        }
        long latest = Quantities.parse(chain.call("eth_blockNumber", JSON.createArrayNode()))
                .longValue();
        long from = block(filter.path("fromBlock"), latest);
        long to = block(filter.path("toBlock"), latest);
        if (to - from >= MAX_LOG_BLOCKS) {
            throw beyond("a filter searches at most " + MAX_LOG_BLOCKS + " blocks, not " + (to - from + 1)
                    + ": ask for a smaller range");
        }
    }

    private static long block(JsonNode tag, long latest) {
        return switch (tag.asString("latest")) {
            case "earliest" -> 0;
            case "latest", "pending", "safe", "finalized" -> latest;
            default -> number(tag).min(BigInteger.valueOf(latest)).longValue();
        };
    }

    private static BigInteger number(JsonNode quantity) {
        if (quantity.isIntegralNumber()) {
            return quantity.bigIntegerValue();
        }
        try {
            return Quantities.parse(quantity);
        } catch (ChainException e) {
            throw new RpcException(
                    RpcException.INVALID_PARAMS,
                    "\"" + quantity.asString("") + "\" is not a hex quantity such as 0x1f");
        }
    }

    private static RpcException beyond(String what) {
        return new RpcException(RpcException.LIMIT_EXCEEDED, what);
    }
}
