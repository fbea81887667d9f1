package org.openledger.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.store.Database;

/** The catalogue has the tables and columns that migrations make, and no others. */
@Tag("unit")
class KeptTablesTest {
    @TempDir
    Path folder;

    String url() {
        return Database.urlIn(folder);
    }

    @Test
    void everyColumnOfEveryTableStandsInTheCatalogueAndNothingElse() throws SQLException {
        String url = url();
        Database.open(url).close();
        Map<String, Set<String>> kept = new TreeMap<>(KeptTables.all().stream()
                .collect(Collectors.toMap(
                        KeptTable::name, table -> new HashSet<>(table.columns().keySet()))));
        assertThat(kept).isEqualTo(columns(url));
    }

    private static Map<String, Set<String>> columns(String url) throws SQLException {
        Map<String, Set<String>> columns = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet found = connection.createStatement().executeQuery(statement(url))) {
            while (found.next()) {
                columns.computeIfAbsent(found.getString(1), _ -> new HashSet<>())
                        .add(found.getString(2));
            }
        }
        return columns;
    }

    private static String statement(String url) {
        return url.startsWith("jdbc:sqlite:")
                ? "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"
                : "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'";
    }
}
