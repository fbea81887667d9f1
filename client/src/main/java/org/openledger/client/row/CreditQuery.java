package org.openledger.client.row;

import java.util.Optional;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * Which rows of a Datanet's credit.
 *
 * @param q text that they contain
 * @param order which rows there are, and the order where no other is asked for: what they earned, how often they are repeated, or how much they lowered answers; most first
 * @param contributor the address that gave them
 * @param sort their order; a minus stands before what comes largest first
 * @param offset how many to leave out before
 * @param limit how many at most
 */
public record CreditQuery(
        Optional<String> q,
        @Words({"earned", "repeated", "lowered"}) String order,
        Optional<String> contributor,

        @Words({
            "answers",
            "-answers",
            "quotedAnswers",
            "-quotedAnswers",
            "earnedGwei",
            "-earnedGwei",
            "waitingGwei",
            "-waitingGwei",
            "copies",
            "-copies",
            "places",
            "-places",
            "loweredAnswers",
            "-loweredAnswers",
            "loweredSurely",
            "-loweredSurely",
            "loweredMicronats",
            "-loweredMicronats"
        })
        Optional<String> sort,

        @WhenAbsent("0") @Bounds(from = 0, to = 10_000_000) int offset,
        @WhenAbsent("20") @Bounds(from = 1, to = 1000) int limit)
        implements ListingQuery {}
