package org.openledger.client.credential;

/**
 * An API key. The node keeps its digest alone and never shows it again.
 *
 * @param id names it in lists, also after it was rotated
 * @param key to send as bearer
 */
public record IssuedKey(String id, String key) {}
