package org.openledger.ledger;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * What the entries of one kind moved within a stretch of the journal.
 *
 * @param gweiByAccount the sum of the postings by account; zero sums are left out
 * @param entries how many entries there were
 */
public record Turnover(SortedMap<Account, Long> gweiByAccount, long entries) {

    /** The entries of a kind after one position, through another. */
    public static Turnover of(Handle handle, String kind, long afterPosition, long throughPosition) {
        record Sum(Account account, long gwei) {}
        List<Sum> sums = handle.createQuery("""
                        SELECT p.account, SUM(p.gwei) FROM ledger_posting p
                        JOIN ledger_entry e ON e.position = p.position
                        WHERE e.kind = :kind AND p.position > :after AND p.position <= :through
                        GROUP BY p.account HAVING SUM(p.gwei) <> 0""")
                .bind("kind", kind)
                .bind("after", afterPosition)
                .bind("through", throughPosition)
                .map((row, context) -> new Sum(new Account(row.getString(1)), row.getLong(2)))
                .list();
        SortedMap<Account, Long> gweiByAccount = new TreeMap<>();
        sums.forEach(sum -> gweiByAccount.put(sum.account(), sum.gwei()));
        long entries = handle.createQuery("""
                        SELECT COUNT(*) FROM ledger_entry
                        WHERE kind = :kind AND position > :after AND position <= :through""")
                .bind("kind", kind)
                .bind("after", afterPosition)
                .bind("through", throughPosition)
                .mapTo(Long.class)
                .one();
        return new Turnover(gweiByAccount, entries);
    }

    /**
     * The last position up to which entries of a kind touch at most so many accounts of a role: where to end a stretch
     * that must not name more.
     */
    public static long endWithin(Handle handle, String kind, String role, long afterPosition, int maxAccounts) {
        return handle.createQuery("""
                        SELECT MIN(p.position) AS first FROM ledger_posting p
                        JOIN ledger_entry e ON e.position = p.position
                        WHERE e.kind = :kind AND p.position > :after AND p.account LIKE :role
                        GROUP BY p.account ORDER BY first LIMIT 1 OFFSET :max""")
                .bind("kind", kind)
                .bind("after", afterPosition)
                .bind("role", role + ":%")
                .bind("max", maxAccounts)
                .mapTo(Long.class)
                .findOne()
                .map(first -> first - 1)
                .orElseGet(() -> new Journal().head(handle).position());
    }
}
