package org.openledger.client.credential;

import java.util.Optional;

/**
 * An admin token, without its secret.
 *
 * @param id names it
 * @param name who or what uses it
 * @param state live, expired or revoked
 * @param createdMillis when it was made
 * @param lastUsedMillis when it was last used, to the minute
 * @param expiresMillis when it ends by itself
 * @param revokedMillis when it was revoked
 */
public record AdminTokenLine(
        String id,
        String name,
        String state,
        long createdMillis,
        Optional<Long> lastUsedMillis,
        Optional<Long> expiresMillis,
        Optional<Long> revokedMillis) {}
