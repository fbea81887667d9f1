package org.openledger.client.credential;

/**
 * The code of a link.
 *
 * @param code that its fragment carries
 */
public record LinkCode(String code) {}
