package org.openledger.api.openai;

import org.openledger.gateway.Gateway;

/**
 * What the inference API reaches.
 *
 * @param maxRunningPerKey answers that one API key or sign-in may have running
 * @param withheldText what callers are told where an answer has too little support, unless they say it themselves
 */
public record AnswerParts(Gateway gateway, int maxRunningPerKey, String withheldText) {}
