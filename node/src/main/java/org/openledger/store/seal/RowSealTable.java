package org.openledger.store.seal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The SQL of the seals of rows, and of rows as they are sealed. */
final class RowSealTable {
    static final String NAME = "row_seal";

    private static final int FETCHED_ROWS = 1_000;
    private static final String KEPT_SEAL = "kept_seal";

    private RowSealTable() {}

    /** A row with the seal that its present values have, and the one that is kept. */
    @SuppressWarnings("ArrayRecordComponent") // lives between a row and its comparison
    record Sealed(RowKey key, byte[] now, byte @Nullable [] kept) {}

    /** What a row is sealed over: the columns by name. */
    @FunctionalInterface
    interface Sealing {
        byte[] seal(ResultSet row) throws SQLException;
    }

    /** Hands over every row of a table. */
    static void each(Handle handle, SealedTable table, Sealing sealing, Consumer<Sealed> consumer) {
        List<String> parts = table.keyParts("t");
        String same = IntStream.range(0, RowKey.PARTS)
                .mapToObj(i -> "s.key_" + (i + 1) + " = " + parts.get(i))
                .collect(Collectors.joining(" AND "));
        String sql = "SELECT t.*, s.seal AS " + KEPT_SEAL + " FROM " + table.name()
                + " t LEFT JOIN row_seal s ON s.table_name = :table AND " + same;
        try (Stream<Sealed> rows = handle
                .createQuery(sql)
                .bind("table", table.name())
                .setFetchSize(FETCHED_ROWS)
                .map((row, context) -> new Sealed(table.keyOf(row), sealing.seal(row), row.getBytes(KEPT_SEAL)))
                .stream()) {
            rows.forEach(consumer);
        }
    }

    /** The seals that the rows written after a change have now. */
    static Map<RowKey, byte[]> written(Handle handle, SealedTable table, long change, Sealing sealing) {
        String sql = "SELECT t.* FROM (" + changed() + ") k CROSS JOIN " + table.name() + " t WHERE "
                + table.hasKey("t", "k");
        Map<RowKey, byte[]> seals = new HashMap<>();
        handle.createQuery(sql)
                .bind("table", table.name())
                .bind("change", change)
                .map((row, context) -> Map.entry(table.keyOf(row), sealing.seal(row)))
                .forEach(row -> seals.put(row.getKey(), row.getValue()));
        return seals;
    }

    /** The seals that are kept of the rows written after a change. */
    static Map<RowKey, byte[]> kept(Handle handle, SealedTable table, long change) {
        Map<RowKey, byte[]> seals = new HashMap<>();
        handle.createQuery(
                        "SELECT s.key_1, s.key_2, s.key_3, s.seal FROM (" + changed() + ") k CROSS JOIN row_seal s "
                                + "WHERE s.table_name = :table AND s.key_1 = k.key_1 AND s.key_2 = k.key_2 AND s.key_3 = k.key_3")
                .bind("table", table.name())
                .bind("change", change)
                .map((row, context) -> Map.entry(
                        new RowKey(row.getString("key_1"), row.getString("key_2"), row.getString("key_3")),
                        row.getBytes("seal")))
                .forEach(row -> seals.put(row.getKey(), row.getValue()));
        return seals;
    }

    private static String changed() {
        return "SELECT DISTINCT key_1, key_2, key_3 FROM row_change WHERE table_name = :table AND id > :change";
    }

    /** The keys of seals whose row is gone. */
    static List<RowKey> withoutRow(Handle handle, SealedTable table) {
        return handle.createQuery("SELECT key_1, key_2, key_3 FROM row_seal WHERE table_name = :table EXCEPT SELECT "
                        + String.join(", ", table.keyParts("t")) + " FROM " + table.name() + " t")
                .bind("table", table.name())
                .map((row, context) ->
                        new RowKey(row.getString("key_1"), row.getString("key_2"), row.getString("key_3")))
                .list();
    }

    /** Hands over the seals that are kept of a table. */
    static void eachKept(Handle handle, String table, Consumer<byte[]> consumer) {
        try (Stream<byte[]> seals = handle
                .createQuery("SELECT seal FROM row_seal WHERE table_name = :table")
                .bind("table", table)
                .setFetchSize(FETCHED_ROWS)
                .map((row, context) -> row.getBytes("seal"))
                .stream()) {
            seals.forEach(consumer);
        }
    }

    /** The tables that seals are kept of. */
    static List<String> tables(Handle handle) {
        return handle.createQuery("SELECT DISTINCT table_name FROM row_seal ORDER BY table_name")
                .mapTo(String.class)
                .list();
    }

    static void put(Handle tx, String table, Map<RowKey, byte[]> seals) {
        if (seals.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = tx.prepareBatch("""
                        INSERT INTO row_seal (table_name, key_1, key_2, key_3, seal)
                        VALUES (:table, :key1, :key2, :key3, :seal)
                        ON CONFLICT (table_name, key_1, key_2, key_3) DO UPDATE SET seal = excluded.seal""")) {
            seals.forEach(
                    (key, seal) -> bindKey(batch, table, key).bind("seal", seal).add());
            batch.execute();
        }
    }

    static void deleteAll(Handle tx, String table) {
        tx.createUpdate("DELETE FROM row_seal WHERE table_name = :table")
                .bind("table", table)
                .execute();
    }

    static void delete(Handle tx, String table, List<RowKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = tx.prepareBatch("""
                        DELETE FROM row_seal
                        WHERE table_name = :table AND key_1 = :key1 AND key_2 = :key2 AND key_3 = :key3""")) {
            keys.forEach(key -> bindKey(batch, table, key).add());
            batch.execute();
        }
    }

    private static PreparedBatch bindKey(PreparedBatch batch, String table, RowKey key) {
        return batch.bind("table", table)
                .bind("key1", key.key1())
                .bind("key2", key.key2())
                .bind("key3", key.key3());
    }
}
