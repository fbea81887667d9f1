package org.openledger.client.epoch;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;

/**
 * A claim to be, of what an account is owed.
 *
 * @param account that earned it
 * @param recipient who gets it, and what the account earns later, where the contracts know recipients; the account itself where
 *     it is left out and was not named before
 * @param paidNative whether the recipient is paid in the chain's native OPEN, with which it can pay gas
 * @param signature of the account's wallet over the claim's typed data, where the node does not keep its key
 * @param epoch that the signed document names, where it does: of contracts from before recipients
 * @param deadline of the signed document, in seconds since 1970
 */
public record NewClaim(
        String account,
        Optional<String> recipient,
        Optional<Boolean> paidNative,
        Optional<String> signature,
        @Bounds(from = 1, to = 1e12) Optional<Long> epoch,
        @Bounds(from = 0, to = 1e12) @Example("1790000000") Optional<Long> deadline) {
    /** A claim that pays the account itself. */
    public static NewClaim of(String account) {
        return new NewClaim(
                account, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public NewClaim to(String recipientAddress) {
        return new NewClaim(account, Optional.of(recipientAddress), paidNative, signature, epoch, deadline);
    }

    /** Paid in the chain's native OPEN. */
    public NewClaim inNative() {
        return new NewClaim(account, recipient, Optional.of(true), signature, epoch, deadline);
    }

    public NewClaim signed(String over, long signedDeadline) {
        return new NewClaim(
                account, recipient, paidNative, Optional.of(over), Optional.empty(), Optional.of(signedDeadline));
    }
}
