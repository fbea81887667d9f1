package org.openledger.ledger;

import org.jdbi.v3.core.Handle;
import org.openledger.ledger.SpendingLimitTable.Row;

/**
 * What payers let this operator draw from their deposits, as they said on chain: a total since the beginning, zero until
 * they say more. The escrow refuses a settlement above it, so no answer may be given above it either.
 */
public final class SpendingLimits {
    /** The place on chain of a limit that was never set: before every event. */
    private static final long UNSET = -1;

    /**
     * Takes over what the chain says. A lower limit counts at once, although the chain still allows the higher one for a
     * while.
     *
     * @param sequence grows with the place of the event on the chain; an older event than the last changes nothing
     */
    public void set(Handle transaction, String payer, long limitGwei, long sequence) {
        if (limitGwei < 0) {
            throw new IllegalArgumentException("a spending limit is not negative: " + limitGwei);
        }
        Row row = read(transaction, LedgerAccount.payer(payer));
        if (sequence > row.sequence()) {
            SpendingLimitTable.write(transaction, new Row(row.account(), limitGwei, row.drawnGwei(), sequence));
        }
    }

    /**
     * What the chain said last of a payer's limit.
     *
     * @param sequence the place of the event; before every event where there was none
     */
    public record Said(long limitGwei, long sequence) {}

    public Said said(Handle handle, String payer) {
        Row row = read(handle, LedgerAccount.payer(payer));
        return new Said(row.limitGwei(), row.sequence());
    }

    /** The chain took back what it said after this. */
    public void restore(Handle transaction, String payer, Said said) {
        Row row = read(transaction, LedgerAccount.payer(payer));
        SpendingLimitTable.write(
                transaction, new Row(row.account(), said.limitGwei(), row.drawnGwei(), said.sequence()));
    }

    /** What may still be drawn, before what is held for running requests; never negative. */
    public long remaining(Handle handle, String payer) {
        Row row = read(handle, LedgerAccount.payer(payer));
        return Math.max(0, row.limitGwei() - row.drawnGwei());
    }

    /** What was drawn so far, in gwei. */
    public long drawnGwei(Handle handle, String payer) {
        return read(handle, LedgerAccount.payer(payer)).drawnGwei();
    }

    void draw(Handle transaction, LedgerAccount payer, long gwei) {
        Row row = read(transaction, payer);
        SpendingLimitTable.write(
                transaction, new Row(payer, row.limitGwei(), Math.addExact(row.drawnGwei(), gwei), row.sequence()));
    }

    private static Row read(Handle handle, LedgerAccount payer) {
        return SpendingLimitTable.find(handle, payer).orElse(new Row(payer, 0, 0, UNSET));
    }
}
