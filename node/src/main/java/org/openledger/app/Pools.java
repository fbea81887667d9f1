package org.openledger.app;

import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.identity.Accounts;
import org.openledger.settlement.epoch.EpochAccounts;
import org.openledger.store.Database;

/** The accounts of this node that the pools are paid to; custodial ones, made on first use and kept. */
final class Pools {
    private Pools() {}

    static EpochAccounts openOrCreate(Database database, Accounts accounts) {
        return database.transact(tx -> new EpochAccounts(
                account(tx, accounts, "treasury"),
                account(tx, accounts, "stakers"),
                account(tx, accounts, "commons"),
                Map.of()));
    }

    private static String account(Handle tx, Accounts accounts, String pool) {
        String setting = "pool." + pool;
        Optional<String> kept = tx.createQuery("SELECT value FROM setting WHERE name = :name")
                .bind("name", setting)
                .mapTo(String.class)
                .findOne();
        return kept.orElseGet(() -> {
            String address = accounts.create(tx, pool).address();
            tx.execute("INSERT INTO setting (name, value) VALUES (?, ?)", setting, address);
            return address;
        });
    }
}
