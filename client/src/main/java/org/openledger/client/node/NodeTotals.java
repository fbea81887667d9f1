package org.openledger.client.node;

/**
 * Sums over all there is.
 *
 * @param receipts that were given
 * @param rows that are in a Datanet
 * @param contributors that gave any
 * @param paidGwei fees of all receipts
 * @param datanets there are
 * @param versions that were published
 * @param models there are
 */
public record NodeTotals(
        long receipts, long rows, long contributors, long paidGwei, long datanets, long versions, long models) {}
