package org.openledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.seal.Finding;

/** The journal's promises on SQLite; {@link JournalOnPostgresTest} runs the same on PostgreSQL. */
@Tag("unit")
class JournalTest {
    static final LedgerAccount ALICE = LedgerAccount.payer("0x" + "a".repeat(40));
    static final LedgerAccount BOB = LedgerAccount.contributor("0x" + "b".repeat(40));

    @TempDir
    Path folder;

    final Journal journal = new Journal();
    final Holds holds = new Holds(journal);
    final LedgerCheck audit = new LedgerCheck(journal);
    private Database opened;

    Database open() {
        return MigratedDatabase.open(folder);
    }

    @BeforeEach
    final void openDatabase() {
        opened = open();
    }

    @AfterEach
    final void closeDatabase() {
        assertThat(fsck()).isEmpty();
        opened.close();
    }

    @Test
    void postingMovesMoneyOnce() {
        Entry deposit = deposit("d1", 100);
        assertThat(post(deposit)).isEqualTo(1);
        assertThat(post(charge("c1", 30))).isEqualTo(2);
        assertThat(post(deposit)).isEqualTo(1);
        assertThat(balance(ALICE)).isEqualTo(70);
        assertThat(balance(BOB)).isEqualTo(30);
        assertThat(balance(LedgerAccount.ESCROW)).isEqualTo(-100);
    }

    @Test
    void anIdStandsForOneEntry() {
        post(deposit("d1", 100));
        assertThatThrownBy(() -> post(deposit("d1", 101)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("an id stands for one entry");
        assertThat(balance(ALICE)).isEqualTo(100);
    }

    @Test
    void nobodySpendsWhatTheyDoNotHave() {
        post(deposit("d1", 100));
        assertThatThrownBy(() -> post(charge("c1", 101)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("-0.000000001 OPEN");
        assertThatThrownBy(() -> post(entry("x", new Posting(LedgerAccount.ESCROW, 101), new Posting(BOB, -101))))
                .isInstanceOf(LedgerException.class);
        assertThat(balance(ALICE)).isEqualTo(100);
    }

    @Test
    void assetsNeverOweAnything() {
        assertThatThrownBy(() -> post(
                        entry("x", new Posting(LedgerAccount.ESCROW, 1), new Posting(LedgerAccount.DISTRIBUTOR, -1))))
                .isInstanceOf(LedgerException.class);
    }

    @Test
    void aFailedTransactionPostsNothing() {
        post(deposit("d1", 100));
        assertThatThrownBy(() -> opened.write(handle -> {
                    journal.post(handle, charge("c1", 30));
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(balance(ALICE)).isEqualTo(100);
        assertThat(post(charge("c2", 30))).isEqualTo(2);
    }

    @Test
    void heldMoneyCannotBeSpentElsewhere() {
        post(deposit("d1", 100));
        assertThat(reserve("h1", 80)).isInstanceOf(Reservation.Held.class);
        assertThat(reserve("h2", 21)).isEqualTo(new Reservation.Insufficient(ALICE, 21, 20));
        assertThatThrownBy(() -> post(charge("c1", 21))).hasMessageContaining("0.00000008 OPEN are held");
        post(charge("c2", 20));
        assertThat(available(ALICE)).isZero();
        assertThat(release("h1")).isTrue();
        assertThat(release("h1")).isFalse();
        assertThat(available(ALICE)).isEqualTo(80);
    }

    @Test
    void consumingAHoldChargesWhatItCostAndFreesTheRest() {
        post(deposit("d1", 100));
        reserve("h1", 80);
        assertThatThrownBy(() -> consume("h1", charge("c1", 81))).hasMessageContaining("takes 0.000000081 OPEN");
        long position = consume("h1", charge("c1", 50));
        assertThat(consume("h1", charge("c1", 50))).isEqualTo(position);
        assertThat(available(ALICE)).isEqualTo(50);
        assertThatThrownBy(() -> consume("h1", charge("c2", 1))).hasMessageContaining("there is no hold h1");
    }

    @Test
    void aRequestHasOneHold() {
        post(deposit("d1", 100));
        reserve("h1", 40);
        assertThat(reserve("h1", 40)).isInstanceOf(Reservation.Held.class);
        assertThat(available(ALICE)).isEqualTo(60);
        assertThatThrownBy(() -> reserve("h1", 41)).isInstanceOf(LedgerException.class);
    }

    @Test
    void requestsAtOnceNeverReserveMoreThanThereIs() throws Exception {
        post(deposit("d1", 1000));
        List<Future<Reservation>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int request = 0; request < 64; request++) {
                String id = "h" + request;
                asked.add(threads.submit(() -> reserve(id, 30)));
            }
        }
        int held = 0;
        for (Future<Reservation> reservation : asked) {
            held += reservation.get() instanceof Reservation.Held ? 1 : 0;
        }
        assertThat(held).isEqualTo(33);
        assertThat(available(ALICE)).isEqualTo(10);
    }

    @Test
    void aStatementExplainsEveryGwei() {
        post(deposit("d1", 100));
        post(charge("c1", 30));
        post(charge("c2", 20));
        List<StatementLine> lines = Stream.of(1, 2, 3).map(this::lineOfAlice).toList();
        assertThat(lines).extracting(StatementLine::entryId).containsExactly("d1", "c1", "c2");
        assertThat(lines).extracting(StatementLine::gwei).containsExactly(100L, -30L, -20L);
        assertThat(lines).extracting(StatementLine::balanceGwei).containsExactly(100L, 70L, 50L);
        assertThat(lines.getLast().reference()).isEqualTo("because-of-c2");
        assertThat(opened.<Optional<StatementLine>, RuntimeException>read(handle -> journal.line(handle, 4, 0)))
                .isEmpty();
    }

    private StatementLine lineOfAlice(int position) {
        return Stream.of(0, 1)
                .flatMap(line -> opened
                        .<Optional<StatementLine>, RuntimeException>read(handle -> journal.line(handle, position, line))
                        .stream())
                .filter(line -> line.account().equals(ALICE))
                .findFirst()
                .orElseThrow();
    }

    final List<String> fsck() {
        return opened.read(handle -> audit.fsck(handle)).stream()
                .map(Finding::sentence)
                .toList();
    }

    final Database database() {
        return opened;
    }

    final long post(Entry entry) {
        return opened.transact(handle -> journal.post(handle, entry));
    }

    private Reservation reserve(String id, long gwei) {
        return opened.transact(handle -> holds.reserve(handle, new Hold(id, ALICE, gwei, 1)));
    }

    private boolean release(String id) {
        return opened.transact(handle -> holds.release(handle, id));
    }

    private long consume(String id, Entry charge) {
        return opened.transact(handle -> holds.consume(handle, id, charge));
    }

    private long balance(LedgerAccount account) {
        return opened.read(handle -> journal.balance(handle, account));
    }

    private long available(LedgerAccount account) {
        return opened.read(handle -> journal.available(handle, account));
    }

    static Entry deposit(String id, long gwei) {
        return entry(id, new Posting(LedgerAccount.ESCROW, -gwei), new Posting(ALICE, gwei));
    }

    static Entry charge(String id, long gwei) {
        return entry(id, new Posting(ALICE, -gwei), new Posting(BOB, gwei));
    }

    static Entry entry(String id, Posting... postings) {
        return new Entry(id, 1_000, "test", "because-of-" + id, List.of(postings));
    }
}
