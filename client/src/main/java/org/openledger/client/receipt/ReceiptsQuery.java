package org.openledger.client.receipt;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which receipts, the latest first unless the order says otherwise. Only the administrator searches questions and answers.
 *
 * @param q text that they contain
 * @param model the model that answered
 * @param state how far they are
 * @param payer the address that paid
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record ReceiptsQuery(
        Optional<String> q,
        Optional<String> model,
        @Words({"admitted", "answered", "receipted"}) Optional<String> state,
        Optional<String> payer,

        @Words({"model", "-model", "state", "-state", "feeGwei", "-feeGwei", "timeMillis", "-timeMillis"})
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {
    /** Any receipts, in the order of the list. */
    public static ReceiptsQuery page(int offset, int limit) {
        return new ReceiptsQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                offset,
                limit);
    }
}
