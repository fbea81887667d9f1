package org.openledger.client.account;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which payments to an account, the latest first unless the order says otherwise.
 *
 * @param q text that they contain
 * @param role as what it was paid
 * @param model the model that answered, or that a run made
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record StatementQuery(
        Optional<String> q,

        @Words({"contributor", "waiting", "developer", "royalty", "base", "operator", "treasury", "stakers", "commons"})
        Optional<String> role,

        Optional<String> model,

        @Words({
            "role",
            "-role",
            "model",
            "-model",
            "ppm",
            "-ppm",
            "gwei",
            "-gwei",
            "epoch",
            "-epoch",
            "timeMillis",
            "-timeMillis"
        })
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
