package org.openledger.chain;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** An EVM network, spoken to in JSON-RPC: the embedded one or a remote one. Safe for use by many threads. */
public interface Chain extends AutoCloseable {
    /** The chain id (EIP-155). */
    long id();

    /**
     * Calls a method and returns its result. Throws {@link RpcException} with the network's own error, or {@link
     * ChainException} when the network cannot be reached in time.
     *
     * @param parameters a JSON array (or object) as the method wants it
     */
    JsonNode call(String method, JsonNode parameters);

    /** When what a block has counts as settled. */
    Finality finality();

    /** Each of those who give access to the network by itself, the one that is asked first before others. */
    default List<Chain> sources() {
        return List.of(this);
    }

    @Override
    void close();
}
