package org.openledger.store.seal;

import org.junit.jupiter.api.Tag;
import org.openledger.store.PostgresServer;

/** The same on PostgreSQL. */
@Tag("integration")
final class RowSealsOnPostgresTest extends RowSealsTest {
    @Override
    String url() {
        return PostgresServer.freshDatabaseUrl();
    }
}
