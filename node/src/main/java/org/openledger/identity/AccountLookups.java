package org.openledger.identity;

import org.openledger.store.Lookup;

/** How accounts whose keys the node keeps are found. */
public final class AccountLookups {
    public static final Lookup NAMES = Lookup.byName("a.address", "a.name", "account a");
    public static final Lookup ADDRESSES = Lookup.byHash("a.address", "a.name", "account a", "a.address");

    private AccountLookups() {}
}
