package org.openledger.datanet.shingle;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of runs. */
final class ShingleRunTable {
    private ShingleRunTable() {}

    static List<ShingleRun> all(Handle handle) {
        return handle.createQuery("SELECT * FROM shingle_run ORDER BY id")
                .mapTo(ShingleRun.class)
                .list();
    }

    static long nextId(Handle tx) {
        return tx.createQuery("SELECT coalesce(max(id), 0) + 1 FROM shingle_run")
                .mapTo(Long.class)
                .one();
    }

    static void put(Handle tx, ShingleRun run) {
        tx.createUpdate("""
                        INSERT INTO shingle_run (id, bits, entries, first_row, last_row)
                        VALUES (:id, :bits, :entries, :firstRow, :lastRow)
                        ON CONFLICT (id) DO UPDATE SET entries = excluded.entries, first_row = excluded.first_row,
                            last_row = excluded.last_row""").bindMethods(run).execute();
    }

    static void delete(Handle tx, ShingleRun run) {
        tx.createUpdate("DELETE FROM shingle_run WHERE id = :id")
                .bind("id", run.id())
                .execute();
    }

    static void clear(Handle tx) {
        tx.execute("DELETE FROM shingle_run");
    }
}
