package org.openledger.api.http;

import java.util.Optional;
import org.openledger.identity.Account;
import org.openledger.identity.Accounts;

/** What people call an address. */
public final class Names {
    private final Accounts accounts;

    public Names(Accounts accounts) {
        this.accounts = accounts;
    }

    public Optional<String> of(String address) {
        return accounts.find(address).map(Account::name);
    }
}
