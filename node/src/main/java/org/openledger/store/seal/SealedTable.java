package org.openledger.store.seal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * A table as the database has it.
 *
 * @param columns all, by their names in alphabetical order
 * @param key those of the primary key among them
 */
record SealedTable(String name, List<Column> columns, List<Column> key) {

    /** @param number whether it holds whole numbers */
    record Column(String name, boolean number) {}

    /** All tables of the database by name. */
    static SortedMap<String, SealedTable> all(Handle handle) {
        SortedMap<String, SealedTable> tables = new TreeMap<>();
        Connection connection = handle.getConnection();
        try {
            DatabaseMetaData meta = connection.getMetaData();
            List<String> names = new ArrayList<>();
            try (ResultSet found = meta.getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
                while (found.next()) {
                    names.add(found.getString("TABLE_NAME"));
                }
            }
            for (String name : names) {
                tables.put(name, read(meta, connection.getSchema(), name));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say which tables it has: " + e.getMessage(), e);
        }
        return tables;
    }

    private static SealedTable read(DatabaseMetaData meta, String schema, String name) throws SQLException {
        SortedSet<String> key = new TreeSet<>();
        try (ResultSet found = meta.getPrimaryKeys(null, schema, name)) {
            while (found.next()) {
                key.add(found.getString("COLUMN_NAME"));
            }
        }
        SortedMap<String, Column> columns = new TreeMap<>();
        try (ResultSet found = meta.getColumns(null, schema, name, "%")) {
            while (found.next()) {
                String type = found.getString("TYPE_NAME").toUpperCase(Locale.ROOT);
                String column = found.getString("COLUMN_NAME");
                columns.put(column, new Column(column, type.contains("INT")));
            }
        }
        return new SealedTable(
                name,
                List.copyOf(columns.values()),
                columns.values().stream()
                        .filter(column -> key.contains(column.name()))
                        .toList());
    }

    /** The names of the columns with commas. */
    String columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.joining(","));
    }

    RowKey keyOf(ResultSet row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (Column column : key) {
            parts.add(String.valueOf(row.getString(column.name())));
        }
        return RowKey.of(parts);
    }

    /** SQL that a row {@code t} of this table has the key that a row {@code k} of one of the tables of seals names. */
    String hasKey(String t, String k) {
        return IntStream.range(0, key.size())
                .mapToObj(i -> t + "." + key.get(i).name() + " = " + parsed(key.get(i), k + ".key_" + (i + 1)))
                .collect(Collectors.joining(" AND "));
    }

    private static String parsed(Column column, String text) {
        return column.number() ? "CAST(" + text + " AS BIGINT)" : text;
    }

    /** SQL of the three parts of the key of a row {@code t}, as text. */
    List<String> keyParts(String t) {
        return IntStream.range(0, RowKey.PARTS)
                .mapToObj(i -> i < key.size() ? "CAST(" + t + "." + key.get(i).name() + " AS TEXT)" : "''")
                .toList();
    }
}
