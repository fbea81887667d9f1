package org.openledger.datanet.screening;

import org.junit.jupiter.api.Tag;
import org.openledger.store.Database;
import org.openledger.store.PostgresServer;

@Tag("integration")
final class ContainmentSearchOnPostgresTest extends ContainmentSearchTest {
    @Override
    Database openDatabase() {
        return Database.open(PostgresServer.migratedDatabaseUrl());
    }
}
