package org.openledger.client.wallet;

/**
 * OPEN of the embedded chain's faucet.
 *
 * @param account who gets it
 */
public record NewGift(String account) {}
