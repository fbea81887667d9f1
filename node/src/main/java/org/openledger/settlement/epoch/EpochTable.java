package org.openledger.settlement.epoch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of epochs: what each charges, what accounts earned in it, and which addresses stood for the pools. */
public final class EpochTable {
    private EpochTable() {}

    /** What one account pays or earned. */
    private record Amount(String account, long gwei) {
        static SortedMap<String, Long> byAccount(ResultIterable<Amount> amounts) {
            return amounts.collect(Collectors.toMap(Amount::account, Amount::gwei, Math::addExact, TreeMap::new));
        }
    }

    private record Pool(String pool, String address) {}

    public static Optional<Epoch> newest(Handle handle) {
        return handle.createQuery("SELECT * FROM settlement_epoch ORDER BY number DESC LIMIT 1")
                .mapTo(Epoch.class)
                .findOne();
    }

    public static Optional<Epoch> find(Handle handle, long number) {
        return handle.createQuery("SELECT * FROM settlement_epoch WHERE number = :number")
                .bind("number", number)
                .mapTo(Epoch.class)
                .findOne();
    }

    /** The epoch that a charge at this position of the journal is in. */
    public static Optional<Epoch> containing(Handle handle, long position) {
        return handle.createQuery("""
                        SELECT * FROM settlement_epoch
                        WHERE after_position < :position AND last_position >= :position""")
                .bind("position", position)
                .mapTo(Epoch.class)
                .findOne();
    }

    public static List<Epoch> before(Handle handle, long number, int limit) {
        return handle.createQuery("""
                        SELECT * FROM settlement_epoch WHERE number < :number ORDER BY number DESC LIMIT :limit""")
                .bind("number", number)
                .bind("limit", limit)
                .mapTo(Epoch.class)
                .list();
    }

    public static long receiptsBefore(Handle handle, long number) {
        return handle.createQuery("SELECT coalesce(sum(receipts), 0) FROM settlement_epoch WHERE number < :number")
                .bind("number", number)
                .mapTo(Long.class)
                .one();
    }

    public static Optional<Epoch> newestIn(Handle handle, EpochState state) {
        return handle.createQuery("""
                        SELECT * FROM settlement_epoch WHERE state = :state ORDER BY number DESC LIMIT 1""").bind("state", state).mapTo(Epoch.class).findOne();
    }

    /** The number of the newest epoch whose settlement the chain has; 0 where there is none. */
    public static long newestSettled(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(number), 0) FROM settlement_epoch WHERE state <> :closed")
                .bind("closed", EpochState.CLOSED)
                .mapTo(Long.class)
                .one();
    }

    public static List<Epoch> inState(Handle handle, EpochState state) {
        return handle.createQuery("SELECT * FROM settlement_epoch WHERE state = :state ORDER BY number")
                .bind("state", state)
                .mapTo(Epoch.class)
                .list();
    }

    public static void insert(Handle transaction, Epoch epoch, EpochPlan plan, EpochAccounts accounts) {
        transaction.createUpdate("""
                        INSERT INTO settlement_epoch (number, state, after_position, last_position, journal_hash,
                            receipts, charged_gwei, total_gwei, root, closed_millis, final_at_seconds,
                            settle_transaction, leaves_digest)
                        VALUES (:number, :state, :afterPosition, :lastPosition, :journalHash, :receipts, :chargedGwei,
                            :totalGwei, :root, :closedMillis, :finalAtSeconds, :settleTransaction, :leavesDigest)""").bindMethods(epoch).execute();
        PreparedBatch charges = transaction.prepareBatch("""
                INSERT INTO settlement_charge (epoch, payer, gwei) VALUES (:epoch, :payer, :gwei)""");
        plan.chargesGwei()
                .forEach((payer, gwei) -> charges.bind("epoch", epoch.number())
                        .bind("payer", payer)
                        .bind("gwei", gwei)
                        .add());
        charges.execute();
        insertLeaves(transaction, plan);
        EpochAuditTable.insert(transaction, epoch.number(), plan.outcomes());
        PreparedBatch pools = transaction.prepareBatch("""
                INSERT INTO settlement_pool (epoch, pool, address) VALUES (:epoch, :pool, :address)""");
        plan.payees().keySet().stream()
                .filter(EpochAccounts::isPool)
                .forEach(pool -> pools.bind("epoch", epoch.number())
                        .bind("pool", pool)
                        .bind("address", accounts.addressOf(transaction, pool))
                        .add());
        pools.execute();
    }

    /** Puts a plan's leaves in the place of those there are. */
    public static void replaceLeaves(Handle transaction, EpochPlan plan) {
        transaction
                .createUpdate("DELETE FROM settlement_leaf WHERE epoch = :epoch")
                .bind("epoch", plan.number())
                .execute();
        insertLeaves(transaction, plan);
    }

    private static void insertLeaves(Handle transaction, EpochPlan plan) {
        PreparedBatch leaves = transaction.prepareBatch("""
                INSERT INTO settlement_leaf (epoch, account, earned_gwei, cumulative_gwei)
                VALUES (:epoch, :account, :earnedGwei, :cumulativeGwei)""");
        plan.earnedGwei()
                .forEach((account, gwei) -> leaves.bind("epoch", plan.number())
                        .bind("account", account)
                        .bind("earnedGwei", gwei)
                        .bind("cumulativeGwei", plan.cumulativeGwei().get(account))
                        .add());
        leaves.execute();
    }

    /** The addresses that stood for the pools' accounts when the epoch was closed, by account name. */
    static Map<String, String> pools(Handle handle, long number) {
        return handle
                .createQuery("SELECT pool, address FROM settlement_pool WHERE epoch = :number")
                .bind("number", number)
                .mapTo(Pool.class)
                .stream()
                .collect(Collectors.toMap(Pool::pool, Pool::address));
    }

    /** Writes what changes after an epoch was closed. */
    public static void update(Handle transaction, Epoch epoch) {
        transaction.createUpdate("""
                        UPDATE settlement_epoch SET state = :state, root = :root, total_gwei = :totalGwei,
                            final_at_seconds = :finalAtSeconds, settle_transaction = :settleTransaction,
                            leaves_digest = :leavesDigest
                        WHERE number = :number""").bindMethods(epoch).execute();
    }

    public static SortedMap<String, Long> charges(Handle handle, long number) {
        return Amount.byAccount(handle.createQuery("""
                        SELECT payer AS account, gwei FROM settlement_charge WHERE epoch = :number""").bind("number", number).mapTo(Amount.class));
    }

    public static SortedMap<String, Long> earned(Handle handle, long number) {
        return Amount.byAccount(handle.createQuery("""
                        SELECT account, earned_gwei AS gwei FROM settlement_leaf WHERE epoch = :number""").bind("number", number).mapTo(Amount.class));
    }

    /** The leaves of an epoch's tree: what every account had earned through it. Empty for epoch 0. */
    public static SortedMap<String, Long> cumulative(Handle handle, long number) {
        return Amount.byAccount(handle.createQuery("""
                        SELECT account, MAX(cumulative_gwei) AS gwei FROM settlement_leaf
                        WHERE epoch <= :number GROUP BY account""").bind("number", number).mapTo(Amount.class));
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
                .bind("final", EpochState.FINAL)
                .bind("account", account)
                .mapTo(Long.class)
                .one();
    }
}
