package org.openledger.client.withdrawal;

/**
 * The owner's decision on a notice.
 *
 * @param uphold whether the rows are taken out for good
 * @param words why, in at most 2,000 characters; they are public
 */
public record TakedownDecision(boolean uphold, String words) {}
