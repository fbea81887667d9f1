package org.openledger.client.row;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which receipts that name a row, the latest first unless the order says otherwise.
 *
 * @param q text that they contain
 * @param model the model that answered
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record RowUsesQuery(
        Optional<String> q,
        Optional<String> model,

        @Words({
            "model",
            "-model",
            "scorePpm",
            "-scorePpm",
            "paidGwei",
            "-paidGwei",
            "waitingGwei",
            "-waitingGwei",
            "timeMillis",
            "-timeMillis"
        })
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("20") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
