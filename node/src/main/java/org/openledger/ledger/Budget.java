package org.openledger.ledger;

import java.util.Optional;
import org.openledger.verify.OpenAmount;

/**
 * What somebody may spend of a payer's deposit, such as the holder of an API key. Requests under way count as the most that they
 * can cost.
 *
 * @param name of the budget, which what was spent is kept under
 * @param callGwei the most that one request may cost
 * @param dayGwei the most that the requests of one day may cost together; days are those of UTC
 * @param totalGwei the most that all its requests may ever cost together
 */
public record Budget(String name, Optional<Long> callGwei, Optional<Long> dayGwei, Optional<Long> totalGwei) {
    public Budget {
        requirePositive(callGwei);
        requirePositive(dayGwei);
        requirePositive(totalGwei);
    }

    /**
     * What a budget has spent.
     *
     * @param chargedGwei what its requests cost
     * @param heldGwei what those under way may still cost
     */
    public record Spending(long chargedGwei, long heldGwei) {
        long gwei() {
            return Math.addExact(chargedGwei, heldGwei);
        }
    }

    /** What limits a request, from the narrowest. */
    public enum Span {
        CALL,
        DAY,
        TOTAL
    }

    private static void requirePositive(Optional<Long> gwei) {
        if (gwei.isPresent() && gwei.get() < 1) {
            throw new IllegalArgumentException(
                    "a cap is of at least " + OpenAmount.of(1) + ", not " + OpenAmount.of(gwei.get()));
        }
    }
}
