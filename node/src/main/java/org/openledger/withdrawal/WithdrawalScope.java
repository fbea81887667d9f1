package org.openledger.withdrawal;

import java.util.List;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;

/** Which rows of a Datanet are taken back. */
public sealed interface WithdrawalScope {
    /** How many rows can be named one by one. */
    int MAX_ROWS = 10_000;

    /** Some rows, by their leaves. */
    record Rows(List<String> leaves) implements WithdrawalScope {
        public Rows {
            leaves = leaves.stream().distinct().toList();
            if (leaves.isEmpty() || leaves.size() > MAX_ROWS) {
                throw new DatanetException(
                        Kind.INVALID,
                        "'rows' must name 1 to " + MAX_ROWS + " rows; say a contribution, or all, instead");
            }
        }
    }

    /** All rows of a contribution. */
    record Contribution(long id) implements WithdrawalScope {}

    /** All that the contributor gave to the Datanet. */
    record All() implements WithdrawalScope {}
}
