package org.openledger.settlement.wallet;

import java.math.BigInteger;

/**
 * What a payer signs (EIP-712) to have a deposit back.
 *
 * @param wei how much; 0 takes back what was asked before
 * @param paidNative whether it is paid in the chain's native OPEN
 * @param nonce any number that the payer has not used
 * @param deadlineSeconds last second, by the chain's clock, at which the signature is good
 */
public record SignedPayout(String payer, BigInteger wei, boolean paidNative, BigInteger nonce, long deadlineSeconds) {}
