package org.openledger.client.node;

import org.openledger.client.shape.Words;

/**
 * What a search found.
 *
 * @param kind what it is
 * @param id by which the API knows it
 * @param name what it is called
 * @param path of its page
 */
public record SearchHit(
        @Words({"datanet", "model", "receipt", "account", "row", "run", "epoch", "transaction"})
        String kind,

        String id,
        String name,
        String path) {}
