package org.openledger.client.community;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which members, the first to join before others unless the order says otherwise.
 *
 * @param q a part of their address or name
 * @param role what they may do
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record MembersQuery(
        Optional<String> q,

        @Words({"curator", "reviewer", "reader"}) Optional<String> role,

        @Words({"joinedMillis", "-joinedMillis", "role", "-role"})
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
