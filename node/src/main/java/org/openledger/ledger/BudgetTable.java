package org.openledger.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of budgets, and of which one a hold counts against. */
final class BudgetTable {
    private BudgetTable() {}

    /** A budget on one day. */
    public record Day(String budget, long day) {}

    /** What is held of a day of a budget, beside what its holds sum to. */
    public record Difference(String budget, long day, long heldGwei, long sumGwei) {}

    static Budget.Spending onDay(Handle handle, Day day) {
        return handle.createQuery(
                        "SELECT charged_gwei, held_gwei FROM ledger_budget WHERE budget = :budget AND day = :day")
                .bindMethods(day)
                .mapTo(Budget.Spending.class)
                .findOne()
                .orElse(new Budget.Spending(0, 0));
    }

    static Budget.Spending inAll(Handle handle, String budget) {
        return handle.createQuery("""
                        SELECT CAST(coalesce(sum(charged_gwei), 0) AS BIGINT) AS charged_gwei,
                            CAST(coalesce(sum(held_gwei), 0) AS BIGINT) AS held_gwei
                        FROM ledger_budget WHERE budget = :budget""")
                .bind("budget", budget)
                .mapTo(Budget.Spending.class)
                .one();
    }

    /** Adds to both; a negative number takes away. */
    static void add(Handle transaction, Day day, long chargedGwei, long heldGwei) {
        transaction
                .createUpdate("""
                        INSERT INTO ledger_budget (budget, day, charged_gwei, held_gwei)
                        VALUES (:budget, :day, :charged, :held)
                        ON CONFLICT (budget, day) DO UPDATE SET
                            charged_gwei = ledger_budget.charged_gwei + excluded.charged_gwei,
                            held_gwei = ledger_budget.held_gwei + excluded.held_gwei""")
                .bindMethods(day)
                .bind("charged", chargedGwei)
                .bind("held", heldGwei)
                .execute();
    }

    /** Says which budget a hold counts against. */
    static void assign(Handle transaction, String hold, Day day) {
        transaction
                .createUpdate("UPDATE ledger_hold SET budget = :budget, budget_day = :day WHERE id = :hold")
                .bind("hold", hold)
                .bindMethods(day)
                .execute();
    }

    /** What a hold counts against. */
    static Optional<Day> of(Handle handle, String hold) {
        return handle.createQuery("""
                        SELECT budget, budget_day AS day FROM ledger_hold WHERE id = :hold AND budget IS NOT NULL""").bind("hold", hold).mapTo(Day.class).findOne();
    }

    static List<Difference> differences(Handle handle) {
        return handle.createQuery("""
                        SELECT budget, day, CAST(sum(held) AS BIGINT) AS held_gwei, CAST(sum(summed) AS BIGINT) AS sum_gwei
                        FROM (SELECT budget, day, held_gwei AS held, 0 AS summed FROM ledger_budget
                            UNION ALL
                            SELECT budget, budget_day AS day, 0 AS held, gwei AS summed FROM ledger_hold
                            WHERE budget IS NOT NULL) AS both_sides
                        GROUP BY budget, day HAVING sum(held) <> sum(summed) ORDER BY budget, day""").mapTo(Difference.class).list();
    }
}
