package org.openledger.client.agent;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which mandates, the newest first unless the order says otherwise.
 *
 * @param q text that they contain
 * @param principal whose; others than the administrator see those that are of their own address
 * @param agent of this address
 * @param state live, expired or ended
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record MandatesQuery(
        Optional<String> q,
        Optional<String> principal,
        Optional<String> agent,
        @Words({"live", "expired", "ended"}) Optional<String> state,

        @Words({"name", "-name", "createdMillis", "-createdMillis"})
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
