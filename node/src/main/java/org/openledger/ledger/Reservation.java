package org.openledger.ledger;

/** What came of asking to set money aside. */
public sealed interface Reservation {
    /** The money is set aside until it is consumed or released. */
    record Held(Hold hold) implements Reservation {}

    /** The account has too little left beside what is already held; nothing changed. */
    record Insufficient(LedgerAccount account, long neededGwei, long availableGwei) implements Reservation {}

    /** The payer lets this operator draw too little more, whatever was deposited; nothing changed. */
    record LimitReached(LedgerAccount account, long neededGwei, long remainingGwei) implements Reservation {}

    /** The budget that the request belongs to lets it cost too little; nothing changed. */
    record BudgetReached(Budget.Span span, long neededGwei, long remainingGwei) implements Reservation {}
}
