package org.openledger.ledger;

import org.openledger.store.Database;
import org.openledger.store.PostgresServer;

final class JournalOnPostgresTest extends JournalTest {
    @Override
    Database open() {
        return Database.open(PostgresServer.freshDatabaseUrl());
    }
}
