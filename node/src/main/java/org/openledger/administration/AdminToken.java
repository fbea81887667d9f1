package org.openledger.administration;

import java.util.Optional;
import org.openledger.identity.credential.Life;

/**
 * An admin token; its secret is shown once, when it is made.
 *
 * @param id names it in lists, and when it is rotated or revoked; it stays the same
 * @param name who or what uses it
 * @param temporary whether a link opened it, so that signing out ends it
 */
public record AdminToken(
        String id,
        String name,
        boolean temporary,
        long createdMillis,
        Optional<Long> lastUsedMillis,
        Optional<Long> expiresMillis,
        Optional<Long> revokedMillis) {
    public Life life(long nowMillis) {
        return Life.of(revokedMillis, expiresMillis, nowMillis);
    }

    /** What its acts are kept under. */
    public String who() {
        return name + " " + id;
    }
}
