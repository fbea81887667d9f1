package org.openledger.client.credential;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which API keys, the newest first unless the order says otherwise.
 *
 * @param q text that they contain
 * @param payer whose; the caller's own unless the administrator asks
 * @param state live, expired or revoked
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record KeysQuery(
        Optional<String> q,
        Optional<String> payer,
        @Words({"live", "expired", "revoked"}) Optional<String> state,

        @Words({"label", "-label", "createdMillis", "-createdMillis", "lastUsedMillis", "-lastUsedMillis"})
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
