package org.openledger.client.review;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which rows of a contribution, in their order unless the order says otherwise.
 *
 * @param q text that they contain, or that is said of them
 * @param reason the code of what was found in them
 * @param state what became of them: held ones wait for the owner's own word, waiting ones for a review
 * @param sort their order; a minus stands before what comes largest first. In the order {@code sample} the first n are a random
 *     sample, always the same
 * @param by for whom, among those that the caller acts for: rows that are shown count as seen by them; the caller where this is absent
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record ReviewRowsQuery(
        Optional<String> q,

        @Words({
            "none",
            "near-duplicate",
            "contained",
            "variant",
            "correction",
            "elsewhere",
            "exact-duplicate",
            "secret",
            "personal-data",
            "review",
            "chain-refused"
        })
        Optional<String> reason,

        @Words({"waiting", "held", "accepted", "refused", "withdrawn"})
        Optional<String> state,

        @Words({"line", "-line", "reason", "-reason", "sample", "-sample"})
        Optional<String> sort,

        Optional<String> by,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 500) int limit)
        implements ListingQuery {
    /** Those from a place on. */
    public static ReviewRowsQuery from(int offset, int limit) {
        return new ReviewRowsQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                offset,
                limit);
    }
}
