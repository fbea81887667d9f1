package org.openledger.settlement;

import org.junit.jupiter.api.Tag;
import org.openledger.store.Database;
import org.openledger.store.PostgresServer;

@Tag("integration")
final class EpochsOnPostgresTest extends EpochsTest {
    @Override
    Database openDatabase() {
        return Database.open(PostgresServer.migratedDatabaseUrl());
    }
}
