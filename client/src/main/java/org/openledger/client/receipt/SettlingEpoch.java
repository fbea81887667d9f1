package org.openledger.client.receipt;

/**
 * The epoch that settles a receipt.
 *
 * @param number its number
 * @param state how far its settlement is
 */
public record SettlingEpoch(long number, String state) {}
