package org.openledger.client.node;

/**
 * One part that the node needs for its work.
 *
 * @param name of the part: chain, disk, clock, outbox, log or attribution
 * @param ready whether it does its work
 * @param says how it is, in a sentence
 */
public record ReadinessCheck(String name, boolean ready, String says) {}
