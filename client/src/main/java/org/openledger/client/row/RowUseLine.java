package org.openledger.client.row;

/**
 * A receipt that names a row.
 *
 * @param receipt its id
 * @param timeMillis when the answer was asked for
 * @param model that answered
 * @param contributor of the row
 * @param scorePpm how near the row is to the answer
 * @param paidGwei what the receipt paid the contributor
 * @param waitingGwei what it set aside for the contributor until the epoch's audit
 */
public record RowUseLine(
        String receipt,
        long timeMillis,
        String model,
        String contributor,
        int scorePpm,
        long paidGwei,
        long waitingGwei) {}
