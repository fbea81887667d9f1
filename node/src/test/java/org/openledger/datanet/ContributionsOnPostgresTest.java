package org.openledger.datanet;

import org.openledger.store.Database;
import org.openledger.store.PostgresServer;

final class ContributionsOnPostgresTest extends ContributionsTest {
    @Override
    Database openDatabase() {
        return Database.open(PostgresServer.freshDatabaseUrl());
    }
}
