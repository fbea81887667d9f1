package org.openledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
final class DatabaseTest {
    @TempDir
    Path folder;

    @Test
    void aFailedTransactionLeavesNothing() {
        try (Database database = Database.open(folder)) {
            assertThatThrownBy(() -> database.write(handle -> {
                        handle.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')");
                        throw new IllegalStateException("stop");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(settings(database)).isZero();
        }
    }

    @Test
    void whatWasCommittedIsThereAfterReopening() {
        try (Database database = Database.open(folder)) {
            database.write(handle -> handle.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')"));
        }
        try (Database database = Database.open(folder)) {
            assertThat(settings(database)).isEqualTo(1);
        }
    }

    @Test
    void aForeignUrlIsRefusedWithAdvice() {
        assertThatThrownBy(() -> Database.open("jdbc:mysql://x"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jdbc:postgresql:");
    }

    @Test
    void aFolderHasOneNode() {
        try (DataFolder held = DataFolder.lock(folder)) {
            assertThat(held.path()).exists();
            assertThatThrownBy(() -> DataFolder.lock(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another node");
        }
        DataFolder.lock(folder).close();
    }

    @Test
    void aLostConnectionHasANameOfItsOwn() {
        try (Database database = Database.open(PostgresServer.migratedDatabaseUrl())) {
            assertThatThrownBy(() -> database.write(handle -> {
                        handle.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')");
                        handle.execute("SELECT pg_terminate_backend(pg_backend_pid())");
                    }))
                    .isInstanceOf(DatabaseUnreachableException.class)
                    .hasMessageContaining("does not answer");
            assertThatThrownBy(() -> database.<Integer, RuntimeException>read(
                            handle -> handle.execute("SELECT pg_terminate_backend(pg_backend_pid())")))
                    .isInstanceOf(DatabaseUnreachableException.class);
            assertThat(settings(database)).isZero();
        }
    }

    private static long settings(Database database) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM setting")
                .mapTo(Long.class)
                .one());
    }
}
