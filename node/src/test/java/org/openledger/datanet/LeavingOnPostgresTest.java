package org.openledger.datanet;

import org.junit.jupiter.api.Tag;
import org.openledger.store.Database;
import org.openledger.store.PostgresServer;

@Tag("integration")
final class LeavingOnPostgresTest extends LeavingTest {
    @Override
    Database openDatabase() {
        return Database.open(PostgresServer.migratedDatabaseUrl());
    }
}
