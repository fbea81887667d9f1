package org.openledger.client.account;

/**
 * An account whose key the node keeps.
 *
 * @param address its address
 * @param name what the node calls it
 */
public record AccountLine(String address, String name) {}
