package org.openledger.ledger;

/**
 * One line of an entry: so much more (or, negative, less) on an account.
 *
 * @param gwei never zero
 */
public record Posting(LedgerAccount account, long gwei) {
    public Posting {
        if (gwei == 0 || gwei == Long.MIN_VALUE) {
            throw new IllegalArgumentException("a posting moves something: " + gwei + " gwei on " + account);
        }
    }
}
