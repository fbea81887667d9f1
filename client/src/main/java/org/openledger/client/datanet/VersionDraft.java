package org.openledger.client.datanet;

import tools.jackson.databind.JsonNode;

/**
 * A version that waits for its owner's signature.
 *
 * @param number it will have
 * @param typedData the EIP-712 document that the owner signs
 */
public record VersionDraft(long number, JsonNode typedData) {}
