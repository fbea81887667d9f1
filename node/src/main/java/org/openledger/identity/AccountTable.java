package org.openledger.identity;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The SQL of accounts and their sealed keys. */
final class AccountTable {
    private AccountTable() {}

    /** A custodial account's private key, sealed, beside the key that seals it, wrapped. */
    static final class SealedKey {
        private final byte[] wrappedKey;
        private final byte[] sealedKey;

        SealedKey(byte[] wrappedKey, byte[] sealedKey) {
            this.wrappedKey = wrappedKey;
            this.sealedKey = sealedKey;
        }

        byte[] wrapped() {
            return wrappedKey;
        }

        byte[] sealed() {
            return sealedKey;
        }
    }

    /** False where there is an account with this address already. */
    static boolean insert(Handle transaction, Account account, SealedKey key) {
        return transaction
                        .createUpdate("""
                                INSERT INTO account (address, name, role, wrapped_key, sealed_key, created_millis)
                                VALUES (:address, :name, :role, :wrapped, :sealed, :createdMillis)
                                ON CONFLICT (address) DO NOTHING""")
                        .bindMethods(account)
                        .bind("wrapped", key.wrapped())
                        .bind("sealed", key.sealed())
                        .execute()
                == 1;
    }

    static Optional<Account> operator(Handle handle) {
        return handle.createQuery("SELECT * FROM account WHERE role = :role")
                .bind("role", Account.Role.OPERATOR)
                .mapTo(Account.class)
                .findOne();
    }

    static Optional<Account> find(Handle handle, String address) {
        return handle.createQuery("SELECT * FROM account WHERE address = :address")
                .bind("address", address)
                .mapTo(Account.class)
                .findOne();
    }

    /** The oldest first. */
    static List<Account> all(Handle handle) {
        return handle.createQuery("SELECT * FROM account ORDER BY created_millis, address")
                .mapTo(Account.class)
                .list();
    }

    static Optional<SealedKey> key(Handle handle, String address) {
        return handle.createQuery("SELECT wrapped_key, sealed_key FROM account WHERE address = :address")
                .bind("address", address)
                .map(ConstructorMapper.of(SealedKey.class))
                .findOne();
    }
}
