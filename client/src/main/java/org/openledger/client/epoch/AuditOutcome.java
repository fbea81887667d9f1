package org.openledger.client.epoch;

/**
 * What an epoch's audit decided about one contributor.
 *
 * @param contributor their address
 * @param paidGwei what their answers paid them
 * @param waitingGwei what waited
 * @param returnedGwei of that, what may be chance
 * @param nettedGwei what their harm takes, of what waited first, then of what was paid
 */
public record AuditOutcome(String contributor, long paidGwei, long waitingGwei, long returnedGwei, long nettedGwei) {}
