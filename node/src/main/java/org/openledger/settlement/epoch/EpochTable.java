package org.openledger.settlement.epoch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The epochs' tables. */
public final class EpochTable {
    private static final String COLUMNS = "number, state, after_position, last_position, journal_hash, receipts,"
            + " charged_gwei, total_gwei, root, closed_millis, final_at_seconds, settle_transaction";

    private EpochTable() {}

    public static Optional<Epoch> newest(Handle handle) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM settlement_epoch ORDER BY number DESC LIMIT 1")
                .map((row, context) -> epoch(row))
                .findOne();
    }

    public static Optional<Epoch> find(Handle handle, long number) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM settlement_epoch WHERE number = :number")
                .bind("number", number)
                .map((row, context) -> epoch(row))
                .findOne();
    }

    /** The epoch that a charge at this position of the journal is in. */
    public static Optional<Epoch> containing(Handle handle, long position) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM settlement_epoch"
                        + " WHERE after_position < :position AND last_position >= :position")
                .bind("position", position)
                .map((row, context) -> epoch(row))
                .findOne();
    }

    public static List<Epoch> before(Handle handle, long number, int limit) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM settlement_epoch WHERE number < :number ORDER BY number DESC LIMIT :limit")
                .bind("number", number)
                .bind("limit", limit)
                .map((row, context) -> epoch(row))
                .list();
    }

    public static long receiptsBefore(Handle handle, long number) {
        return handle.createQuery("SELECT coalesce(sum(receipts), 0) FROM settlement_epoch WHERE number < :number")
                .bind("number", number)
                .mapTo(Long.class)
                .one();
    }

    public static Optional<Epoch> newestIn(Handle handle, EpochState state) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM settlement_epoch WHERE state = :state ORDER BY number DESC LIMIT 1")
                .bind("state", state.name())
                .map((row, context) -> epoch(row))
                .findOne();
    }

    public static List<Epoch> inState(Handle handle, EpochState state) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM settlement_epoch WHERE state = :state ORDER BY number")
                .bind("state", state.name())
                .map((row, context) -> epoch(row))
                .list();
    }

    public static void insert(Handle transaction, Epoch epoch, EpochPlan plan, EpochAccounts accounts) {
        transaction.execute(
                "INSERT INTO settlement_epoch (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                epoch.number(),
                epoch.state().name(),
                epoch.afterPosition(),
                epoch.lastPosition(),
                epoch.journalHash(),
                epoch.receipts(),
                epoch.chargedGwei(),
                epoch.totalGwei(),
                epoch.root(),
                epoch.closedMillis(),
                epoch.finalAtSeconds(),
                epoch.settleTransaction());
        PreparedBatch charges =
                transaction.prepareBatch("INSERT INTO settlement_charge (epoch, payer, gwei) VALUES (?, ?, ?)");
        plan.chargesGwei().forEach((payer, gwei) -> charges.add(epoch.number(), payer, gwei));
        charges.execute();
        insertLeaves(transaction, plan);
        EpochAuditTable.insert(transaction, epoch.number(), plan.outcomes());
        PreparedBatch pools =
                transaction.prepareBatch("INSERT INTO settlement_pool (epoch, pool, address) VALUES (?, ?, ?)");
        plan.payees().keySet().stream()
                .filter(EpochAccounts::isPool)
                .forEach(pool -> pools.add(epoch.number(), pool.name(), accounts.addressOf(pool)));
        pools.execute();
    }

    /** Puts a plan's leaves in the place of those there are. */
    public static void replaceLeaves(Handle transaction, EpochPlan plan) {
        transaction.execute("DELETE FROM settlement_leaf WHERE epoch = ?", plan.number());
        insertLeaves(transaction, plan);
    }

    private static void insertLeaves(Handle transaction, EpochPlan plan) {
        PreparedBatch leaves = transaction.prepareBatch(
                "INSERT INTO settlement_leaf (epoch, account, earned_gwei, cumulative_gwei) VALUES (?, ?, ?, ?)");
        plan.earnedGwei()
                .forEach((account, gwei) -> leaves.add(
                        plan.number(), account, gwei, plan.cumulativeGwei().get(account)));
        leaves.execute();
    }

    /** The addresses that stood for the pools' accounts when the epoch was closed, by account name. */
    static Map<String, String> pools(Handle handle, long number) {
        return handle
                .createQuery("SELECT pool, address FROM settlement_pool WHERE epoch = :number")
                .bind("number", number)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public static void update(Handle transaction, Epoch epoch) {
        transaction.execute(
                "UPDATE settlement_epoch SET state = ?, root = ?, total_gwei = ?, final_at_seconds = ?,"
                        + " settle_transaction = ? WHERE number = ?",
                epoch.state().name(),
                epoch.root(),
                epoch.totalGwei(),
                epoch.finalAtSeconds(),
                epoch.settleTransaction(),
                epoch.number());
    }

    public static SortedMap<String, Long> charges(Handle handle, long number) {
        return amounts(handle.createQuery("SELECT payer, gwei FROM settlement_charge WHERE epoch = :number")
                .bind("number", number)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .list());
    }

    public static SortedMap<String, Long> earned(Handle handle, long number) {
        return amounts(handle.createQuery("SELECT account, earned_gwei FROM settlement_leaf WHERE epoch = :number")
                .bind("number", number)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .list());
    }

    /** The leaves of an epoch's tree: what every account had earned through it. Empty for epoch 0. */
    public static SortedMap<String, Long> cumulative(Handle handle, long number) {
        return amounts(handle.createQuery("""
                        SELECT account, MAX(cumulative_gwei) FROM settlement_leaf
                        WHERE epoch <= :number GROUP BY account""")
                .bind("number", number)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .list());
    }

    /** What one account had earned through an epoch. */
    public static long cumulative(Handle handle, long number, String account) {
        return handle.createQuery("""
                        SELECT COALESCE(MAX(cumulative_gwei), 0) FROM settlement_leaf
                        WHERE epoch <= :number AND account = :account""")
                .bind("number", number)
                .bind("account", account)
                .mapTo(Long.class)
                .one();
    }

    /** The first final epoch that has everything the account earned through the newest final one. */
    public static long oldestFinalWithAll(Handle handle, String account) {
        return handle.createQuery("""
                        SELECT MIN(e.number) FROM settlement_epoch e WHERE e.state = :final AND e.number >=
                            (SELECT MAX(l.epoch) FROM settlement_leaf l WHERE l.account = :account AND l.epoch <=
                                (SELECT MAX(n.number) FROM settlement_epoch n WHERE n.state = :final))""")
                .bind("final", EpochState.FINAL.name())
                .bind("account", account)
                .mapTo(Long.class)
                .one();
    }

    private static SortedMap<String, Long> amounts(List<Map.Entry<String, Long>> rows) {
        SortedMap<String, Long> amounts = new TreeMap<>();
        rows.forEach(row -> amounts.put(row.getKey(), row.getValue()));
        return amounts;
    }

    private static Epoch epoch(ResultSet row) throws SQLException {
        return new Epoch(
                row.getLong(1),
                EpochState.valueOf(row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                row.getString(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getString(9),
                row.getLong(10),
                row.getLong(11),
                row.getString(12));
    }
}
