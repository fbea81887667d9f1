package org.openledger.datanet.privacy;

/**
 * A place in a text. What stands there is not in it.
 *
 * @param what in words, such as "an access key of GitHub"
 * @param start of it, in characters of Java from 0
 * @param end after it
 */
public record PrivateFinding(PrivateKind kind, String what, int start, int end) {}
