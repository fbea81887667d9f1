package org.openledger.agency;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of what mandates have spent, each with all under it. */
final class SpendingTable {
    private SpendingTable() {}

    /** What was paid by how many calls that have ended, and what those under way may still cost. */
    public record Spending(long paidGwei, long heldGwei, long calls, long heldCalls) {
        static final Spending NOTHING = new Spending(0, 0, 0, 0);

        long gwei() {
            return Math.addExact(paidGwei, heldGwei);
        }
    }

    /** What a mandate has spent in all. */
    public record Sum(String mandate, long paidGwei, long heldGwei, long calls, long heldCalls) {}

    static Spending inAll(Handle handle, String mandate) {
        return handle.createQuery("""
                        SELECT CAST(coalesce(sum(paid_gwei), 0) AS BIGINT) AS paid_gwei,
                            CAST(coalesce(sum(held_gwei), 0) AS BIGINT) AS held_gwei,
                            CAST(coalesce(sum(calls), 0) AS BIGINT) AS calls,
                            CAST(coalesce(sum(held_calls), 0) AS BIGINT) AS held_calls
                        FROM agent_spending WHERE mandate = :mandate""")
                .bind("mandate", mandate)
                .mapTo(Spending.class)
                .one();
    }

    static Spending onDay(Handle handle, String mandate, long day) {
        return handle.createQuery("""
                        SELECT paid_gwei, held_gwei, calls, held_calls FROM agent_spending
                        WHERE mandate = :mandate AND day = :day""")
                .bind("mandate", mandate)
                .bind("day", day)
                .mapTo(Spending.class)
                .findOne()
                .orElse(Spending.NOTHING);
    }

    /** Adds to a day of a mandate; negative numbers take away. */
    static void add(Handle transaction, String mandate, long day, Spending more) {
        transaction
                .createUpdate("""
                        INSERT INTO agent_spending (mandate, day, paid_gwei, held_gwei, calls, held_calls)
                        VALUES (:mandate, :day, :paidGwei, :heldGwei, :calls, :heldCalls)
                        ON CONFLICT (mandate, day) DO UPDATE SET
                            paid_gwei = agent_spending.paid_gwei + excluded.paid_gwei,
                            held_gwei = agent_spending.held_gwei + excluded.held_gwei,
                            calls = agent_spending.calls + excluded.calls,
                            held_calls = agent_spending.held_calls + excluded.held_calls""")
                .bind("mandate", mandate)
                .bind("day", day)
                .bindMethods(more)
                .execute();
    }

    /** Mandates with their sums, those without any calls left out. */
    static List<Sum> all(Handle handle) {
        return handle.createQuery("""
                        SELECT mandate, CAST(sum(paid_gwei) AS BIGINT) AS paid_gwei,
                            CAST(sum(held_gwei) AS BIGINT) AS held_gwei, CAST(sum(calls) AS BIGINT) AS calls,
                            CAST(sum(held_calls) AS BIGINT) AS held_calls
                        FROM agent_spending GROUP BY mandate ORDER BY mandate""").mapTo(Sum.class).list();
    }
}
