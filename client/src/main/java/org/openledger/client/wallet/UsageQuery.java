package org.openledger.client.wallet;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which days' payments, the latest first unless the order says otherwise.
 *
 * @param q text that the name contains
 * @param by lines of models or of keys alone
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record UsageQuery(
        Optional<String> q,
        @Words({"model", "key"}) Optional<String> by,

        @Words({"dayMillis", "-dayMillis", "name", "-name", "payments", "-payments", "gwei", "-gwei"})
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
