package org.openledger.ledger;

import java.util.Optional;
import org.openledger.verify.OpenAmount;

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

    /**
     * Why a payer's deposit does not cover something, and what to do; empty where it was set aside.
     *
     * @param needs what needs how much, in words
     * @param instead what the payer may do but to deposit, in words
     */
    default Optional<String> lack(String needs, String payer, String instead) {
        return switch (this) {
            case Held _ -> Optional.empty();
            case Insufficient few ->
                Optional.of("%s, and the deposit of %s has %s to spend: deposit more, or %s"
                        .formatted(needs, payer, OpenAmount.of(few.availableGwei()), instead));
            case LimitReached limit ->
                Optional.of("%s, and %s lets this operator draw %s more: raise the spending limit, or %s"
                        .formatted(needs, payer, OpenAmount.of(limit.remainingGwei()), instead));
            case BudgetReached _ -> throw new IllegalStateException("what a deposit covers belongs to no budget");
        };
    }
}
