package org.openledger.client.model;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which models, the oldest first unless the order says otherwise.
 *
 * @param q text that they contain
 * @param name the name whose versions are wanted
 * @param state whether their answers can be traced yet
 * @param live whether they answer
 * @param origin where they come from
 * @param owner the address that owns them
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record ModelsQuery(
        Optional<String> q,
        Optional<String> name,

        @Words({"registering", "attributing", "ready", "refused"})
        Optional<String> state,

        @Words({"yes", "no"}) Optional<String> live,
        @Words({"trained", "brought", "base"}) Optional<String> origin,
        Optional<String> owner,

        @Words({"name", "-name", "owner", "-owner", "state", "-state", "live", "-live", "receipts", "-receipts"})
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("100") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
