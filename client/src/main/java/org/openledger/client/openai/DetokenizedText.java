package org.openledger.client.openai;

/**
 * The text of tokens.
 *
 * @param prompt it
 */
public record DetokenizedText(String prompt) {}
