package org.openledger.client.community;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which invitations, the latest first unless the order says otherwise.
 *
 * @param q a part of the address that invited
 * @param state whether they can be taken
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record InvitationsQuery(
        Optional<String> q,

        @Words({"open", "taken", "revoked", "expired"}) Optional<String> state,

        @Words({"timeMillis", "-timeMillis"}) Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
