package org.openledger.client.credential;

/**
 * A link that opens the page as administrator, once.
 *
 * @param code what its fragment carries; it is exchanged for a session's token
 * @param path of the link on this node, from the slash on
 * @param expiresMillis until when
 */
public record AdminLink(String code, String path, long expiresMillis) {}
