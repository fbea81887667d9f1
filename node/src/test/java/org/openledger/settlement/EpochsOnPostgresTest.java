package org.openledger.settlement;

import org.openledger.store.Database;
import org.openledger.store.PostgresServer;

final class EpochsOnPostgresTest extends EpochsTest {
    @Override
    Database openDatabase() {
        return Database.open(PostgresServer.freshDatabaseUrl());
    }
}
