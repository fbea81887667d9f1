package org.openledger.client.node;

import org.openledger.client.shape.Example;

/**
 * Names a transaction of the operator.
 *
 * @param key the node's name for it
 */
public record OutboxKey(@Example("\"deposit/1/wrap\"") String key) {}
