package org.openledger.client.wallet;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;

/**
 * How much a payer lets this node draw from its deposit.
 *
 * @param payer whose deposit it is
 * @param limitGwei the most, in total since the beginning: what was drawn so far and what may still be
 * @param deadline of the signed document, in seconds since 1970
 * @param signature of the payer's wallet over it, where the node does not keep its key
 */
public record NewLimit(
        String payer,
        @Bounds(from = 0, to = Bounds.ALL_OPEN_GWEI) long limitGwei,
        @Bounds(from = 0, to = 1e12) @Example("1790000000") Optional<Long> deadline,
        Optional<String> signature) {
    public static NewLimit of(String payer, long limitGwei) {
        return new NewLimit(payer, limitGwei, Optional.empty(), Optional.empty());
    }
}
