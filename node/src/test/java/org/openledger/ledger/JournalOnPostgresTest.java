package org.openledger.ledger;

import org.junit.jupiter.api.Tag;
import org.openledger.store.Database;
import org.openledger.store.PostgresServer;

@Tag("integration")
final class JournalOnPostgresTest extends JournalTest {
    @Override
    Database open() {
        return Database.open(PostgresServer.migratedDatabaseUrl());
    }
}
