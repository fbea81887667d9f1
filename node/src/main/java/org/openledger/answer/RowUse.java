package org.openledger.answer;

/** One receipt that used a row, what it paid the row's contributor, and what waited for them beside it. */
public record RowUse(
        String receipt,
        long timeMillis,
        String model,
        String contributor,
        int scorePpm,
        long paidGwei,
        long waitingGwei) {}
