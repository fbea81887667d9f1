package org.openledger.client.chain;

import java.util.List;
import org.openledger.client.shape.AtMost;

/**
 * A block of the chain.
 *
 * @param number how many came before it
 * @param hash its own
 * @param timeMillis when it was made, as it says
 * @param settled whether it counts as settled
 * @param transactions their hashes
 */
public record ChainBlock(
        long number,
        String hash,
        long timeMillis,
        boolean settled,
        @AtMost(10_000) List<String> transactions) {}
