package org.openledger.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openledger.store.Database;

/** Damage to rows, done as by any other program, with what the triggers noted of it wiped out: only the seals are left to find it. */
final class TableFaults {
    /** The table in which a row is a finding, whatever it says. */
    private static final String NOTES = "row_change";

    private final Path data;
    private final Random random;

    private TableFaults(Path data, Random random) {
        this.data = data;
        this.random = random;
    }

    /** All of them, on the SQLite database of a folder. */
    static List<Fault> of(Path data, Random random) throws SQLException {
        TableFaults faults = new TableFaults(data, random);
        List<Fault> all = new ArrayList<>();
        for (Map.Entry<String, List<Column>> table : faults.tables().entrySet()) {
            all.addAll(faults.of(table.getKey(), table.getValue()));
        }
        return all;
    }

    private record Column(String name, String type, boolean key) {}

    private Map<String, List<Column>> tables() throws SQLException {
        Map<String, List<Column>> tables = new LinkedHashMap<>();
        try (Connection connection = connect();
                ResultSet found = connection.createStatement().executeQuery("""
                        SELECT t.name, c.name, c.type, c.pk FROM sqlite_master t JOIN pragma_table_info(t.name) c
                        WHERE t.type = 'table' ORDER BY t.name, c.cid""")) {
            while (found.next()) {
                tables.computeIfAbsent(found.getString(1), _ -> new ArrayList<>())
                        .add(new Column(found.getString(2), found.getString(3), found.getInt(4) > 0));
            }
        }
        return tables;
    }

    private List<Fault> of(String table, List<Column> columns) throws SQLException {
        List<Fault> faults = new ArrayList<>();
        faults.add(new Fault(table, "a made-up row", () -> harm(connection -> madeUp(connection, table, columns))));
        long rows = count(table);
        if (rows == 0) {
            return faults;
        }
        String row = row(table, columns, random.nextLong(rows));
        faults.add(new Fault(table, "all rows deleted", () -> execute("DELETE FROM " + table)));
        faults.add(new Fault(table, "one row deleted", () -> execute("DELETE FROM " + table + " WHERE " + row)));
        for (Column column : columns) {
            faults.add(new Fault(
                    table,
                    column.name() + " changed",
                    () -> harm(connection -> change(connection, table, column, row))));
        }
        faults.add(new Fault(
                table,
                "a row under another key",
                () -> harm(connection -> duplicate(connection, table, columns, row))));
        if (rows > 1) {
            String other = row(table, columns, (random.nextLong(rows - 1) + 1) % rows);
            faults.add(new Fault(
                    table, "two rows swapped", () -> harm(connection -> swap(connection, table, columns, row, other))));
        }
        return faults;
    }

    /** Runs a statement as any other program would; false where it changed nothing. */
    static boolean execute(Path data, String sql) throws SQLException {
        return new TableFaults(data, new Random(0)).execute(sql);
    }

    /** Every row of every table as a program reads it, or why it cannot. */
    static String rows(Path data) {
        TableFaults faults = new TableFaults(data, new Random(0));
        StringBuilder rows = new StringBuilder();
        try {
            Map<String, List<Column>> tables = faults.tables();
            try (Connection connection = faults.connect()) {
                for (Map.Entry<String, List<Column>> table : tables.entrySet()) {
                    rows(connection, table.getKey(), table.getValue(), rows);
                }
            }
        } catch (SQLException unreadable) {
            rows.append(unreadable.getMessage());
        }
        return rows.toString();
    }

    private static void rows(Connection connection, String table, List<Column> columns, StringBuilder rows)
            throws SQLException {
        String values = columns.stream()
                .map(column -> "quote(" + column.name() + ")")
                .collect(Collectors.joining(" || ',' || "));
        try (ResultSet found = connection.createStatement().executeQuery("SELECT " + values + " FROM " + table)) {
            while (found.next()) {
                rows.append(table).append(' ').append(found.getString(1)).append('\n');
            }
        }
    }

    private interface Work {
        int on(Connection connection) throws SQLException;
    }

    private boolean execute(String sql) throws SQLException {
        return harm(connection -> update(connection, sql));
    }

    private boolean harm(Work work) throws SQLException {
        try (Connection connection = connect()) {
            long noted = noted(connection);
            update(connection, "PRAGMA ignore_check_constraints = ON");
            boolean done;
            try {
                done = work.on(connection) > 0;
            } catch (SQLException constrained) {
                done = false;
            }
            if (noted == 0) {
                update(connection, "DELETE FROM " + NOTES + " WHERE table_name <> '" + NOTES + "'");
            }
            return done;
        }
    }

    private static long noted(Connection connection) throws SQLException {
        try (ResultSet found = connection.createStatement().executeQuery("SELECT count(*) FROM " + NOTES)) {
            return found.getLong(1);
        }
    }

    private static int madeUp(Connection connection, String table, List<Column> columns) throws SQLException {
        String values = columns.stream()
                .map(column -> switch (column.type()) {
                    case "BYTEA", "BLOB" -> "x'00'";
                    case "TEXT" -> table.equals(NOTES) ? "'" + NOTES + "'" : "'made up'";
                    default -> "987654321";
                })
                .collect(Collectors.joining(", "));
        return update(connection, "INSERT INTO " + table + " VALUES (" + values + ")");
    }

    private static int change(Connection connection, String table, Column column, String row) throws SQLException {
        Object value = value(connection, table, column.name(), row);
        return set(connection, table, column.name(), row, other(value, column.type()));
    }

    /** Something else of the same type. */
    private static Object other(@Nullable Object value, String type) {
        return switch (value) {
            case null -> type.equals("TEXT") ? "x" : type.equals("BYTEA") ? new byte[] {1} : 1;
            case Integer number -> number + 1L;
            case Long number -> number - 1;
            case Double number -> Math.nextUp(number);
            case byte[] bytes -> flipped(bytes);
            default -> new String(flipped(value.toString().getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        };
    }

    private static byte[] flipped(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {'x'};
        }
        byte[] other = bytes.clone();
        other[other.length / 2] ^= 1;
        return other;
    }

    /** The same row again, with another key. */
    private static int duplicate(Connection connection, String table, List<Column> columns, String row)
            throws SQLException {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String values = columns.stream()
                .map(column -> !column.key()
                        ? column.name()
                        : column.type().equals("TEXT") ? column.name() + " || 'x'" : column.name() + " + 1000003")
                .collect(Collectors.joining(", "));
        return update(
                connection,
                "INSERT INTO " + table + " (" + names + ") SELECT " + values + " FROM " + table + " WHERE " + row);
    }

    /** Everything but their keys. */
    private static int swap(Connection connection, String table, List<Column> columns, String one, String other)
            throws SQLException {
        boolean differ = false;
        connection.setAutoCommit(false);
        for (Column column : columns) {
            if (!column.key()) {
                Object first = value(connection, table, column.name(), one);
                Object second = value(connection, table, column.name(), other);
                if (!Objects.deepEquals(first, second) && swapped(connection, table, column, one, other)) {
                    differ = true;
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        return differ ? 1 : 0;
    }

    private static boolean swapped(Connection connection, String table, Column column, String one, String other)
            throws SQLException {
        Object first = value(connection, table, column.name(), one);
        Object second = value(connection, table, column.name(), other);
        try {
            set(connection, table, column.name(), one, second);
            set(connection, table, column.name(), other, first);
            return true;
        } catch (SQLException unique) {
            set(connection, table, column.name(), one, first);
            return false;
        }
    }

    private static @Nullable Object value(Connection connection, String table, String column, String row)
            throws SQLException {
        try (ResultSet found =
                connection.createStatement().executeQuery("SELECT " + column + " FROM " + table + " WHERE " + row)) {
            return found.next() ? found.getObject(1) : null;
        }
    }

    private static int set(Connection connection, String table, String column, String row, @Nullable Object value)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + table + " SET " + column + " = ? WHERE " + row)) {
            update.setObject(1, value);
            return update.executeUpdate();
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = connect();
                ResultSet found = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            return found.getLong(1);
        }
    }

    /** A condition that one row alone meets: its number where the table has numbers, else its key. */
    private String row(String table, List<Column> columns, long place) throws SQLException {
        try (Connection connection = connect()) {
            List<String> names = hasRowids(connection, table)
                    ? List.of("rowid")
                    : columns.stream().filter(Column::key).map(Column::name).toList();
            String condition = names.stream()
                    .map(name -> "'" + name + " = ' || quote(" + name + ")")
                    .collect(Collectors.joining(" || ' AND ' || "));
            String order = String.join(", ", names);
            try (ResultSet found = connection
                    .createStatement()
                    .executeQuery("SELECT " + condition + " FROM " + table + " ORDER BY " + order + " LIMIT 1 OFFSET "
                            + place)) {
                return found.getString(1);
            }
        }
    }

    private static boolean hasRowids(Connection connection, String table) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?")) {
            sql.setString(1, table);
            try (ResultSet found = sql.executeQuery()) {
                return !found.getString(1).contains("WITHOUT ROWID");
            }
        }
    }

    private static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(Database.urlIn(data));
    }
}
