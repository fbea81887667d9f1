package org.openledger.registry;

import org.openledger.store.Refusal.Kind;

/**
 * A model that another is built on, and what it gets of the developer's part of what that one earns.
 *
 * @param token its id in the ModelRegistry, decimal
 * @param bps basis points, 0 to {@value #MAX_BPS}
 */
public record Royalty(String token, int bps) {
    /** What all ancestors of a model together get at most, as the contract allows. */
    public static final int MAX_BPS = 5_000;

    public Royalty {
        if (!token.matches("[1-9][0-9]{0,17}")) {
            throw new RegistryException(
                    Kind.INVALID, "a parent is named by its id in the ModelRegistry, such as 3, not '" + token + "'");
        }
        if (bps < 0 || bps > MAX_BPS) {
            throw new RegistryException(
                    Kind.INVALID,
                    "a parent gets 0 to " + MAX_BPS + " basis points of the developer's part, not " + bps);
        }
    }
}
