package org.openledger.client.account;

/**
 * An API key. The node keeps its digest alone and never shows it again.
 *
 * @param key to send as bearer
 */
public record IssuedKey(String key) {}
