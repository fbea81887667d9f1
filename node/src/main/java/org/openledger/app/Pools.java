package org.openledger.app;

import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.openledger.identity.Accounts;
import org.openledger.ledger.LedgerAccount;
import org.openledger.settlement.epoch.EpochAccounts;
import org.openledger.store.Database;
import org.openledger.store.SettingTable;

/** The accounts of this node that the pools are paid to; custodial ones, made on first use and kept. */
final class Pools {
    private Pools() {}

    static EpochAccounts openOrCreate(Database database, Accounts accounts) {
        return database.transact(tx -> new EpochAccounts(
                account(tx, accounts, LedgerAccount.Role.TREASURY),
                account(tx, accounts, LedgerAccount.Role.STAKERS),
                account(tx, accounts, LedgerAccount.Role.COMMONS),
                Map.of()));
    }

    private static String account(Handle tx, Accounts accounts, LedgerAccount.Role pool) {
        return SettingTable.choose(
                tx,
                "pool." + pool.word(),
                () -> accounts.create(tx, pool.word()).address());
    }
}
