package org.openledger.client.account;

/**
 * An account to be, whose key the node keeps.
 *
 * @param name what to call it
 */
public record NewAccount(String name) {}
