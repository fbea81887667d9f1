package org.openledger.identity;

/**
 * What is known of an API key; the key itself is shown once, when issued.
 *
 * @param id the first 16 hex characters of the key's SHA-256: names it in lists and when revoking
 * @param payer whose deposit its use is charged to
 */
public record ApiKey(String id, String payer, String label, long createdMillis, boolean revoked) {}
