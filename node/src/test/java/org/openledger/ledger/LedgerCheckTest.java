package org.openledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.seal.Finding;

@Tag("unit")
final class LedgerCheckTest {
    @TempDir
    static Path folder;

    private static final Journal journal = new Journal();
    private static Database database;

    @BeforeAll
    static void threeEntriesAndAHold() {
        database = MigratedDatabase.open(folder);
        database.write(handle -> {
            journal.post(handle, JournalTest.deposit("d1", 100));
            journal.post(handle, JournalTest.charge("c1", 30));
            journal.post(handle, JournalTest.charge("c2", 20));
            new Holds(journal).reserve(handle, new Hold("h1", JournalTest.ALICE, 10, 1));
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void anUntouchedJournalHasNoFindings() {
        assertThat(fsckAfter("UPDATE ledger_entry SET kind = kind")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "UPDATE ledger_entry SET reference = 'other' WHERE id = 'c1' | entry 2 (c1) does not have the hash",
                "UPDATE ledger_entry SET time_millis = 7 WHERE id = 'd1'     | entry 1 (d1) does not have the hash",
                "UPDATE ledger_entry SET hash = substr(hash, 2) WHERE id = 'c1' | entry 3 (c2) does not have the",
                "UPDATE ledger_posting SET gwei = gwei * 2 WHERE position = 2  | entry 2 (c1) does not have the hash",
                "UPDATE ledger_posting SET gwei = gwei + 1 WHERE position = 2 AND line = 0 | does not balance",
                "UPDATE ledger_posting SET balance_gwei = 1 WHERE position = 3 AND line = 0 | then had 0.000000001 OPEN; replay",
                "UPDATE ledger_posting SET account = 'thief' WHERE position = 3 AND line = 0 | not an account",
                "UPDATE ledger_balance SET gwei = gwei + 1 WHERE account LIKE 'payer:%' | 0.000000051 OPEN are kept; replay gives",
                "DELETE FROM ledger_balance WHERE account = 'escrow' | balance of escrow: 0 OPEN are kept; replay gives",
                "INSERT INTO ledger_balance VALUES ('treasury', 5, 0) | balance of treasury: 0.000000005 OPEN are kept",
                "DELETE FROM ledger_posting WHERE position = 2 | an entry has 2 to",
                "UPDATE ledger_hold SET gwei = 11 | 0.00000001 OPEN are kept; the holds sum to 0.000000011 OPEN",
                "DELETE FROM ledger_hold | 0.00000001 OPEN are kept; the holds sum to 0 OPEN",
                "UPDATE ledger_balance SET held_gwei = 51 WHERE account LIKE 'payer:%' | 0.000000051 OPEN are held of 0.00000005 OPEN",
            })
    void aChangedRowIsNamed(String change, String finding) {
        assertThat(fsckAfter(change)).anyMatch(found -> found.contains(finding));
    }

    @Test
    void aRemovedEntryIsNoticed() {
        assertThat(fsckAfter(
                        "DELETE FROM ledger_posting WHERE position = 2", "DELETE FROM ledger_entry WHERE position = 2"))
                .anyMatch(found -> found.contains("entries 2 to 2 are missing"))
                .anyMatch(found -> found.contains("entry 3 (c2) does not have the hash"));
    }

    /** What is found after the changes, which are then undone. */
    private static List<String> fsckAfter(String... changes) {
        return database.transact(handle -> {
            handle.savepoint("untouched");
            List.of(changes).forEach(handle::execute);
            List<String> findings = new LedgerCheck(journal)
                    .fsck(handle).stream().map(Finding::sentence).toList();
            handle.rollbackToSavepoint("untouched");
            return findings;
        });
    }
}
