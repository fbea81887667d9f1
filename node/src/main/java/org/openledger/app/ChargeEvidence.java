package org.openledger.app;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.answer.NamedRow;
import org.openledger.answer.RowPart;
import org.openledger.factory.RunValue;
import org.openledger.factory.Values;
import org.openledger.ledger.Charges;
import org.openledger.receipt.Receipts;
import org.openledger.settlement.AccountExplanation.RowCredit;
import org.openledger.settlement.RowEvidence;

/** Tells settlement which rows a receipt or a run's reward was paid for, and how they divide it. */
final class ChargeEvidence implements RowEvidence {
    private static final int MAX_ROWS_OF_REWARD = 5;
    private static final long PPM = 1_000_000;

    @Override
    public List<RowCredit> rows(Handle handle, String kind, String reference, String contributor, long gwei) {
        return switch (kind) {
            case Charges.REWARD -> ofReward(handle, reference, contributor, gwei);
            case Charges.DECISION -> ofReceipt(handle, Charges.receiptOf(reference), contributor, gwei);
            case Charges.BOND, Charges.BUILDING -> List.of(); // no row brought it in
            default -> ofReceipt(handle, reference, contributor, gwei);
        };
    }

    /** A reward is shared by the sum over a contributor's rows; it is shown with those that are worth most. */
    private static List<RowCredit> ofReward(Handle handle, String run, String contributor, long gwei) {
        List<RunValue.BestRow> best = Values.best(handle, run, contributor, MAX_ROWS_OF_REWARD);
        List<NamedRow> named = best.stream()
                .map(row -> new NamedRow(row.leaf(), row.datanet(), (int)
                        (PPM * row.nanonats() / best.getFirst().nanonats())))
                .toList();
        return credits(named, gwei);
    }

    private static List<RowCredit> ofReceipt(Handle handle, String receiptId, String contributor, long gwei) {
        return credits(Receipts.rowsOf(handle, receiptId, contributor), gwei);
    }

    private static List<RowCredit> credits(List<NamedRow> named, long gwei) {
        return RowPart.divide(named, gwei).stream()
                .map(part -> new RowCredit(part.leaf(), part.datanet(), part.ppm(), part.gwei()))
                .toList();
    }
}
