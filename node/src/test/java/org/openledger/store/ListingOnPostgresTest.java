package org.openledger.store;

import org.junit.jupiter.api.Tag;

@Tag("integration")
final class ListingOnPostgresTest extends ListingTest {
    @Override
    Database openDatabase() {
        return Database.open(PostgresServer.migratedDatabaseUrl());
    }
}
