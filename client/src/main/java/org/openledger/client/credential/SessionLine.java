package org.openledger.client.credential;

import java.util.Optional;

/**
 * A session of a wallet, without its token.
 *
 * @param id names it
 * @param account that signed in
 * @param current whether it is the one that asks
 * @param agent the program that signed in, as it calls itself
 * @param origin the network address that it signed in from
 * @param createdMillis when
 * @param lastUsedMillis when it was last used, to the minute
 * @param expiresMillis when it ends by itself
 */
public record SessionLine(
        String id,
        String account,
        boolean current,
        String agent,
        String origin,
        long createdMillis,
        Optional<Long> lastUsedMillis,
        long expiresMillis) {}
