package org.openledger.datanet.screening;

import org.openledger.store.Database;
import org.openledger.store.PostgresServer;

final class ContainmentSearchOnPostgresTest extends ContainmentSearchTest {
    @Override
    Database openDatabase() {
        return Database.open(PostgresServer.freshDatabaseUrl());
    }
}
