package org.openledger.client.statement;

import tools.jackson.databind.JsonNode;

/**
 * A contribution whose rows were described.
 *
 * @param statement as it is kept
 * @param typedData the EIP-712 document that the contributor signs
 */
public record ContributionStatement(CollectionStatement statement, JsonNode typedData) {}
