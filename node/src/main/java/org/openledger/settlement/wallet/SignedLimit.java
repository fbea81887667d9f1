package org.openledger.settlement.wallet;

import java.math.BigInteger;

/**
 * What a payer signs (EIP-712) to let the operator draw of its deposit.
 *
 * @param limitWei the most, in total since the beginning
 * @param nonce how often the payer has set the limit before
 * @param deadlineSeconds last second, by the chain's clock, at which the signature is good
 */
public record SignedLimit(String payer, BigInteger limitWei, BigInteger nonce, long deadlineSeconds) {}
