package org.openledger.client.model;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which runs, the latest first unless the order says otherwise.
 *
 * @param q text that they contain
 * @param state how far they are
 * @param owner the address that owns them
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record RunsQuery(
        Optional<String> q,

        @Words({
            "queued",
            "training",
            "evaluating",
            "registering",
            "attributing",
            "valuing",
            "ready",
            "failed",
            "cancelled"
        })
        Optional<String> state,

        Optional<String> owner,

        @Words({"name", "-name", "state", "-state", "createdMillis", "-createdMillis"})
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("100") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
