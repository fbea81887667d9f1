package org.openledger.ledger;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What an account has, and how much of that is held; zero of both for accounts never posted to. */
record Balance(LedgerAccount account, long gwei, long heldGwei) {
    static Balance read(Handle handle, LedgerAccount account) {
        return handle.createQuery("SELECT gwei, held_gwei FROM ledger_balance WHERE account = :account")
                .bind("account", account.name())
                .map((row, context) -> new Balance(account, row.getLong(1), row.getLong(2)))
                .findOne()
                .orElse(new Balance(account, 0, 0));
    }

    static List<Balance> all(Handle handle) {
        return handle.createQuery("SELECT account, gwei, held_gwei FROM ledger_balance ORDER BY account")
                .map((row, context) -> new Balance(new LedgerAccount(row.getString(1)), row.getLong(2), row.getLong(3)))
                .list();
    }

    Balance plus(long change) {
        Balance after = new Balance(account, Math.addExact(gwei, change), heldGwei);
        if (change < 0 || account.asset()) {
            Balances.checkSufficient(account, after.gwei, heldGwei);
        }
        return after;
    }

    Balance withHeld(long changeGwei) {
        return new Balance(account, gwei, Math.addExact(heldGwei, changeGwei));
    }

    static void write(Handle transaction, List<Balance> rows) {
        PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO ledger_balance (account, gwei, held_gwei) VALUES (:account, :gwei, :held)
                ON CONFLICT (account) DO UPDATE SET gwei = excluded.gwei, held_gwei = excluded.held_gwei""");
        for (Balance row : rows) {
            batch.bind("account", row.account.name())
                    .bind("gwei", row.gwei)
                    .bind("held", row.heldGwei)
                    .add();
        }
        batch.execute();
    }
}
