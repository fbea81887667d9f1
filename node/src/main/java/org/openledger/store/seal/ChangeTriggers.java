package org.openledger.store.seal;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The triggers that note which rows of a table are written, on SQLite and PostgreSQL. */
final class ChangeTriggers {
    private static final String PREFIX = "noted_";
    /** Those of earlier programs, which noted each row that was changed twice. */
    private static final String EARLIER_PREFIX = "note_";

    private static final List<String> EVENTS = List.of("INSERT", "UPDATE", "DELETE");

    private ChangeTriggers() {}

    /** The tables of these whose writes are noted. */
    static Set<String> watched(Handle handle, Set<String> tables) {
        Set<String> triggers = new HashSet<>(handle.createQuery(
                        isSqlite(handle)
                                ? "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                                : "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
                .mapTo(String.class)
                .list());
        Set<String> watched = new HashSet<>(tables);
        watched.removeIf(table -> EVENTS.stream().anyMatch(event -> !triggers.contains(name(table, event))));
        return watched;
    }

    static void create(Handle tx, SealedTable table) {
        if (isSqlite(tx)) {
            for (String event : EVENTS) {
                tx.execute("DROP TRIGGER IF EXISTS " + name(EARLIER_PREFIX, table.name(), event));
                tx.execute("CREATE TRIGGER IF NOT EXISTS " + name(table.name(), event) + " AFTER " + event + " ON "
                        + table.name() + " BEGIN " + body(table, event) + " END");
            }
            return;
        }
        for (String event : EVENTS) {
            tx.execute("DROP FUNCTION IF EXISTS " + name(EARLIER_PREFIX, table.name(), event)
                    + " CASCADE"); // and its trigger
            String name = name(table.name(), event);
            tx.execute("CREATE OR REPLACE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                    + body(table, event) + " RETURN NULL; END $$");
            tx.execute("CREATE OR REPLACE TRIGGER " + name + " AFTER " + event + " ON " + table.name()
                    + " FOR EACH ROW EXECUTE FUNCTION " + name + "()");
        }
    }

    private static String name(String table, String event) {
        return name(PREFIX, table, event);
    }

    private static String name(String prefix, String table, String event) {
        return prefix + table + "_" + event.toLowerCase(java.util.Locale.ROOT);
    }

    private static String body(SealedTable table, String event) {
        return switch (event) {
            case "INSERT" -> note(table, "NEW", "");
            case "DELETE" -> note(table, "OLD", "");
            default -> note(table, "OLD", " WHERE " + isOther(table)) + note(table, "NEW", "");
        };
    }

    /** SQL that a row has another key than it had. */
    private static String isOther(SealedTable table) {
        return table.key().stream()
                .map(column -> "OLD." + column.name() + " <> NEW." + column.name())
                .collect(Collectors.joining(" OR "));
    }

    /** The greatest id is asked for by itself: SQLite then looks at the last row alone. */
    private static String note(SealedTable table, String row, String condition) {
        return "INSERT INTO row_change (id, table_name, key_1, key_2, key_3) SELECT"
                + " (SELECT coalesce(max(id), 0) + 1 FROM row_change), '" + table.name() + "', "
                + String.join(", ", table.keyParts(row)) + condition + "; ";
    }

    private static boolean isSqlite(Handle handle) {
        try {
            return handle.getConnection().getMetaData().getDatabaseProductName().equals("SQLite");
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say what it is: " + e.getMessage(), e);
        }
    }
}
