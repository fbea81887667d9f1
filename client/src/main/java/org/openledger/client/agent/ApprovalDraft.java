package org.openledger.client.agent;

import tools.jackson.databind.JsonNode;

/**
 * What an approver signs.
 *
 * @param typedData the EIP-712 document
 */
public record ApprovalDraft(JsonNode typedData) {}
