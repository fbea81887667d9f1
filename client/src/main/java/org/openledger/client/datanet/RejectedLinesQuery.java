package org.openledger.client.datanet;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which refused lines of an upload, in their order unless the order says otherwise.
 *
 * @param q text that they contain
 * @param reason the code of why
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record RejectedLinesQuery(
        Optional<String> q,

        @Words({
            "malformed-json",
            "bad-utf8",
            "too-long",
            "too-deep",
            "duplicate-key",
            "wrong-schema",
            "bad-text",
            "empty",
            "too-many-rows",
            "exact-duplicate",
            "near-duplicate",
            "contained",
            "variant",
            "correction",
            "elsewhere",
            "secret",
            "personal-data",
            "review",
            "chain-refused"
        })
        Optional<String> reason,

        @Words({"line", "-line", "reason", "-reason"}) Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
