package org.openledger.ledger;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
        record Sum(LedgerAccount account, long gwei) {}
        List<Sum> sums = handle.createQuery("""
                        SELECT p.account, SUM(p.gwei) FROM ledger_posting p
                        JOIN ledger_entry e ON e.position = p.position
                        WHERE e.kind IN (<kinds>) AND p.position > :after AND p.position <= :through
                        GROUP BY p.account HAVING SUM(p.gwei) <> 0""")
                .bindList("kinds", kinds)
                .bind("after", afterPosition)
                .bind("through", throughPosition)
                .map((row, context) -> new Sum(new LedgerAccount(row.getString(1)), row.getLong(2)))
                .list();
        SortedMap<LedgerAccount, Long> gweiByAccount = new TreeMap<>();
        sums.forEach(sum -> gweiByAccount.put(sum.account(), sum.gwei()));
        SortedMap<String, Long> entriesByKind = new TreeMap<>();
        handle.createQuery("""
                        SELECT kind, COUNT(*) FROM ledger_entry
                        WHERE kind IN (<kinds>) AND position > :after AND position <= :through GROUP BY kind""")
                .bindList("kinds", kinds)
                .bind("after", afterPosition)
                .bind("through", throughPosition)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(count -> entriesByKind.put(count.getKey(), count.getValue()));
        return new Turnover(gweiByAccount, entriesByKind);
    }

    /**
     * The last position up to which entries of some kinds touch at most so many accounts of a role: where to end a stretch
     * that must not name more.
     */
    public static long endWithin(Handle handle, List<String> kinds, String role, long afterPosition, int maxAccounts) {
        return handle.createQuery("""
                        SELECT MIN(p.position) AS first FROM ledger_posting p
                        JOIN ledger_entry e ON e.position = p.position
                        WHERE e.kind IN (<kinds>) AND p.position > :after AND p.account LIKE :role
                        GROUP BY p.account ORDER BY first LIMIT 1 OFFSET :max""")
                .bindList("kinds", kinds)
                .bind("after", afterPosition)
                .bind("role", role + ":%")
                .bind("max", maxAccounts)
                .mapTo(Long.class)
                .findOne()
                .map(first -> first - 1)
                .orElseGet(() -> new Journal().head(handle).position());
    }
}
