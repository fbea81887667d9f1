package org.openledger.settlement.call;

import java.math.BigInteger;

/**
 * What an account signs (EIP-712) to have what it is due paid to another address.
 *
 * @param epoch the final epoch it is claimed from
 * @param cumulativeWei what the account had earned through that epoch
 * @param dueGwei what of that it has not received yet; it is not part of what is signed
 * @param deadlineSeconds last second, by the chain's clock, at which the signature is good
 */
public record ClaimRequest(
        String account, String recipient, long epoch, BigInteger cumulativeWei, long dueGwei, long deadlineSeconds) {}
