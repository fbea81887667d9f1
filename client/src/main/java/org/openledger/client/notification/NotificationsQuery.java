package org.openledger.client.notification;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which notifications, the newest first unless the order says otherwise.
 *
 * @param q a part of their words
 * @param account whose; the caller's own unless an administrator asks
 * @param target by which target
 * @param state how far they are
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record NotificationsQuery(
        Optional<String> q,
        Optional<String> account,
        Optional<String> target,

        @Words({"waiting", "delivered", "failed"}) Optional<String> state,

        @Words({"createdMillis", "-createdMillis"}) Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
