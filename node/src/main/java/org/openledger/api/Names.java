package org.openledger.api;

import java.util.Optional;
import org.openledger.identity.Account;
import org.openledger.identity.Accounts;

/** What people call an address. */
final class Names {
    private final Accounts accounts;

    Names(Accounts accounts) {
        this.accounts = accounts;
    }

    Optional<String> of(String address) {
        return accounts.find(address).map(Account::name);
    }
}
