package org.openledger.store;

import org.junit.jupiter.api.Tag;

/** Works of many threads in shared transactions of PostgreSQL. */
@Tag("integration")
final class TurnsOnPostgresTest extends TurnsTest {
    @Override
    String url() {
        return PostgresServer.migratedDatabaseUrl();
    }
}
