package org.openledger.client.credential;

import java.util.Optional;

/**
 * Whose sessions to end.
 *
 * @param account the caller's own unless the administrator asks
 */
public record SessionsToEnd(Optional<String> account) {}
