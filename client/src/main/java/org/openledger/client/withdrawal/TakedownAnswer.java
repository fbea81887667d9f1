package org.openledger.client.withdrawal;

/**
 * A contributor's answer to a notice.
 *
 * @param contributor of some of its rows
 * @param words in at most 2,000 characters; they are public
 */
public record TakedownAnswer(String contributor, String words) {}
