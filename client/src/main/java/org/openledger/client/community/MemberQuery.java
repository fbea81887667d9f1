package org.openledger.client.community;

import java.util.Optional;

/**
 * For whom something is done.
 *
 * @param by an address that the caller acts for; their own where this is absent
 */
public record MemberQuery(Optional<String> by) {
    /** For the caller. */
    public static final MemberQuery SELF = new MemberQuery(Optional.empty());
}
