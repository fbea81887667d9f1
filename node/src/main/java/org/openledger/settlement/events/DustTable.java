package org.openledger.settlement.events;

import org.jdbi.v3.core.Handle;

/** The SQL of the parts of a gwei that deposits bring along. */
final class DustTable {
    private DustTable() {}

    static void write(Handle transaction, String payer, long wei) {
        transaction.createUpdate("""
                        INSERT INTO settlement_dust (payer, wei) VALUES (:payer, :wei)
                        ON CONFLICT (payer) DO UPDATE SET wei = excluded.wei""").bind("payer", payer).bind("wei", wei).execute();
    }

    static long of(Handle handle, String payer) {
        return handle.createQuery("SELECT wei FROM settlement_dust WHERE payer = :payer")
                .bind("payer", payer)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }
}
