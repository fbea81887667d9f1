package org.openledger.client.credential;

/**
 * How many sessions were ended.
 *
 * @param ended the one that asked among them
 */
public record EndedSessions(long ended) {}
