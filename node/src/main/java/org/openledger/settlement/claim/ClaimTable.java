package org.openledger.settlement.claim;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The SQL of what the chain has paid out to each account. */
public final class ClaimTable {
    private ClaimTable() {}

    private record Claimed(String account, long gwei) {}

    public static void add(Handle transaction, String account, long gwei) {
        transaction
                .createUpdate("""
                        INSERT INTO settlement_claimed (account, gwei) VALUES (:account, :gwei)
                        ON CONFLICT (account) DO UPDATE SET gwei = excluded.gwei""")
                .bind("account", account)
                .bind("gwei", Math.addExact(of(transaction, account), gwei))
                .execute();
    }

    public static long of(Handle handle, String account) {
        return handle.createQuery("SELECT gwei FROM settlement_claimed WHERE account = :account")
                .bind("account", account)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    public static SortedMap<String, Long> all(Handle handle) {
        return handle.createQuery("SELECT account, gwei FROM settlement_claimed")
                .mapTo(Claimed.class)
                .collect(Collectors.toMap(Claimed::account, Claimed::gwei, Math::addExact, TreeMap::new));
    }
}
