package org.openledger.client.community;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;

/**
 * Rows that were taken at once under their contributor's bond, of which reviewers look at some.
 *
 * @param state open while votes are taken; passed, failed where more than the tolerated part was refused, or uncovered where the
 *     contributor asked the bond back
 * @param bondGwei what the contributor stakes
 * @param drawn how many rows were drawn
 * @param quorum how many votes that agree decide a drawn row
 * @param toleratedPercent how many of the drawn rows may be refused
 * @param begunMillis when the rows were taken
 * @param endsMillis until when votes are taken
 * @param endedMillis when it ended
 * @param refused how many of the drawn rows were refused; 0 while it is open
 * @param takenGwei the part of the bond that went to the Datanet's commons; 0 while it is open
 * @param lines the drawn rows, for those who review; for everybody once it is over
 * @param seed from which it follows which rows were drawn: those with the least SHA-256 of the seed's bytes and the leaf's
 *     digits; once it is over
 */
public record SpotCheckView(
        @Words({"open", "passed", "failed", "uncovered"}) String state,

        long bondGwei,
        long drawn,
        long quorum,
        long toleratedPercent,
        long begunMillis,
        long endsMillis,
        Optional<Long> endedMillis,
        long refused,
        long takenGwei,
        @AtMost(1000) List<Long> lines,
        Optional<String> seed) {}
