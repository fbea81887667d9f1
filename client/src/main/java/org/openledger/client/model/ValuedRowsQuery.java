package org.openledger.client.model;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which rows of a run, the most valuable first unless the order says otherwise.
 *
 * @param q text that they contain
 * @param datanet the Datanet's number
 * @param contributor the address that gave them
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record ValuedRowsQuery(
        Optional<String> q,
        Optional<String> datanet,
        Optional<String> contributor,

        @Words({"contributor", "-contributor", "nanonats", "-nanonats"})
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("20") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
