package org.openledger.store.seal;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of the keys of rows that were written and are not sealed yet. */
final class RowChangeTable {
    static final String NAME = "row_change";

    private RowChangeTable() {}

    /** A row that was written. */
    public record Change(String tableName, String key1, String key2, String key3) {
        RowKey key() {
            return new RowKey(key1, key2, key3);
        }
    }

    /** The newest; zero where there is none. */
    static long last(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(id), 0) FROM row_change")
                .mapTo(Long.class)
                .one();
    }

    /** The tables with rows that were written after a change. */
    static List<String> tablesAfter(Handle handle, long id) {
        return handle.createQuery("SELECT DISTINCT table_name FROM row_change WHERE id > :id ORDER BY table_name")
                .bind("id", id)
                .mapTo(String.class)
                .list();
    }

    static List<Change> after(Handle handle, long id) {
        return handle.createQuery("""
                        SELECT DISTINCT table_name, key_1 AS key1, key_2 AS key2, key_3 AS key3
                        FROM row_change WHERE id > :id ORDER BY 1, 2, 3, 4""").bind("id", id).mapTo(Change.class).list();
    }

    static void forgetAfter(Handle tx, long id) {
        tx.createUpdate("DELETE FROM row_change WHERE id > :id").bind("id", id).execute();
    }
}
