package org.openledger.identity;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.identity.Account.Role;
import org.openledger.store.Database;
import org.openledger.store.SettingTable;

/**
 * The accounts of this node. A custodial account's private key is sealed with a random key of its own, and that one with
 * the {@link MasterKey}, both bound to the address (envelope encryption), so that no sealed key can be moved to another
 * account.
 */
public final class Accounts {
    static final String FINGERPRINT_SETTING = "identity.master-key-fingerprint";
    private static final GivenName NAMED = new GivenName("an account's name", "name");

    private final Database database;
    private final MasterKey masterKey;
    private final InstantSource clock;

    public Accounts(Database database, MasterKey masterKey, InstantSource clock) {
        this.database = database;
        this.masterKey = masterKey;
        this.clock = clock;
        database.write(this::bindToMasterKey);
    }

    /** Makes a custodial account with a new key. */
    public Account create(Handle tx, String name) {
        return insertCustodial(tx, name, Role.MEMBER, newSigner());
    }

    /** {@link #create(Handle, String)} in a transaction of its own. */
    public Account create(String name) {
        return database.transact(tx -> create(tx, name));
    }

    /** The node's own account, made on first use. */
    public Account operator() {
        return database.transact(tx ->
                AccountTable.operator(tx).orElseGet(() -> insertCustodial(tx, "operator", Role.OPERATOR, newSigner())));
    }

    /** The address of the node's own account, which was made before. */
    public static String requireOperator(Handle handle) {
        return AccountTable.operator(handle)
                .map(Account::address)
                .orElseThrow(() -> new IdentityException("the operator's account is gone: restore the database"));
    }

    public Optional<Account> find(String address) {
        return database.read(handle -> find(handle, Address.parse(address)));
    }

    public Optional<Account> find(Handle handle, String address) {
        return AccountTable.find(handle, address);
    }

    /** The signer of a custodial account. Throws {@link IdentityException} when the node does not keep its key. */
    public Signer signer(String address) {
        return database.read(handle -> signer(handle, address));
    }

    /** {@link #signer(String)} on an open handle. */
    public Signer signer(Handle handle, String address) {
        String parsed = Address.parse(address);
        return AccountTable.key(handle, parsed)
                .map(key -> unseal(masterKey, parsed, key))
                .orElseThrow(() -> new IdentityException("the node keeps no key for " + parsed
                        + ": sign with the wallet that does, or create a custodial account"));
    }

    static Signer unseal(MasterKey masterKey, String address, AccountTable.SealedKey key) {
        SealingKey own = new SealingKey(masterKey.open(key.wrapped(), address));
        return Signer.of(own.open(key.sealed(), address));
    }

    private Account insertCustodial(Handle tx, String name, Role role, Signer signer) {
        Account account = new Account(signer.address(), NAMED.of(name), role, clock.millis());
        byte[] own = new byte[SealingKey.KEY_LENGTH];
        new SecureRandom().nextBytes(own);
        byte[] wrapped = masterKey.seal(own, account.address());
        byte[] sealed = new SealingKey(own).seal(signer.privateKey(), account.address());
        if (!AccountTable.insert(tx, account, new AccountTable.SealedKey(wrapped, sealed))) {
            throw new IdentityException("there is an account with the address " + account.address() + " already");
        }
        return account;
    }

    /** A database opened with another master key is a mistake that must show now, not when a key is first needed. */
    private void bindToMasterKey(Handle tx) {
        String kept = SettingTable.choose(tx, FINGERPRINT_SETTING, masterKey::fingerprint);
        if (!kept.equals(masterKey.fingerprint())) {
            throw new IdentityException(
                    "master.key is not the one this database was made with: restore the right file from its backup");
        }
    }

    private static Signer newSigner() {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[32];
        do {
            random.nextBytes(key);
        } while (!Signer.isPrivateKey(key)); // one draw in 2^128 is no key of the curve
        return Signer.of(key);
    }
}
