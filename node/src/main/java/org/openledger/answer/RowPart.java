package org.openledger.answer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A row's part of what a receipt gave its contributor. Receipts measure causes by contributor, not by row: the rows they name are
 * the nearest to the answer, and divide by nearness what the contributor has. The parts of one division sum to the whole.
 *
 * @param ppm of the contributor's credit
 * @param gwei of the contributor's pay
 */
public record RowPart(String leaf, String datanet, long ppm, long gwei) {
    private static final long PPM = 1_000_000;

    /** Divides a contributor's pay among the rows that a receipt names for them; nothing when nearness says nothing. */
    public static List<RowPart> divide(List<NamedRow> named, long gwei) {
        long total = named.stream().mapToLong(NamedRow::scorePpm).sum();
        List<RowPart> parts = new ArrayList<>();
        long seen = 0;
        for (NamedRow row : total == 0 ? List.<NamedRow>of() : named) {
            long next = seen + row.scorePpm();
            // What is due up to here, less what was due before: the parts sum to the whole.
            parts.add(new RowPart(
                    row.leaf(),
                    row.datanet(),
                    PPM * next / total - PPM * seen / total,
                    part(gwei, next, total) - part(gwei, seen, total)));
            seen = next;
        }
        return parts;
    }

    private static long part(long gwei, long of, long total) {
        return BigInteger.valueOf(gwei)
                .multiply(BigInteger.valueOf(of))
                .divide(BigInteger.valueOf(total))
                .longValueExact();
    }
}
