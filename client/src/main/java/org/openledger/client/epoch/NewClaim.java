package org.openledger.client.epoch;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;

/**
 * A claim to be, of what an account is owed.
 *
 * @param account that earned it
 * @param recipient who gets it; the account itself where it is left out
 * @param signature of the account's wallet over the claim's typed data, where the node does not keep its key
 * @param epoch that the signed document names
 * @param deadline of the signed document, in seconds since 1970
 */
public record NewClaim(
        String account,
        Optional<String> recipient,
        Optional<String> signature,
        @Bounds(from = 1, to = 1e12) Optional<Long> epoch,
        @Bounds(from = 0, to = 1e12) @Example("1790000000") Optional<Long> deadline) {
    /** A claim that pays the account itself. */
    public static NewClaim of(String account) {
        return new NewClaim(account, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public NewClaim to(String recipientAddress) {
        return new NewClaim(account, Optional.of(recipientAddress), signature, epoch, deadline);
    }

    public NewClaim signed(String over, long signedEpoch, long signedDeadline) {
        return new NewClaim(
                account, recipient, Optional.of(over), Optional.of(signedEpoch), Optional.of(signedDeadline));
    }
}
