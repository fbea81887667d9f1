package org.openledger.chain.explorer;

import java.util.List;

/**
 * What a contract wrote.
 *
 * @param contract its name where it is one of the node's, else its address
 * @param name of the event; its first topic where nobody knows it
 * @param values in the order of the event's declaration, those that are indexed first
 */
public record DecodedEvent(String contract, String name, List<String> values) {
    public DecodedEvent {
        values = List.copyOf(values);
    }
}
