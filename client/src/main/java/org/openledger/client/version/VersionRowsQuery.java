package org.openledger.client.version;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which rows of a version, in the order of its tree.
 *
 * @param q the leaf, or the beginning of it
 * @param sort the order of the tree alone
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record VersionRowsQuery(
        Optional<String> q,
        @Words({"place"}) Optional<String> sort,
        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
