package org.openledger.ledger;

/**
 * One line of an account's statement: what moved, when, and what explains it.
 *
 * @param gwei the change, never zero
 * @param balanceGwei the balance after it
 */
public record StatementLine(
        long position,
        String entryId,
        long timeMillis,
        String kind,
        String reference,
        LedgerAccount account,
        long gwei,
        long balanceGwei) {}
