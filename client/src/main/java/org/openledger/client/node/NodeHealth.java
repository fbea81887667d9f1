package org.openledger.client.node;

/**
 * That the node's process answers.
 *
 * @param version of the node
 */
public record NodeHealth(String version) {}
