package org.openledger.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.store.SettingTable;
import org.openledger.store.seal.Finding;

/** Opens every private key that the node keeps, and compares it with its address. */
public final class AccountCheck {
    private static final String RESTORE = "restore the database from a backup";

    private final MasterKey masterKey;

    public AccountCheck(MasterKey masterKey) {
        this.masterKey = masterKey;
    }

    public List<Finding> fsck(Handle handle) {
        List<Finding> findings = new ArrayList<>();
        if (!isKeyOfDatabase(handle)) {
            findings.add(new Finding(
                    "master.key",
                    "",
                    "it is not the one this database was made with",
                    "restore the right file from its backup"));
            return findings;
        }
        if (!hasFingerprint(handle)) {
            findings.add(new Finding(
                    "setting",
                    Accounts.FINGERPRINT_SETTING,
                    "it is not the fingerprint of master.key, which opens the operator's private key",
                    RESTORE));
        }
        if (AccountTable.operator(handle).isEmpty()) {
            findings.add(new Finding("account", "", "the operator's account is gone", RESTORE));
        }
        for (Account account : AccountTable.all(handle)) {
            Optional<AccountTable.SealedKey> key = AccountTable.key(handle, account.address());
            if (key.isPresent() && !opens(account.address(), key.get())) {
                findings.add(new Finding(
                        "account", account.address(), "its private key does not open with master.key", RESTORE));
            }
        }
        return findings;
    }

    /** Whether the database was made with this master key: it says so, or its operator's private key opens with it. */
    public boolean isKeyOfDatabase(Handle handle) {
        return hasFingerprint(handle) || opensOperator(handle);
    }

    private boolean opensOperator(Handle handle) {
        return AccountTable.operator(handle)
                .map(Account::address)
                .filter(address -> AccountTable.key(handle, address)
                        .filter(key -> opens(address, key))
                        .isPresent())
                .isPresent();
    }

    private boolean hasFingerprint(Handle handle) {
        return SettingTable.find(handle, Accounts.FINGERPRINT_SETTING)
                .map(kept -> kept.equals(masterKey.fingerprint()))
                .orElse(true);
    }

    private boolean opens(String address, AccountTable.SealedKey key) {
        try {
            return Accounts.unseal(masterKey, address, key).address().equals(address);
        } catch (RuntimeException damaged) {
            return false;
        }
    }
}
