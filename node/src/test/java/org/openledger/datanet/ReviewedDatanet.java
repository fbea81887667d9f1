package org.openledger.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.review.ReviewRole;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.LineHistory;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.Schema;
import org.openledger.identity.Accounts;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Wallets;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.Refusal.Kind;

/** A Datanet of texts, its owner and four others, of whom nobody reviews yet; for tests of what they do with its rows. */
abstract class ReviewedDatanet {
    static final List<String> TEXTS = List.of(
            "Bread needs flour, water, salt and a starter that is awake.",
            "Black tea steeps three minutes and green tea steeps two.",
            "Miso is a paste of soybeans, koji and salt, aged for months.",
            "A wok is seasoned with oil until its steel turns black.");

    @TempDir
    Path folder;

    Instant now = Instant.parse("2026-11-21T10:00:00Z");
    final KeptRecord record = new KeptRecord();
    final Wallets wallets = new Wallets(ContractCalls.none());
    Database database;
    Blobs blobs;
    Accounts accounts;
    Contributions contributions;
    Membership members;
    Ballots ballots;
    String owner;
    String ana;
    String ben;
    String cem;
    String dee;
    Datanet datanet;

    Database openDatabase() {
        return MigratedDatabase.open(folder);
    }

    @BeforeEach
    final void openDatanet() {
        database = openDatabase();
        blobs = new Blobs(folder.resolve("blobs"), new LocalDisk());
        accounts = new Accounts(database, MasterKey.openOrCreate(folder), () -> now);
        contributions = new Contributions(
                database,
                blobs,
                accounts,
                wallets,
                record,
                IntakeLimits.STANDARD,
                () -> now,
                Versions.STANDARD_SIGNING_TIME);
        members = new Membership(database, record, () -> now);
        ballots = new Ballots(database, contributions, record, () -> now);
        owner = accounts.create("Owner").address();
        ana = accounts.create("Ana").address();
        ben = accounts.create("Ben").address();
        cem = accounts.create("Cem").address();
        dee = accounts.create("Dee").address();
        datanet = new Datanets(database, blobs, record, () -> now)
                .create(owner, "Kitchen", Schema.TEXT, "CC-BY-4.0", "Share and name the author.");
    }

    @AfterEach
    final void closeDatanet() {
        database.close();
    }

    final void join(String who, ReviewRole role) {
        Membership.Invited invited = members.invite(datanet.id(), owner, role, 1);
        members.take(invited.invitation().id(), invited.code(), who);
    }

    final long signed(String contributor, List<String> texts) throws IOException {
        long id = contributions
                .submit(datanet.id(), contributor, TextUploads.lines(texts))
                .contribution()
                .id();
        contributions.signCustodial(id);
        return id;
    }

    final List<Row.State> states(long id) {
        return contributions.history(id, 0, 100).stream()
                .map(LineHistory::state)
                .toList();
    }

    static Review vote(Set<Long> accepted, Map<Long, String> refused) {
        return new Review(new TreeSet<>(accepted), new TreeMap<>(refused), Review.Rest.WAIT, "", false);
    }

    static void refused(Kind kind, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        DatanetException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
