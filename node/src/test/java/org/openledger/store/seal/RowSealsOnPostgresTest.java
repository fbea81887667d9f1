package org.openledger.store.seal;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.openledger.store.Database;
import org.openledger.store.PostgresServer;

/** The same on PostgreSQL. */
@Tag("integration")
final class RowSealsOnPostgresTest extends RowSealsTest {
    private static String sealed;

    /** Once, because migrations and triggers take seconds. */
    @BeforeAll
    static void seal() {
        sealed = PostgresServer.freshDatabaseUrl();
        try (Database database = Database.open(sealed)) {
            database.seal(KEY, UNSEALED, 1);
        }
    }

    @Override
    String url() {
        return PostgresServer.copyOf(sealed);
    }
}
