package org.openledger.ledger;

import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Keeps requests within budgets. What was charged on a budget's behalf and what is held for it never exceed a cap of it together,
 * however many requests run at once: both change in the transaction that changes the hold.
 */
public final class Budgets {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private Budgets() {}

    /** What a budget has spent in all: charged, and held for requests under way. */
    public static Budget.Spending spent(Handle handle, String budget) {
        return BudgetTable.inAll(handle, budget);
    }

    /** What a budget lets a request still cost where that is less than it may cost. */
    static Optional<Reservation.BudgetReached> refusal(Handle handle, Budget budget, long gwei, long timeMillis) {
        return reached(Budget.Span.CALL, budget.callGwei(), 0, gwei)
                .or(() -> reached(
                        Budget.Span.DAY,
                        budget.dayGwei(),
                        BudgetTable.onDay(handle, day(budget, timeMillis)).gwei(),
                        gwei))
                .or(() -> reached(
                        Budget.Span.TOTAL,
                        budget.totalGwei(),
                        BudgetTable.inAll(handle, budget.name()).gwei(),
                        gwei));
    }

    private static Optional<Reservation.BudgetReached> reached(
            Budget.Span span, Optional<Long> capGwei, long spentGwei, long gwei) {
        return capGwei.map(cap -> Math.max(0, cap - spentGwei))
                .filter(remaining -> remaining < gwei)
                .map(remaining -> new Reservation.BudgetReached(span, gwei, remaining));
    }

    /** Counts a new hold. */
    static void hold(Handle transaction, Budget budget, Hold hold) {
        BudgetTable.Day day = day(budget, hold.timeMillis());
        BudgetTable.assign(transaction, hold.id(), day);
        BudgetTable.add(transaction, day, 0, hold.gwei());
    }

    /** Counts a hold no longer, and what came of it instead. Before the hold is deleted. */
    static void release(Handle transaction, Hold hold, long chargedGwei) {
        BudgetTable.of(transaction, hold.id())
                .ifPresent(day -> BudgetTable.add(transaction, day, chargedGwei, -hold.gwei()));
    }

    private static BudgetTable.Day day(Budget budget, long timeMillis) {
        return new BudgetTable.Day(budget.name(), Math.floorDiv(timeMillis, DAY_MILLIS));
    }
}
