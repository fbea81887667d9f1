package org.openledger.client.call;

/**
 * A name in braces in an endpoint's path.
 *
 * @param isNumber whether it stands for a number; a text otherwise
 */
public record PathName(String name, boolean isNumber, String description, String example) {}
