package org.openledger.identity;

import java.util.Map;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Lookup;

/** Accounts whose keys the node keeps, as a reader searches, sorts and pages them. */
public final class AccountLists {
    public static final Listing ACCOUNTS = Listing.of("a.address", "account a")
            .searching("a.name")
            .searching("a.address")
            .sorting("name", "LOWER(a.name)")
            .sorting("address", "a.address")
            .standing("a.created_millis, a.address");

    public static final Lookup NAMES = Lookup.byName("a.address", "a.name", "account a");
    public static final Lookup ADDRESSES = Lookup.byHash("a.address", "a.name", "account a", "a.address");

    private final Database database;

    public AccountLists(Database database) {
        this.database = database;
    }

    public ListPage<Account> accounts(ListRequest request) {
        return database.read(handle -> ACCOUNTS.page(handle, request, Map.of())
                .map(address -> AccountTable.find(handle, address).orElseThrow()));
    }
}
