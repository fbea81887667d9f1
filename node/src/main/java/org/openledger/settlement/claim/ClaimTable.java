package org.openledger.settlement.claim;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** What the chain has paid out to each account. */
public final class ClaimTable {
    private ClaimTable() {}

    public static void add(Handle transaction, String account, long gwei) {
        transaction.execute(
                "INSERT INTO settlement_claimed (account, gwei) VALUES (?, ?)"
                        + " ON CONFLICT (account) DO UPDATE SET gwei = excluded.gwei",
                account,
                Math.addExact(of(transaction, account), gwei));
    }

    public static long of(Handle handle, String account) {
        return handle.createQuery("SELECT gwei FROM settlement_claimed WHERE account = :account")
                .bind("account", account)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    public static SortedMap<String, Long> all(Handle handle) {
        List<Map.Entry<String, Long>> rows = handle.createQuery("SELECT account, gwei FROM settlement_claimed")
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .list();
        SortedMap<String, Long> all = new TreeMap<>();
        rows.forEach(row -> all.put(row.getKey(), row.getValue()));
        return all;
    }
}
