package org.openledger.store;

final class ListingOnPostgresTest extends ListingTest {
    @Override
    Database openDatabase() {
        return Database.open(PostgresServer.freshDatabaseUrl());
    }
}
