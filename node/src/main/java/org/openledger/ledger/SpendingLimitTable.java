package org.openledger.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of spending limits. */
final class SpendingLimitTable {
    private SpendingLimitTable() {}

    /** A payer's limit, what is drawn of it, and the place on chain of the event that set it. */
    public record Row(LedgerAccount account, long limitGwei, long drawnGwei, long sequence) {}

    /** A payer whose charges sum to something else than is kept as drawn. */
    public record Difference(LedgerAccount account, long drawnGwei, long chargedGwei) {}

    static Optional<Row> find(Handle handle, LedgerAccount payer) {
        return handle.createQuery("""
                        SELECT account, limit_gwei, drawn_gwei, sequence FROM ledger_limit
                        WHERE account = :account""").bind("account", payer).mapTo(Row.class).findOne();
    }

    static void write(Handle transaction, Row row) {
        transaction.createUpdate("""
                        INSERT INTO ledger_limit (account, limit_gwei, drawn_gwei, sequence)
                        VALUES (:account, :limitGwei, :drawnGwei, :sequence)
                        ON CONFLICT (account) DO UPDATE SET limit_gwei = excluded.limit_gwei,
                            drawn_gwei = excluded.drawn_gwei, sequence = excluded.sequence""").bindMethods(row).execute();
    }

    /** @param kinds of the entries that draw */
    static List<Difference> differences(Handle handle, List<String> kinds) {
        return handle.createQuery("""
                        SELECT l.account, l.drawn_gwei, COALESCE(-SUM(p.gwei), 0) AS charged_gwei FROM ledger_limit l
                        LEFT JOIN (SELECT c.account, c.gwei FROM ledger_posting c
                                   JOIN ledger_entry e ON e.position = c.position AND e.kind IN (<kinds>)) p
                            ON p.account = l.account
                        GROUP BY l.account, l.drawn_gwei HAVING l.drawn_gwei <> COALESCE(-SUM(p.gwei), 0)""")
                .bindList("kinds", kinds)
                .mapTo(Difference.class)
                .list();
    }
}
