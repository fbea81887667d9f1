package org.openledger.client.chain;

import java.util.List;
import org.openledger.client.shape.AtMost;

/**
 * What a contract wrote.
 *
 * @param contract its name where it is one of the node's, else its address
 * @param name of the event; its first topic where the node does not know it
 * @param values those that are indexed first; amounts in wei
 */
public record ChainEvent(
        String contract, String name, @AtMost(64) List<String> values) {}
