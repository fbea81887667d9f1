package org.openledger.client.datanet;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which contributions to any Datanet, the latest first unless the order says otherwise.
 *
 * @param q text that they contain
 * @param state how far they are
 * @param datanet the Datanet's number
 * @param contributor the address that gave them
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record GivenQuery(
        Optional<String> q,

        @Words({"screening", "empty", "screened", "expired", "signed", "reviewed"})
        Optional<String> state,

        Optional<String> datanet,
        Optional<String> contributor,

        @Words({
            "datanet",
            "-datanet",
            "contributor",
            "-contributor",
            "state",
            "-state",
            "rowsSubmitted",
            "-rowsSubmitted",
            "rowsPassed",
            "-rowsPassed",
            "rowsAccepted",
            "-rowsAccepted",
            "timeMillis",
            "-timeMillis"
        })
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("50") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
