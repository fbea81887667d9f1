package org.openledger.ledger;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;

/**
 * What the entries of some kinds moved within a stretch of the journal.
 *
 * @param gweiByAccount the sum of the postings by account; zero sums are left out
 * @param entriesByKind how many entries there were
 */
public record Turnover(SortedMap<LedgerAccount, Long> gweiByAccount, SortedMap<String, Long> entriesByKind) {
    /** How many entries there were of a kind. */
    public long entries(String kind) {
        return entriesByKind.getOrDefault(kind, 0L);
    }

    /** The entries of some kinds after one position, through another. */
    public static Turnover of(Handle handle, List<String> kinds, long afterPosition, long throughPosition) {
        return new Turnover(
                EntryTable.sums(handle, kinds, afterPosition, throughPosition),
                EntryTable.counts(handle, kinds, afterPosition, throughPosition));
    }

    /** When the first entry of some kinds after a position was posted, in milliseconds of the epoch. */
    public static Optional<Long> startMillis(Handle handle, List<String> kinds, long afterPosition) {
        return EntryTable.firstMillis(handle, kinds, afterPosition);
    }

    /**
     * The last position up to which entries of some kinds touch at most so many accounts of a role: where to end a stretch
     * that must not name more.
     */
    public static long endWithin(
            Handle handle, List<String> kinds, LedgerAccount.Role role, long afterPosition, int maxAccounts) {
        return EntryTable.firstBeyond(handle, kinds, role, afterPosition, maxAccounts)
                .map(first -> first - 1)
                .orElseGet(() -> new Journal().head(handle).position());
    }
}
