package org.openledger.store;

import org.junit.jupiter.api.Tag;

/** The same on PostgreSQL. */
@Tag("integration")
final class RowsInBytesOnPostgresTest extends RowsInBytesTest {
    @Override
    String url() {
        return PostgresServer.freshDatabaseUrl();
    }
}
