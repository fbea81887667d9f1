package org.openledger.settlement.call;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of the checkpoints that are on chain. */
public final class AnchorTable {
    private AnchorTable() {}

    /** A checkpoint that is known already has moved to another block. */
    public static void book(Handle transaction, AnchoredCheckpoint checkpoint) {
        transaction.createUpdate("""
                        INSERT INTO settlement_anchor (size, root, block, anchor_transaction)
                        VALUES (:size, :root, :block, :transaction)
                        ON CONFLICT (size) DO UPDATE SET block = excluded.block""").bindMethods(checkpoint).execute();
    }

    /** The chain took it back. */
    public static void delete(Handle transaction, long size) {
        transaction
                .createUpdate("DELETE FROM settlement_anchor WHERE size = :size")
                .bind("size", size)
                .execute();
    }

    public static boolean has(Handle handle, long size) {
        return handle.createQuery("SELECT count(*) FROM settlement_anchor WHERE size = :size")
                        .bind("size", size)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    public static Optional<AnchoredCheckpoint> newest(Handle handle) {
        return handle.createQuery("SELECT * FROM settlement_anchor ORDER BY size DESC LIMIT 1")
                .mapTo(AnchoredCheckpoint.class)
                .findOne();
    }

    static Optional<AnchoredCheckpoint> covering(Handle handle, long index) {
        return handle.createQuery("SELECT * FROM settlement_anchor WHERE size > :index ORDER BY size LIMIT 1")
                .bind("index", index)
                .mapTo(AnchoredCheckpoint.class)
                .findOne();
    }
}
