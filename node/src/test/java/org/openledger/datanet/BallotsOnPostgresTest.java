package org.openledger.datanet;

import org.junit.jupiter.api.Tag;
import org.openledger.store.Database;
import org.openledger.store.PostgresServer;

@Tag("integration")
final class BallotsOnPostgresTest extends BallotsTest {
    @Override
    Database openDatabase() {
        return Database.open(PostgresServer.migratedDatabaseUrl());
    }
}
