package org.openledger.client.agent;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which actions, the newest first unless the order says otherwise.
 *
 * @param q text that they contain
 * @param mandate under this one
 * @param state awaiting, admitted or closed
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record ActionsQuery(
        Optional<String> q,
        Optional<String> mandate,
        @Words({"awaiting", "admitted", "closed"}) Optional<String> state,

        @Words({"createdMillis", "-createdMillis", "paidGwei", "-paidGwei"})
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
