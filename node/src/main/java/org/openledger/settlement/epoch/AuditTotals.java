package org.openledger.settlement.epoch;

/**
 * What an epoch's audit decided, over all contributors.
 *
 * @param waitedGwei what waited for it
 * @param releasedGwei what contributors got of that
 * @param returnedGwei what went back to the commons, because it may be chance
 * @param nettedGwei what went there for answers that were made worse, of what waited and of what had been paid
 */
public record AuditTotals(long waitedGwei, long releasedGwei, long returnedGwei, long nettedGwei) {}
