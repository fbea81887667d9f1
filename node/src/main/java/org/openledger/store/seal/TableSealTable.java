package org.openledger.store.seal;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of the seals of tables. */
final class TableSealTable {
    static final String NAME = "table_seal";

    private TableSealTable() {}

    static Optional<TableSeal> find(Handle handle, String table) {
        return handle.createQuery("SELECT * FROM table_seal WHERE table_name = :table")
                .bind("table", table)
                .mapTo(TableSeal.class)
                .findOne();
    }

    static List<String> tables(Handle handle) {
        return handle.createQuery("SELECT table_name FROM table_seal ORDER BY table_name")
                .mapTo(String.class)
                .list();
    }

    static void delete(Handle tx, String table) {
        tx.createUpdate("DELETE FROM table_seal WHERE table_name = :table")
                .bind("table", table)
                .execute();
    }

    static void put(Handle tx, TableSeal seal) {
        tx.createUpdate("""
                        INSERT INTO table_seal (table_name, columns, row_count, total, origin, sealed_millis, mac)
                        VALUES (:tableName, :columns, :rowCount, :total, :origin, :sealedMillis, :mac)
                        ON CONFLICT (table_name) DO UPDATE SET columns = excluded.columns,
                            row_count = excluded.row_count, total = excluded.total, mac = excluded.mac""").bindMethods(seal).execute();
    }
}
