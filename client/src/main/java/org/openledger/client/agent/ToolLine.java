package org.openledger.client.agent;

import tools.jackson.databind.JsonNode;

/**
 * A tool that mandates may name.
 *
 * @param name what it is called by
 * @param toolClass read, spend or write
 * @param schemaDigest SHA-256 of its canonical definition
 * @param definition name, description and schemas
 */
public record ToolLine(String name, String toolClass, String schemaDigest, JsonNode definition) {}
