package org.openledger.client.node;

import org.openledger.client.shape.Example;

/**
 * What is looked for.
 *
 * @param q a name, an id or a hash, or at least two characters of its beginning
 */
public record SearchQuery(@Example("\"home\"") String q) {}
