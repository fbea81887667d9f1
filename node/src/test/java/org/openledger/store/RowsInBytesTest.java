package org.openledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.store.seal.RowSeals;
import org.openledger.store.seal.SealCheck;
import org.openledger.store.seal.SealKey;

/** Rows of a folder from before leaves, salts and digests stood as bytes are there afterwards, under the seals that they had. */
@Tag("unit")
class RowsInBytesTest {
    /** Or the last one before. */
    private static final String BEFORE = "20261130.561?";

    private static final SealKey KEY = new SealKey(new byte[32]);
    private static final Set<String> UNSEALED = Set.of("shingle_run", "shingle_block");
    private static final String ANA = "0x" + "a1".repeat(20);
    private static final long MANY = 300;

    @TempDir
    Path folder;

    String url() {
        return Database.urlIn(folder);
    }

    private static String salt(long id) {
        return "%032x".formatted(id);
    }

    private static String content(long id) {
        return "{\"text\":\"row number " + id + "\"}";
    }

    private static String leaf(long id) {
        return Row.leafOf(salt(id), content(id));
    }

    @Test
    void rowsOfAnEarlierFolderKeepTextPlaceAndSeal() {
        String url = url();
        Flyway.configure()
                .dataSource(url, null, null)
                .placeholders(Database.placeholders(url))
                .locations("classpath:db/migration")
                .target(BEFORE)
                .load()
                .migrate();
        Jdbi before = Jdbi.create(url).installPlugin(new RecordMapping());
        before.useTransaction(tx -> {
            RowSeals seals = RowSeals.open(tx, KEY, UNSEALED, new RowSeals.Opening(true, 0, 1));
            write(tx);
            seals.finish(tx, 0);
        });
        before.useTransaction(tx -> {
            tx.execute("UPDATE datanet_row SET leaf = 'no digits' WHERE id = 5");
            tx.execute("UPDATE datanet_row SET state = 'REJECTED' WHERE id = 6");
            tx.execute("UPDATE datanet_row SET salt = '" + salt(8) + "' WHERE id = 7");
            tx.execute("DELETE FROM row_change");
        });
        try (Database database = Database.open(url)) {
            database.seal(KEY, UNSEALED, 2);
            assertThat(database.read(new SealCheck(KEY, UNSEALED)::fsck))
                    .allMatch(finding -> finding.where().equals("datanet_row"))
                    .extracting(finding -> finding.key())
                    .containsExactlyInAnyOrder("5", "6", "7");
            for (long id = 8; id <= MANY; id++) {
                assertThat(found(database, id)).as("row %s", id).hasValueSatisfying(row -> {
                    assertThat(row.contributor()).isEqualTo(ANA);
                    assertThat(row.isErased()).isFalse();
                });
            }
            Row taken = found(database, 1).orElseThrow();
            assertThat(taken.isErased()).isTrue();
            assertThat(taken.salt()).isEmpty();
            assertThat(kept(database, "no digits")).isEmpty();
            assertThat(kept(database, leaf(5))).isEmpty();
            database.write(tx -> tx.execute("UPDATE datanet_row SET seen_millis = 9 WHERE id = 9"));
            assertThat(database.read(new SealCheck(KEY, UNSEALED)::fsck)).hasSize(3);
        }
    }

    private static Optional<Row> found(Database database, long id) {
        return database.read(handle -> RowTable.byLeaf(handle, leaf(id)));
    }

    private static Optional<Row> kept(Database database, String leaf) {
        return database.read(handle -> RowTable.kept(handle, leaf));
    }

    private static void write(Handle tx) {
        tx.execute(
                "INSERT INTO datanet (id, owner, name, schema_name, licence, terms_digest, created_millis, chain_state,"
                        + " chain_detail) VALUES (1, '" + ANA + "', 'rows', 'TEXT', 'CC0-1.0', 'd', 1, 'NONE', '')");
        tx.execute("INSERT INTO contribution (id, datanet, contributor, state, checked_position, row_count,"
                + " rejected_count, terms_digest, nonce, deadline_seconds, created_millis, chain_state, chain_detail)"
                + " VALUES (1, 1, '" + ANA + "', 'ACCEPTED', 0, " + MANY + ", 0, 'd', 'n', 1, 1, 'NONE', '')");
        for (long id = 1; id <= MANY; id++) {
            tx.execute(
                    "INSERT INTO datanet_row (id, contribution, datanet, contributor, line, leaf, salt, content,"
                            + " text_digest, cluster, state) VALUES (?, 1, 1, ?, ?, ?, ?, ?, ?, ?, 'ACCEPTED')",
                    id,
                    ANA,
                    id,
                    leaf(id),
                    salt(id),
                    content(id),
                    "00".repeat(16),
                    id);
        }
        tx.execute(
                "UPDATE datanet_row SET salt = '', content = '', text_digest = '', state = 'WITHDRAWN' WHERE id = 1");
    }
}
