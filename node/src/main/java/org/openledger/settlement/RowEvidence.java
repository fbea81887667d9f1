package org.openledger.settlement;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Who knows which rows a receipt names for a contributor; the receipts are kept elsewhere. */
@FunctionalInterface
public interface RowEvidence {
    /** For callers without receipts: no rows. */
    RowEvidence NONE = (handle, receiptId, contributor, gwei) -> List.of();

    /** The rows of a contributor that a receipt names, best first, sharing {@code gwei}; empty when it names none. */
    List<AccountExplanation.RowCredit> rows(Handle handle, String receiptId, String contributor, long gwei);
}
