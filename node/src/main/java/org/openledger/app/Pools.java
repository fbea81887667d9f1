package org.openledger.app;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.identity.Accounts;
import org.openledger.ledger.LedgerAccount;
import org.openledger.settlement.epoch.CommonsAccounts;
import org.openledger.settlement.epoch.EpochAccounts;
import org.openledger.store.Database;
import org.openledger.store.SettingTable;

/** The accounts of this node that the pools are paid to; custodial ones, made on first use and kept. */
final class Pools implements CommonsAccounts {
    private static final String COMMONS = setting(LedgerAccount.Role.COMMONS) + ".";

    private final Accounts accounts;

    private Pools(Accounts accounts) {
        this.accounts = accounts;
    }

    static EpochAccounts openOrCreate(Database database, Accounts accounts) {
        Pools pools = new Pools(accounts);
        return database.transact(tx -> new EpochAccounts(
                pools.account(tx, LedgerAccount.Role.TREASURY), pools.account(tx, LedgerAccount.Role.STAKERS), pools));
    }

    @Override
    public String choose(Handle transaction, String datanet) {
        return SettingTable.choose(
                transaction,
                COMMONS + datanet,
                () -> accounts.create(transaction, "commons of Datanet " + datanet)
                        .address());
    }

    @Override
    public Optional<String> find(Handle handle, String datanet) {
        return SettingTable.find(handle, COMMONS + datanet);
    }

    @Override
    public Optional<String> datanetOf(Handle handle, String address) {
        return SettingTable.nameOf(handle, COMMONS, address);
    }

    private String account(Handle tx, LedgerAccount.Role pool) {
        return SettingTable.choose(
                tx, setting(pool), () -> accounts.create(tx, pool.word()).address());
    }

    private static String setting(LedgerAccount.Role pool) {
        return "pool." + pool.word();
    }
}
