package org.openledger.app;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.gateway.Receipts;
import org.openledger.settlement.AccountExplanation.RowCredit;
import org.openledger.settlement.RowEvidence;

/** Tells settlement which rows a receipt names for a contributor, and divides what it paid by their scores. */
final class ReceiptEvidence implements RowEvidence {
    private static final long PPM = 1_000_000;

    @Override
    public List<RowCredit> rows(Handle handle, String receiptId, String contributor, long gwei) {
        List<Receipts.NamedRow> named = Receipts.rowsOf(handle, receiptId, contributor);
        long total = named.stream().mapToLong(Receipts.NamedRow::scorePpm).sum();
        List<RowCredit> credits = new ArrayList<>();
        long seen = 0;
        for (Receipts.NamedRow row : total == 0 ? List.<Receipts.NamedRow>of() : named) {
            long next = seen + row.scorePpm();
            // What is due up to here, less what was due before: the parts sum to the whole.
            credits.add(new RowCredit(
                    row.leaf(),
                    row.datanet(),
                    PPM * next / total - PPM * seen / total,
                    part(gwei, next, total) - part(gwei, seen, total)));
            seen = next;
        }
        return credits;
    }

    private static long part(long gwei, long of, long total) {
        return BigInteger.valueOf(gwei)
                .multiply(BigInteger.valueOf(of))
                .divide(BigInteger.valueOf(total))
                .longValueExact();
    }
}
