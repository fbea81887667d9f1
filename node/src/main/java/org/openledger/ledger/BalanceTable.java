package org.openledger.ledger;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of balances. */
final class BalanceTable {
    private BalanceTable() {}

    static Balance read(Handle handle, LedgerAccount account) {
        return handle.createQuery("SELECT account, gwei, held_gwei FROM ledger_balance WHERE account = :account")
                .bind("account", account)
                .mapTo(Balance.class)
                .findOne()
                .orElse(new Balance(account, 0, 0));
    }

    static List<Balance> all(Handle handle) {
        return handle.createQuery("SELECT account, gwei, held_gwei FROM ledger_balance ORDER BY account")
                .mapTo(Balance.class)
                .list();
    }

    /** The accounts of a role that were ever posted to. */
    static List<LedgerAccount> accounts(Handle handle, LedgerAccount.Role role) {
        return handle.createQuery("SELECT account FROM ledger_balance WHERE account LIKE :role ORDER BY account")
                .bind("role", role.pattern())
                .mapTo(LedgerAccount.class)
                .list();
    }

    static void clear(Handle transaction) {
        transaction.execute("DELETE FROM ledger_balance");
    }

    static void write(Handle transaction, List<Balance> rows) {
        PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO ledger_balance (account, gwei, held_gwei) VALUES (:account, :gwei, :heldGwei)
                ON CONFLICT (account) DO UPDATE SET gwei = excluded.gwei, held_gwei = excluded.held_gwei""");
        rows.forEach(row -> batch.bind("account", row.account())
                .bind("gwei", row.gwei())
                .bind("heldGwei", row.heldGwei())
                .add());
        batch.execute();
    }
}
