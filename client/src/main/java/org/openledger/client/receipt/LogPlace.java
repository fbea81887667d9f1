package org.openledger.client.receipt;

/**
 * Where a receipt stands in the log.
 *
 * @param index of its entry, from 0
 */
public record LogPlace(long index) {}
