package org.openledger.datanet.row;

import java.util.Optional;

/**
 * What became of one line of an upload.
 *
 * @param leaf the row's leaf; empty when the line became no row
 * @param state the row's state; REJECTED when the line became no row
 * @param leader the leaf of the row it repeats
 * @param firstVersion the version it first entered; it is in every later one
 * @param held present while it waits for somebody's own word
 * @param decidedBy who decided it: an address, or {@code quorum}
 */
public record LineHistory(
        long line,
        Optional<String> leaf,
        Row.State state,
        Optional<Reason> reason,
        Optional<String> detail,
        Optional<String> leader,
        Optional<Long> firstVersion,
        Optional<Long> held,
        Optional<String> decidedBy,
        Optional<Long> decidedMillis) {}
