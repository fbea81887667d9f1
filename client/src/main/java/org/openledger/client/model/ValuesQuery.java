package org.openledger.client.model;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Whose values; exactly one of the three is given. The newest model is first unless the order says otherwise.
 *
 * @param q text that they contain
 * @param datanet a Datanet's number
 * @param row a row's leaf
 * @param contributor an address
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record ValuesQuery(
        Optional<String> q,
        @Bounds(from = 1) Optional<Integer> datanet,
        Optional<String> row,
        Optional<String> contributor,

        @Words({"model", "-model", "contributor", "-contributor", "nanonats", "-nanonats"})
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("100") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
