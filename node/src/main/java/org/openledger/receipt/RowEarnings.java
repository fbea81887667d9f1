package org.openledger.receipt;

/**
 * What rows earned.
 *
 * @param waitingGwei what waits for the end of an epoch
 */
public record RowEarnings(long earnedGwei, long waitingGwei) {}
