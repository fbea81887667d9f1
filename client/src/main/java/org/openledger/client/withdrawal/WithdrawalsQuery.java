package org.openledger.client.withdrawal;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which withdrawals, the latest first unless the order says otherwise.
 *
 * @param q text that they contain
 * @param contributor whose rows
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record WithdrawalsQuery(
        Optional<String> q,
        Optional<String> contributor,

        @Words({"timeMillis", "-timeMillis", "rows", "-rows"})
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
