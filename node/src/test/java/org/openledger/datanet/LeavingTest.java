package org.openledger.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowCheck;
import org.openledger.datanet.row.Schema;
import org.openledger.identity.Accounts;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Wallets;
import org.openledger.log.Log;
import org.openledger.notification.Event;
import org.openledger.notification.Target;
import org.openledger.notification.Targets;
import org.openledger.notification.WebhookHosts;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.ListRequest;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;
import org.openledger.verify.datanet.SignedStatement;
import org.openledger.withdrawal.Takedown;
import org.openledger.withdrawal.Takedowns;
import org.openledger.withdrawal.Withdrawal;
import org.openledger.withdrawal.WithdrawalCheck;
import org.openledger.withdrawal.WithdrawalScope;
import org.openledger.withdrawal.Withdrawals;

/** Rows leave versions, and come back; what was published stays as it was. */
@Tag("unit")
class LeavingTest {
    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-29T10:00:00Z");
    private Database database;
    private Blobs blobs;
    private Log log;
    private Contributions contributions;
    private Versions versions;
    private Withdrawals withdrawals;
    private Takedowns takedowns;
    private String owner;
    private String ana;
    private String ben;
    private Datanet datanet;

    Database openDatabase() {
        return MigratedDatabase.open(folder);
    }

    @BeforeEach
    void open() {
        database = openDatabase();
        blobs = new Blobs(folder.resolve("blobs"), new LocalDisk());
        Accounts accounts = new Accounts(database, MasterKey.openOrCreate(folder), () -> now);
        Wallets wallets = new Wallets(ContractCalls.none());
        KeptRecord record = new KeptRecord();
        log = Log.open(database, folder, new LocalDisk(), "test.local/log");
        Datanets datanets = new Datanets(database, blobs, record, () -> now);
        contributions = new Contributions(
                database,
                blobs,
                accounts,
                wallets,
                record,
                IntakeLimits.STANDARD,
                () -> now,
                Versions.STANDARD_SIGNING_TIME);
        versions = new Versions(database, blobs, accounts, wallets, record, () -> now, Versions.STANDARD_SIGNING_TIME);
        withdrawals = new Withdrawals(database, blobs, log, () -> {}, () -> now);
        takedowns = new Takedowns(database, log, withdrawals, () -> {}, () -> now, Duration.ofDays(14));
        owner = accounts.create("Owner").address();
        ana = accounts.create("Ana").address();
        ben = accounts.create("Ben").address();
        datanet = datanets.create(owner, "Kitchen", Schema.INSTRUCTION, "CC-BY-4.0", "Share and name the author.");
    }

    @AfterEach
    void close() {
        assertThat(database.<List<?>, RuntimeException>read(RowCheck::fsck)).isEmpty();
        assertThat(database.<List<?>, RuntimeException>read(DatanetCheck::fsck)).isEmpty();
        assertThat(database.<List<?>, RuntimeException>read(handle -> WithdrawalCheck.fsck(handle, log, blobs)))
                .isEmpty();
        database.close();
    }

    @Test
    void whoseRowsAreConcernedAndTheOwnerAreTold() throws IOException {
        Targets targets = new Targets(
                database,
                new WebhookHosts(Set.of("127.0.0.1")),
                false,
                MasterKey.openOrCreate(folder).notifications(),
                () -> now);
        for (String account : List.of(owner, ana, ben)) {
            targets.add(account, Target.Kind.WEBHOOK, "http://127.0.0.1:9/", List.of("withdrawn", "notice"));
        }
        String leaf = give(ana, 0, 1).iterator().next();
        versions.publish(datanet.id());
        long notice = takedowns
                .give(datanet.id(), List.of(leaf), "mine", "me@example.org")
                .takedown()
                .id();
        takedowns.answer(notice, ana, "no");
        takedowns.decide(notice, owner, /* uphold= */ true, "so be it");
        assertThat(targets.told(ListRequest.first(100)).list().stream()
                        .filter(told -> told.notification().event() != Event.CONNECTED)
                        .map(told -> (told.target().account().equals(owner) ? "owner: " : "contributor: ")
                                + told.notification().words())
                        .toList())
                .containsExactlyInAnyOrder(
                        "owner: There is a notice against 1 row of Datanet 1, number 1.",
                        "contributor: There is a notice against 1 row of Datanet 1, number 1.",
                        "owner: A contributor answered the notice against 1 row of Datanet 1, number 1.",
                        "contributor: A contributor answered the notice against 1 row of Datanet 1, number 1.",
                        "owner: Upheld is the notice against 1 row of Datanet 1, number 1.",
                        "contributor: Upheld is the notice against 1 row of Datanet 1, number 1.",
                        "owner: Withdrawal 1 took 1 row of Datanet 1 back.",
                        "contributor: Withdrawal 1 took 1 row of Datanet 1 back.");
    }

    /** Random uploads, withdrawals, notices, decisions, drafts and versions, beside a model of which rows each version has. */
    @Test
    void everyVersionKeepsItsRowsWhateverLeavesAfterIt() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Set<String> accepted = new TreeSet<>();
        Set<String> gone = new HashSet<>();
        Map<String, Set<Long>> holds = new HashMap<>();
        Map<Long, Set<String>> published = new HashMap<>();
        List<Long> open = new ArrayList<>();
        // a draft keeps the rows that it was made of, until one of them leaves or comes back
        Optional<Set<String>> draft = Optional.empty();
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(6)) {
                case 0 -> accepted.addAll(give(random.nextBoolean() ? ana : ben, step, 1 + random.nextInt(3)));
                case 1 -> {
                    List<String> left = accepted.stream()
                            .filter(leaf -> !gone.contains(leaf))
                            .toList();
                    if (!left.isEmpty()) {
                        String leaf = left.get(random.nextInt(left.size()));
                        withdrawals.withdraw(
                                datanet.id(), row(leaf).contributor(), new WithdrawalScope.Rows(List.of(leaf)));
                        gone.add(leaf);
                        draft = Optional.empty();
                    }
                }
                case 2 -> {
                    List<String> there = accepted.stream()
                            .filter(leaf -> !gone.contains(leaf)
                                    && row(leaf).firstVersion().isPresent())
                            .filter(leaf -> published.values().stream().anyMatch(all -> all.contains(leaf)))
                            .toList();
                    if (!there.isEmpty()) {
                        String leaf = there.get(random.nextInt(there.size()));
                        long notice = takedowns
                                .give(datanet.id(), List.of(leaf), "mine", "me@example.org")
                                .takedown()
                                .id();
                        holds.computeIfAbsent(leaf, _ -> new HashSet<>()).add(notice);
                        open.add(notice);
                        draft = Optional.empty();
                    }
                }
                case 3 -> {
                    if (!open.isEmpty()) {
                        long notice = open.remove(random.nextInt(open.size()));
                        boolean uphold = random.nextBoolean();
                        String leaf = takedowns.require(notice).leaves().getFirst();
                        if (uphold && !gone.contains(leaf)) {
                            takedowns.answer(notice, row(leaf).contributor(), "no");
                            gone.add(leaf);
                        }
                        now = now.plus(Duration.ofDays(15));
                        takedowns.decide(notice, owner, uphold, "so be it");
                        holds.getOrDefault(leaf, new HashSet<>()).remove(notice);
                        draft = Optional.empty();
                    }
                }
                default -> {
                    Set<String> next = accepted.stream()
                            .filter(leaf -> !gone.contains(leaf))
                            .filter(leaf -> holds.getOrDefault(leaf, Set.of()).isEmpty())
                            .collect(Collectors.toCollection(TreeSet::new));
                    if (drafted().isPresent()) {
                        Set<String> rows = draft.orElse(next);
                        draft = Optional.of(rows);
                        if (random.nextBoolean()) {
                            published.put(versions.publish(datanet.id()).number(), rows);
                            draft = Optional.empty();
                        }
                    }
                }
            }
            published.forEach((number, expected) -> assertThat(leaves(number))
                    .as("version %d, seed %d", number, seed)
                    .isEqualTo(expected));
        }
    }

    private Optional<Version> drafted() {
        try {
            return Optional.of(versions.draft(datanet.id()));
        } catch (DatanetException nothingNew) {
            assertThat(nothingNew.kind()).isEqualTo(org.openledger.store.Refusal.Kind.CONFLICT);
            return Optional.empty();
        }
    }

    @Test
    void aDraftIsGoneWithARowThatIsTakenBackAndItsNumberIsUsedAgain() throws IOException {
        Set<String> rows = give(ana, 1, 2);
        give(ben, 2, 1);
        Version draft = versions.draft(datanet.id());
        withdrawals.withdraw(
                datanet.id(),
                ana,
                new WithdrawalScope.Rows(List.of(rows.iterator().next())));
        assertThatThrownBy(() -> versions.publish(datanet.id(), draft.number(), "0x00"))
                .isInstanceOf(DatanetException.class);
        Version published = versions.publish(datanet.id());
        assertThat(published.number()).isEqualTo(draft.number());
        assertThat(published.rows()).isEqualTo(2);
        assertThat(published.root()).isNotEqualTo(draft.root());
    }

    @Test
    void aWithdrawalOfEverythingForgetsUploadsThatNobodySignedToo() throws IOException {
        give(ana, 1, 2);
        long unsigned = contributions
                .submit(datanet.id(), ana, file(7, 3))
                .contribution()
                .id();
        Withdrawal made = withdrawals.withdraw(datanet.id(), ana, new WithdrawalScope.All());
        assertThat(made.rows()).isEqualTo(2);
        assertThat(contributions.require(unsigned).state()).isEqualTo(Contribution.State.EXPIRED);
        assertThatThrownBy(() -> withdrawals.withdraw(datanet.id(), ana, new WithdrawalScope.All()))
                .hasMessageContaining("nothing to take back");
        assertThat(database.<Long, RuntimeException>read(
                        handle -> handle.createQuery("SELECT count(*) FROM shingle_block")
                                .mapTo(Long.class)
                                .one()))
                .isZero();
    }

    @Test
    void nobodyTakesBackWhatAnotherGave() throws IOException {
        String leaf = give(ana, 1, 1).iterator().next();
        assertThatThrownBy(() -> withdrawals.withdraw(datanet.id(), ben, new WithdrawalScope.Rows(List.of(leaf))))
                .hasMessageContaining("no row " + leaf);
        assertThatThrownBy(() -> withdrawals.withdraw(datanet.id(), ben, new WithdrawalScope.Contribution(1)))
                .hasMessageContaining("no contribution 1 of " + ben);
    }

    /** The same text can be given again: nothing that it was found by is left. */
    @Test
    void whatWasTakenBackIsFoundByNothing() throws IOException {
        give(ana, 1, 1);
        withdrawals.withdraw(datanet.id(), ana, new WithdrawalScope.All());
        assertThat(give(ben, 1, 1)).hasSize(1);
    }

    @Test
    void aNoticeIsUpheldOnlyOnceItsContributorsAnsweredOrHadTheirTime() throws IOException {
        String leaf = give(ana, 1, 1).iterator().next();
        give(ben, 2, 1);
        versions.publish(datanet.id());
        Takedowns.Whole notice = takedowns.give(datanet.id(), List.of(leaf), "my book", "me@example.org");
        long id = notice.takedown().id();
        assertThat(versions.publish(datanet.id()).rows()).isOne();
        assertThatThrownBy(() -> takedowns.decide(id, owner, true, "yes")).hasMessageContaining("has not answered yet");
        assertThatThrownBy(() -> takedowns.decide(id, ben, false, "no")).hasMessageContaining("only the owner");
        assertThatThrownBy(() -> takedowns.answer(id, ben, "no")).hasMessageContaining("names no row of " + ben);
        takedowns.answer(id, ana, "I wrote it");
        assertThatThrownBy(() -> takedowns.answer(id, ana, "again")).hasMessageContaining("has answered");
        Takedowns.Whole upheld = takedowns.decide(id, owner, true, "it is hers");
        assertThat(upheld.acts())
                .extracting(Takedown.Act::act)
                .containsExactly(Takedown.Kind.NOTICE, Takedown.Kind.COUNTER, Takedown.Kind.UPHELD);
        assertThat(row(leaf).state()).isEqualTo(Row.State.WITHDRAWN);
        assertThatThrownBy(() -> takedowns.decide(id, owner, false, "no")).hasMessageContaining("was decided");
    }

    @Test
    void aSignatureCoversWhatIsSaidOfTheRowsAndOldOnesStateNothing() throws IOException {
        Contribution screened =
                contributions.submit(datanet.id(), ana, file(1, 1)).contribution();
        assertThat(screened.stated()).isEmpty();
        String before = contributions.typedData(screened.id()).json();
        SignedStatement statement = new SignedStatement(
                Optional.of("Questions"),
                Optional.of("en, pt-BR"),
                Optional.empty(),
                Optional.of("None"),
                Optional.empty(),
                contributions.salt());
        Contribution stated = contributions.state(screened.id(), statement);
        assertThat(stated.stated()).contains(statement);
        assertThat(stated.nonce()).isEqualTo(statement.nonce());
        assertThat(contributions.typedData(screened.id()).json()).isNotEqualTo(before);
        Contribution signed = contributions.signCustodial(screened.id());
        assertThat(new String(blobs.read(signed.recordDigest().orElseThrow()), StandardCharsets.UTF_8))
                .contains("\"statement\":{", "pt-BR");
        assertThatThrownBy(() -> contributions.state(screened.id(), statement))
                .hasMessageContaining("does not await a signature");
    }

    @Test
    void aCorrectionIsToldFromWhatIsNewAndWhatIsGone() throws IOException {
        String wrong = accept(ana, line("What is miso?", "A kind of fish."));
        String stays = accept(ben, line("How long does green tea steep?", "Two minutes."));
        versions.publish(datanet.id());
        String right = accept(ana, line("What is miso?", "A paste of soybeans, koji and salt, aged for months."));
        String added = accept(ben, line("How warm is a proofing box?", "About twenty-six degrees."));
        // the wrong one is held out, so that its text is there to compare
        takedowns.give(datanet.id(), List.of(wrong), "it is wrong", "ana@example.org");
        versions.publish(datanet.id());
        List<VersionChanges.Change> changes = database.read(handle -> VersionChanges.of(handle, datanet.id(), 1, 2))
                .changes();
        assertThat(changes).hasSize(2);
        assertThat(changes.getFirst().before().orElseThrow().leaf()).isEqualTo(wrong);
        assertThat(changes.getFirst().after().orElseThrow().leaf()).isEqualTo(right);
        assertThat(changes.getLast().after().orElseThrow().leaf()).isEqualTo(added);
        assertThat(changes.toString()).doesNotContain(stays);
    }

    @Test
    void aRowIsInTheNextVersionAgainOnceItsCorrectionIsTakenBack() throws IOException {
        String wrong = accept(ana, line("What is miso?", "A paste of barley, koji and salt that is aged for days."));
        versions.publish(datanet.id());
        long id = contributions
                .submit(
                        datanet.id(),
                        ben,
                        new ByteArrayInputStream(
                                ("{\"instruction\":\"What is miso?\",\"response\":\"A paste of soybeans, koji"
                                                + " and salt, aged for months.\",\"corrects\":\"" + wrong + "\"}")
                                        .getBytes(StandardCharsets.UTF_8)))
                .contribution()
                .id();
        contributions.signCustodial(id);
        contributions.review(
                id, owner, new Review(new TreeSet<>(Set.of(1L)), new TreeMap<>(), Review.Rest.WAIT, "", true));
        String right = contributions.history(id, 0, 1).getFirst().leaf().orElseThrow();
        versions.publish(datanet.id());
        assertThat(leaves(2)).containsExactly(right);
        assertThat(corrections(1, 2)).containsExactly(List.of(wrong, right));
        assertThat(corrections(2, 1)).containsExactly(List.of(right, wrong));
        withdrawals.withdraw(datanet.id(), ben, new WithdrawalScope.Rows(List.of(right)));
        versions.publish(datanet.id());
        assertThat(leaves(1)).containsExactly(wrong);
        assertThat(leaves(3)).containsExactly(wrong);
    }

    private List<List<String>> corrections(long from, long to) {
        return database.read(handle -> VersionChanges.of(handle, datanet.id(), from, to)).changes().stream()
                .filter(VersionChanges.Change::isCorrection)
                .map(change -> List.of(
                        change.before().orElseThrow().leaf(),
                        change.after().orElseThrow().leaf()))
                .toList();
    }

    private Row row(String leaf) {
        return contributions.row(leaf).orElseThrow();
    }

    private Set<String> leaves(long number) {
        return versions.rows(datanet.id(), number).stream()
                .map(Row::leaf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> give(String by, int topic, int rows) throws IOException {
        return accept(by, file(topic, rows));
    }

    private String accept(String by, String line) throws IOException {
        return accept(by, new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)))
                .iterator()
                .next();
    }

    private Set<String> accept(String by, ByteArrayInputStream file) throws IOException {
        long id = contributions.submit(datanet.id(), by, file).contribution().id();
        contributions.signCustodial(id);
        contributions.review(id, owner, Review.acceptAll());
        return contributions.history(id, 0, 100).stream()
                .flatMap(line -> line.leaf().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ByteArrayInputStream file(int topic, int rows) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            Random words = new Random(31L * topic + i);
            lines.append(line(words(words, 12) + "?", words(words, 20) + "."));
        }
        return new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String words(Random random, int count) {
        return random.ints(count, 0, 26 * 26 * 26)
                .mapToObj(each ->
                        "" + (char) ('a' + each % 26) + (char) ('a' + each / 26 % 26) + (char) ('a' + each / 676))
                .collect(Collectors.joining(" "));
    }

    private static String line(String instruction, String response) {
        return "{\"instruction\":\"%s\",\"response\":\"%s\"}%n".formatted(instruction, response);
    }
}
