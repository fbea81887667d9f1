package org.openledger.client.agent;

import tools.jackson.databind.JsonNode;

/**
 * A mandate that nobody has signed.
 *
 * @param mandate its document
 * @param typedData the EIP-712 document that the principal signs, or for a narrower one the agent of the one above it
 */
public record MandateDraft(JsonNode mandate, JsonNode typedData) {}
