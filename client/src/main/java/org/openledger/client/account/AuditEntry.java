package org.openledger.client.account;

/**
 * What the audit of an epoch changed for an account.
 *
 * @param epoch its number
 * @param timeMillis when
 * @param role contributor, or the pool's
 * @param gwei what the account has more; negative where harm took more than was released
 * @param says what became of what waited, and why, in a sentence
 */
public record AuditEntry(long epoch, long timeMillis, String role, long gwei, String says) {}
