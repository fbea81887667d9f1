package org.openledger.settlement;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Who knows which rows a charge was paid for; receipts and values of rows are kept elsewhere. */
@FunctionalInterface
public interface RowEvidence {
    /** For callers who know of none. */
    RowEvidence NONE = (handle, kind, reference, contributor, gwei) -> List.of();

    /**
     * The rows of a contributor that a charge names, best first, sharing {@code gwei}; empty when it names none.
     *
     * @param reference the receipt's id or the run's, as the kind says
     */
    List<AccountExplanation.RowCredit> rows(
            Handle handle, String kind, String reference, String contributor, long gwei);
}
