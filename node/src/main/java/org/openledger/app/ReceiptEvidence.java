package org.openledger.app;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.gateway.Receipts;
import org.openledger.gateway.RowPart;
import org.openledger.settlement.AccountExplanation.RowCredit;
import org.openledger.settlement.RowEvidence;

/** Tells settlement which rows a receipt names for a contributor, and how they divide what it paid. */
final class ReceiptEvidence implements RowEvidence {
    @Override
    public List<RowCredit> rows(Handle handle, String receiptId, String contributor, long gwei) {
        return RowPart.divide(Receipts.rowsOf(handle, receiptId, contributor), gwei).stream()
                .map(part -> new RowCredit(part.leaf(), part.datanet(), part.ppm(), part.gwei()))
                .toList();
    }
}
