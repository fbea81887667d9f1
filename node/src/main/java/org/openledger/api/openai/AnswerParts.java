package org.openledger.api.openai;

import org.openledger.gateway.Gateway;

/**
 * What the inference API reaches.
 *
 * @param maxRunningPerKey answers that one API key or sign-in may have running
 */
public record AnswerParts(Gateway gateway, int maxRunningPerKey) {}
