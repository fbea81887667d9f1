package org.openledger.client.wallet;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;

/**
 * What a payer asks back of its deposit. It cannot be spent from then on, and leaves after the escrow's delay.
 *
 * @param payer whose deposit it is; it alone is paid
 * @param gwei how much; 0 takes back what was asked before
 * @param paidNative whether it is paid in the chain's native OPEN, with which gas is paid
 * @param nonce of the signed document, in decimal
 * @param deadline of the signed document, in seconds since 1970
 * @param signature of the payer's wallet over it, where the node does not keep its key
 */
public record NewPayout(
        String payer,
        @Bounds(from = 0, to = Bounds.ALL_OPEN_GWEI) long gwei,
        boolean paidNative,
        @Example("1") Optional<String> nonce,
        @Bounds(from = 0, to = 1e12) @Example("1790000000") Optional<Long> deadline,
        Optional<String> signature) {
    public static NewPayout of(String payer, long gwei, boolean paidNative) {
        return new NewPayout(payer, gwei, paidNative, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
