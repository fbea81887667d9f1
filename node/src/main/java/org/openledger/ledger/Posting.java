package org.openledger.ledger;

import org.openledger.verify.OpenAmount;

/**
 * One line of an entry: so much more (or, negative, less) on an account.
 *
 * @param gwei never zero
 */
public record Posting(LedgerAccount account, long gwei) {
    public Posting {
        if (gwei == 0 || gwei == Long.MIN_VALUE) {
            throw new IllegalArgumentException("a posting moves something: " + OpenAmount.of(gwei) + " on " + account);
        }
    }
}
