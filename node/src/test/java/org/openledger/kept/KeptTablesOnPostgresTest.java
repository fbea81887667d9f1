package org.openledger.kept;

import org.junit.jupiter.api.Tag;
import org.openledger.store.PostgresServer;

/** The same on PostgreSQL. */
@Tag("integration")
final class KeptTablesOnPostgresTest extends KeptTablesTest {
    @Override
    String url() {
        return PostgresServer.freshDatabaseUrl();
    }
}
