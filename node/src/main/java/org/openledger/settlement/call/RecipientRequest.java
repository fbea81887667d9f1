package org.openledger.settlement.call;

import java.math.BigInteger;
import org.openledger.chain.contracts.RewardDistributor;

/**
 * What an account signs (EIP-712) to be paid at another address from then on, or in the chain's native OPEN.
 *
 * @param to who gets what the account is due
 * @param nonce how often the account has said so before
 * @param deadlineSeconds last second, by the chain's clock, at which the signature is good
 */
public record RecipientRequest(String account, String to, boolean paidNative, BigInteger nonce, long deadlineSeconds) {
    /** As the contract has it. Who brings a claim keeps nothing of it: the operator brings them. */
    RewardDistributor.Recipient recipient() {
        return new RewardDistributor.Recipient(to, paidNative, BigInteger.ZERO);
    }
}
