package org.openledger.client.community;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which lines of an upload, in their order unless the order says otherwise.
 *
 * @param q text of what is said of them
 * @param state what became of them
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record LineFatesQuery(
        Optional<String> q,

        @Words({"waiting", "held", "accepted", "refused", "withdrawn"})
        Optional<String> state,

        @Words({"line", "-line"}) Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
