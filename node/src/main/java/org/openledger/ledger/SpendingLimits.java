package org.openledger.ledger;

import org.jdbi.v3.core.Handle;

/**
 * What payers let this operator draw from their deposits, as they said on chain: a total since the beginning, zero until
 * they say more. The escrow refuses a settlement above it, so no answer may be given above it either.
 */
public final class SpendingLimits {
    /** A payer's limit and what is drawn of it. */
    record Row(long limitGwei, long drawnGwei, long sequence) {
        static final Row NONE = new Row(0, 0, -1);
    }

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
            write(transaction, LedgerAccount.payer(payer), new Row(limitGwei, row.drawnGwei(), sequence));
        }
    }

    /** What may still be drawn, before what is held for running requests; never negative. */
    public long remaining(Handle handle, String payer) {
        Row row = read(handle, LedgerAccount.payer(payer));
        return Math.max(0, row.limitGwei() - row.drawnGwei());
    }

    void draw(Handle transaction, LedgerAccount payer, long gwei) {
        Row row = read(transaction, payer);
        write(transaction, payer, new Row(row.limitGwei(), Math.addExact(row.drawnGwei(), gwei), row.sequence()));
    }

    private static Row read(Handle handle, LedgerAccount payer) {
        return handle.createQuery("SELECT limit_gwei, drawn_gwei, sequence FROM ledger_limit WHERE account = :account")
                .bind("account", payer.name())
                .map((row, context) -> new Row(row.getLong(1), row.getLong(2), row.getLong(3)))
                .findOne()
                .orElse(Row.NONE);
    }

    private static void write(Handle transaction, LedgerAccount payer, Row row) {
        transaction
                .createUpdate("""
                        INSERT INTO ledger_limit (account, limit_gwei, drawn_gwei, sequence)
                        VALUES (:account, :limit, :drawn, :sequence)
                        ON CONFLICT (account) DO UPDATE SET limit_gwei = excluded.limit_gwei,
                            drawn_gwei = excluded.drawn_gwei, sequence = excluded.sequence""")
                .bind("account", payer.name())
                .bind("limit", row.limitGwei())
                .bind("drawn", row.drawnGwei())
                .bind("sequence", row.sequence())
                .execute();
    }
}
