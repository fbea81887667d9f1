package org.openledger.client.community;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * What became of a line of an upload.
 *
 * @param line its number, from 1
 * @param leaf of its row; left out where it became none
 * @param state what became of it
 * @param reason the code of what was found in it, or that a review refused it
 * @param detail in a sentence
 * @param leader the leaf of the row that it is related to
 * @param decidedBy the address that decided it; {@code quorum} where votes did
 * @param decidedMillis when
 * @param firstVersion the version it first entered
 */
public record LineFate(
        long line,
        Optional<String> leaf,

        @Words({"waiting", "held", "accepted", "refused", "withdrawn"})
        String state,

        Optional<String> reason,
        Optional<String> detail,
        Optional<String> leader,
        Optional<String> decidedBy,
        Optional<Long> decidedMillis,
        Optional<Long> firstVersion) {}
