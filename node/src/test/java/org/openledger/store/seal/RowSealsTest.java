package org.openledger.store.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.store.Database;
import org.openledger.store.SettingTable;

/** What the node writes fits its seal; what anything else writes does not. */
@Tag("unit")
class RowSealsTest {
    static final SealKey KEY = new SealKey(new byte[SealSum.BYTES]);
    static final Set<String> UNSEALED = Set.of("shingle_run", "shingle_block");

    @TempDir
    Path folder;

    private String url;
    private Database database;

    String url() {
        return Database.urlIn(folder);
    }

    @BeforeEach
    void open() {
        url = url();
        reopen();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void reopen() {
        database = Database.open(url);
        database.seal(KEY, UNSEALED, 1);
    }

    private void write() {
        database.write(tx -> {
            for (String name : List.of("one", "two", "three")) {
                SettingTable.choose(tx, name, () -> "value of " + name);
            }
            tx.execute("INSERT INTO sign_in_nonce (nonce, expires_millis) VALUES ('a', 5)");
            tx.execute("INSERT INTO settlement_event (id, block) VALUES ('e', 9)");
        });
        database.write(tx -> {
            tx.execute("UPDATE settlement_event SET block = 10");
            tx.execute("DELETE FROM sign_in_nonce");
            tx.execute("UPDATE setting SET name = 'four' WHERE name = 'three'");
        });
    }

    private List<String> findings() {
        return database.read(new SealCheck(KEY, UNSEALED)::fsck).stream()
                .map(Finding::sentence)
                .toList();
    }

    /** As another program would. */
    private void harm(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
            }
            statement.executeUpdate("DELETE FROM row_change");
        }
    }

    private void assertFound(String finding) {
        assertThat(findings()).anySatisfy(found -> assertThat(found).contains(finding));
        database.close();
        reopen();
        database.write(tx -> {
            SettingTable.choose(tx, "later", () -> "a value");
            tx.execute("UPDATE settlement_event SET block = 11");
        });
        assertThat(findings()).anySatisfy(found -> assertThat(found).contains(finding));
    }

    @Test
    void whatTheNodeWritesFits() {
        write();
        assertThat(findings()).isEmpty();
        database.close();
        reopen();
        assertThat(findings()).isEmpty();
    }

    @Test
    void aChangedRowIsNamed() throws SQLException {
        write();
        harm("UPDATE setting SET value = 'other' WHERE name = 'one'");
        assertFound("setting one: the row is not as the node wrote it");
    }

    @Test
    void aRowTakenOutIsNamed() throws SQLException {
        write();
        harm("DELETE FROM setting WHERE name = 'two'");
        assertThat(findings()).anySatisfy(found -> assertThat(found).contains("setting two: the row is gone"));
    }

    @Test
    void aRowPutInIsNamed() throws SQLException {
        harm("INSERT INTO setting (name, value) VALUES ('five', 'x')");
        assertFound("setting five: the row has no seal");
    }

    @Test
    void aRowTakenOutWithItsSealIsMissed() throws SQLException {
        write();
        harm("DELETE FROM setting WHERE name = 'two'", "DELETE FROM row_seal WHERE key_1 = 'two'");
        assertFound("setting: its seals in row_seal are not those that the node wrote");
    }

    @Test
    void aTableEmptiedWithAllItsSealsIsMissed() throws SQLException {
        write();
        harm(
                "DELETE FROM setting",
                "DELETE FROM row_seal WHERE table_name = 'setting'",
                "DELETE FROM table_seal WHERE table_name = 'setting'");
        assertFound("setting: its seal in table_seal is gone");
    }

    @Test
    void aChangedTableSealIsNamed() throws SQLException {
        write();
        harm("UPDATE table_seal SET row_count = row_count + 1 WHERE table_name = 'setting'");
        assertFound("setting: its seal in table_seal is not as the node wrote it");
    }

    @Test
    void whatTriggersNotedOfAnotherProgramIsNamedAndNeverSealed() throws SQLException {
        write();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE setting SET value = 'other' WHERE name = 'one'");
        }
        assertFound("setting one: the row was written by something other than the node");
        assertFound("setting one: the row is not as the node wrote it");
    }

    @Test
    void rowsOfAnOlderFolderAreSealedAsTheyAreFound() {
        write();
        database.write(tx -> {
            tx.execute("DELETE FROM row_seal");
            tx.execute("DELETE FROM table_seal");
        });
        database.close();
        database = Database.open(url);
        database.write(tx -> {
            for (String table : RowSeals.of(tx, UNSEALED).keySet()) {
                for (String event : List.of("insert", "update", "delete")) {
                    tx.execute("DROP TRIGGER noted_" + table + "_" + event
                            + (url.contains("sqlite") ? "" : " ON " + table));
                }
            }
        });
        database.close();
        reopen();
        assertThat(findings()).isEmpty();
        assertThat(database.read(SealCheck::sealedAsFound)).contains("setting", "flyway_schema_history");
    }

    @Test
    void aColumnThatAMigrationAddsKeepsWhatFittedAndNothingElse() throws SQLException {
        write();
        harm("UPDATE setting SET value = 'other' WHERE name = 'one'");
        database.close();
        database = Database.open(url);
        database.write(tx -> tx.execute("ALTER TABLE setting ADD COLUMN unit TEXT NOT NULL DEFAULT 'none'"));
        database.seal(KEY, UNSEALED, 2);
        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("setting one: the row is not as the node wrote it");
    }

    @Test
    void anotherKeyFitsNothing() {
        write();
        byte[] other = new byte[SealSum.BYTES];
        other[0] = 1;
        assertThat(database.read(new SealCheck(new SealKey(other), UNSEALED)::fsck))
                .extracting(Finding::where)
                .contains("setting", "settlement_event");
    }
}
