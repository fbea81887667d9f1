package org.openledger.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.datanet.review.ReviewPolicy.Terms;
import org.openledger.datanet.review.ReviewPolicy.Way;
import org.openledger.datanet.review.ReviewRole;
import org.openledger.datanet.review.SpotCheck;
import org.openledger.datanet.review.SpotCheck.Outcome;
import org.openledger.datanet.row.Row;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Entry;
import org.openledger.ledger.Holds;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.LedgerCheck;
import org.openledger.ledger.Posting;
import org.openledger.ledger.SpendingLimits;
import org.openledger.store.Refusal.Kind;

/** Rows that count at once under a bond: what is drawn, what the votes make of rows and money, and what fsck names. */
@Tag("unit")
class SpotChecksTest extends ReviewedDatanet {
    private static final long DEPOSIT_GWEI = 1_000_000;
    private static final long BOND_GWEI = 100;
    private static final int HOURS = 48;
    private static final Terms TERMS = new Terms(Way.BOND, 1, HOURS, 4, BOND_GWEI, 25);

    private final Journal journal = new Journal();
    private final SpendingLimits limits = new SpendingLimits();
    private final Charges charges = new Charges(new Holds(journal), limits);
    private Versions versions;
    private SpotChecks checks;
    private int words;

    @BeforeEach
    void openChecks() {
        versions = new Versions(database, blobs, accounts, wallets, record, () -> now, Versions.STANDARD_SIGNING_TIME);
        checks = new SpotChecks(database, contributions, charges, record, () -> now);
        join(ben, ReviewRole.REVIEWER);
        join(cem, ReviewRole.REVIEWER);
        members.policy(datanet.id(), owner, TERMS);
        deposit(ana, DEPOSIT_GWEI);
    }

    @Test
    void rowsCountAtOnceAndTheBondIsFreeOnceTheDrawnOnesStay() throws IOException {
        long id = draft(10);
        assertThat(checks.offer(contributions.require(id)).orElseThrow().gwei()).isEqualTo(10 * BOND_GWEI);
        checks.sign(id, Optional.empty(), 10 * BOND_GWEI);
        assertThat(states(id)).containsOnly(Row.State.ACCEPTED);
        assertThat(versions.publish(datanet.id()).rows()).isEqualTo(10);
        assertThat(available(ana)).isEqualTo(DEPOSIT_GWEI - 10 * BOND_GWEI);
        assertThat(checks.drawn(id)).hasSize(4);
        assertSound();

        checks.drawn(id).forEach(line -> vote(id, ben, line, /* refused= */ false));
        SpotCheck ended = checks.find(id).orElseThrow();
        assertThat(ended.outcome()).contains(Outcome.PASSED);
        assertThat(available(ana)).isEqualTo(DEPOSIT_GWEI);
        assertThat(states(id)).containsOnly(Row.State.ACCEPTED);
        assertThat(contributions.require(id).state()).hasToString("REVIEWED");
        assertSound();
    }

    @Test
    void aFailedCheckTakesRowsOutOfTheNextVersionAndThePartOfTheBond() throws IOException {
        long id = draft(10);
        checks.sign(id, Optional.empty(), 10 * BOND_GWEI);
        versions.publish(datanet.id());
        List<Long> drawn = checks.drawn(id);
        vote(id, ben, drawn.get(0), /* refused= */ true);
        vote(id, cem, drawn.get(1), /* refused= */ true);
        vote(id, ben, drawn.get(2), /* refused= */ false);
        vote(id, ben, drawn.get(3), /* refused= */ true);

        SpotCheck ended = checks.find(id).orElseThrow();
        assertThat(ended.outcome()).contains(Outcome.FAILED);
        assertThat(ended.takenGwei()).isEqualTo(3 * 10 * BOND_GWEI / 4);
        assertThat(available(ana)).isEqualTo(DEPOSIT_GWEI - ended.takenGwei());
        assertThat(commons()).isEqualTo(ended.takenGwei());
        assertThat(states(id).stream().filter(Row.State.ACCEPTED::equals)).hasSize(1);
        assertThat(versions.publish(datanet.id()).rows()).isEqualTo(1);
        assertThat(versions.rows(datanet.id(), 1)).as("earlier versions stay").hasSize(10);
        assertSound();

        // the good ones can be given again, and a row that was refused is appealed as any other
        ballots.appeal(id, ana, java.util.Set.of(drawn.get(0)), "it is true");
        contributions.review(id, owner, accepting(drawn.get(0)));
        assertThat(versions.publish(datanet.id()).rows()).isEqualTo(2);
        assertSound();
    }

    @Test
    void whatNobodyVotedOutStaysWhenTheTimeIsOver() throws IOException {
        long id = draft(6);
        checks.sign(id, Optional.empty(), 6 * BOND_GWEI);
        vote(id, ben, checks.drawn(id).getFirst(), /* refused= */ true);
        assertThat(checks.endDue()).isZero();
        now = now.plus(Duration.ofHours(HOURS));
        refused(Kind.CONFLICT, () -> vote(id, ben, checks.drawn(id).get(1), /* refused= */ true));
        assertThat(checks.endDue()).isEqualTo(1);
        assertThat(checks.endDue()).isZero();
        assertThat(checks.find(id).orElseThrow().outcome())
                .as("one of four is a quarter")
                .contains(Outcome.PASSED);
        assertThat(states(id).stream().filter(Row.State.REJECTED::equals)).hasSize(1);
        assertThat(available(ana)).isEqualTo(DEPOSIT_GWEI);
        assertSound();
    }

    @Test
    void whoAsksTheBondBackWaitsForTheOwner() throws IOException {
        long id = draft(6);
        checks.sign(id, Optional.empty(), 6 * BOND_GWEI);
        vote(id, ben, checks.drawn(id).getFirst(), /* refused= */ false);
        database.write(tx -> charges.freeBond(tx, id)); // as the books do once a withdrawal on chain is due
        assertThat(checks.endDue()).isEqualTo(1);
        assertThat(checks.find(id).orElseThrow().outcome()).contains(Outcome.UNCOVERED);
        assertThat(states(id).stream().filter(Row.State.COMMITTED::equals)).hasSize(5);
        contributions.review(id, owner, Review.acceptAll());
        assertThat(states(id)).containsOnly(Row.State.ACCEPTED);
        assertSound();
    }

    @Test
    void whoAsksTheBondBackEndsTheCheckByTheVotesThatAreCast() throws IOException {
        members.policy(datanet.id(), owner, new Terms(Way.BOND, 1, HOURS, 4, BOND_GWEI, 0));
        List<java.util.function.LongConsumer> ways = List.of(
                id -> database.write(tx -> new Holds(journal).askBack(tx, Charges.bondId(id), now.toEpochMilli())),
                _ -> database.write(tx -> limits.set(tx, ana, 1, 2)));
        long taken = 0;
        for (java.util.function.LongConsumer way : ways) {
            long failing = draft(8);
            checks.sign(failing, Optional.empty(), 8 * BOND_GWEI);
            vote(failing, ben, checks.drawn(failing).getFirst(), /* refused= */ true);
            long unseen = draft(8);
            checks.sign(unseen, Optional.empty(), 8 * BOND_GWEI);
            way.accept(failing);
            way.accept(unseen);
            assertThat(available(ana)).as("it stays held").isEqualTo(DEPOSIT_GWEI - taken - 16 * BOND_GWEI);
            assertThat(checks.endDue()).isEqualTo(2);
            SpotCheck ended = checks.find(failing).orElseThrow();
            assertThat(ended.outcome()).contains(Outcome.FAILED);
            assertThat(ended.takenGwei()).isEqualTo(8 * BOND_GWEI / 4);
            taken += ended.takenGwei();
            assertThat(checks.find(unseen).orElseThrow().outcome()).contains(Outcome.UNCOVERED);
            assertThat(states(unseen)).containsOnly(Row.State.COMMITTED);
            assertThat(available(ana)).isEqualTo(DEPOSIT_GWEI - taken);
            assertThat(commons()).isEqualTo(taken);
            assertSound();
        }
    }

    @Test
    void theLastVoteDoesNotPassWhatNothingIsStakedForAnyMore() throws IOException {
        members.policy(datanet.id(), owner, new Terms(Way.BOND, 1, HOURS, 1, BOND_GWEI, 0));
        List<Runnable> ways = List.of(
                () -> database.write(tx -> charges.freeBond(tx, 1)),
                () -> database.write(tx -> limits.set(tx, ana, 6 * BOND_GWEI - 1, 2)));
        for (int way = 0; way < ways.size(); way++) {
            long id = draft(6);
            checks.sign(id, Optional.empty(), 6 * BOND_GWEI);
            assertThat(id).isEqualTo(way + 1);
            ways.get(way).run();
            vote(id, ben, checks.drawn(id).getFirst(), /* refused= */ false);
            assertThat(checks.find(id).orElseThrow().outcome()).contains(Outcome.UNCOVERED);
            assertThat(states(id).stream().filter(Row.State.COMMITTED::equals)).hasSize(5);
            assertThat(available(ana)).isEqualTo(DEPOSIT_GWEI);
            assertThat(commons()).isZero();
            assertSound();
        }
    }

    @Test
    void nothingIsStakedThatWasNotAgreedToOrIsNotThere() throws IOException {
        long id = draft(6);
        refused(Kind.CONFLICT, () -> checks.sign(id, Optional.empty(), 5 * BOND_GWEI));
        members.policy(datanet.id(), owner, new Terms(Way.BOND, 1, HOURS, 4, DEPOSIT_GWEI, 25));
        refused(Kind.UNPAID, () -> checks.sign(id, Optional.empty(), 6 * DEPOSIT_GWEI));
        members.policy(datanet.id(), owner, Terms.owner());
        refused(Kind.CONFLICT, () -> checks.sign(id, Optional.empty(), 6 * BOND_GWEI));
        assertThat(states(id)).containsOnly(Row.State.SCREENED);
        assertThat(available(ana)).isEqualTo(DEPOSIT_GWEI);
        contributions.signCustodial(id);
        assertThat(states(id)).containsOnly(Row.State.COMMITTED);
        assertThat(checks.find(id)).isEmpty();
        assertSound();
    }

    @Test
    void votesAreBlindOnDrawnRowsAloneAndNobodysOwn() throws IOException {
        members.policy(datanet.id(), owner, new Terms(Way.BOND, 2, HOURS, 2, BOND_GWEI, 0));
        long id = draft(6);
        checks.sign(id, Optional.empty(), 6 * BOND_GWEI);
        List<Long> drawn = checks.drawn(id);
        long other = java.util.stream.LongStream.rangeClosed(1, 6)
                .filter(line -> !drawn.contains(line))
                .findFirst()
                .orElseThrow();
        refused(Kind.INVALID, () -> vote(id, ben, other, /* refused= */ true));
        refused(Kind.FORBIDDEN, () -> vote(id, ana, drawn.getFirst(), /* refused= */ false));
        vote(id, ben, drawn.getFirst(), /* refused= */ true);
        refused(Kind.CONFLICT, () -> vote(id, ben, drawn.getFirst(), /* refused= */ true));
        refused(Kind.CONFLICT, () -> ballots.vote(id, cem, accepting(drawn.getFirst())));
        Row row = contributions.rowOf(id, drawn.getFirst());
        assertThat(ballots.votes(row, cem)).isEmpty();
        assertThat(ballots.votes(row, ana)).isEmpty();
        assertThat(ballots.agreement(datanet.id()).reviewers()).isEmpty();
        assertThat(row.state()).isEqualTo(Row.State.ACCEPTED);
        vote(id, cem, drawn.getFirst(), /* refused= */ true);
        assertThat(checks.find(id).orElseThrow().isOpen()).as("one is left").isTrue();
        assertSound();
    }

    @Test
    void randomChecksTakeWhatTheirVotesSayAndNoMore() throws IOException {
        long seed = 4201;
        Random random = new Random(seed);
        long taken = 0;
        int failed = 0;
        int passed = 0;
        for (int round = 0; round < 25; round++) {
            int quorum = 1 + random.nextInt(2);
            members.policy(
                    datanet.id(),
                    owner,
                    new Terms(
                            Way.BOND,
                            quorum,
                            HOURS,
                            1 + random.nextInt(6),
                            1 + random.nextInt(500),
                            random.nextInt(51)));
            long id = draft(1 + random.nextInt(9));
            long bond = checks.offer(contributions.require(id)).orElseThrow().gwei();
            checks.sign(id, Optional.empty(), bond);
            Map<Long, List<Boolean>> model = new HashMap<>();
            for (long line : checks.drawn(id)) {
                for (String reviewer : List.of(ben, cem)) {
                    boolean open = checks.find(id).orElseThrow().isOpen();
                    if (open && random.nextInt(5) > 0 && undecided(model.get(line), quorum)) {
                        boolean refuses = random.nextBoolean();
                        vote(id, reviewer, line, refuses);
                        model.computeIfAbsent(line, key -> new ArrayList<>()).add(refuses);
                    }
                }
            }
            assertSound();
            now = now.plus(Duration.ofHours(HOURS + 1));
            checks.endDue();
            SpotCheck ended = checks.find(id).orElseThrow();
            long out = model.values().stream()
                    .filter(votes ->
                            votes.stream().filter(Boolean::booleanValue).count() >= quorum)
                    .count();
            int drawn = checks.drawn(id).size();
            boolean fails = 100 * out > ended.toleratedPercent() * drawn;
            assertThat(ended.refused()).as("seed %s, round %s", seed, round).isEqualTo(out);
            assertThat(ended.outcome()).contains(fails ? Outcome.FAILED : Outcome.PASSED);
            assertThat(ended.takenGwei()).isEqualTo(fails ? bond * out / drawn : 0);
            taken += ended.takenGwei();
            failed += fails ? 1 : 0;
            passed += fails ? 0 : 1;
            assertThat(available(ana)).isEqualTo(DEPOSIT_GWEI - taken);
            assertThat(commons()).isEqualTo(taken);
            assertSound();
        }
        assertThat(failed).as("seed %s", seed).isPositive();
        assertThat(passed).as("seed %s", seed).isPositive();
    }

    @Test
    void whatAnOperatorChangesIsNamed() throws IOException {
        long id = draft(8);
        checks.sign(id, Optional.empty(), 8 * BOND_GWEI);
        List<Long> drawn = checks.drawn(id);
        for (long line : drawn) {
            vote(id, ben, line, /* refused= */ line != drawn.getFirst());
        }
        assertSound();
        for (String change : List.of(
                "UPDATE spot_check SET outcome = 'passed'",
                "UPDATE spot_check SET taken_gwei = taken_gwei - 1",
                "UPDATE spot_check SET refused = 0",
                "UPDATE spot_check SET seed = '" + "ab".repeat(32) + "'",
                "UPDATE spot_check SET tolerated_percent = 50, outcome = 'passed', taken_gwei = 0",
                "UPDATE spot_check SET taken = '1'",
                "UPDATE spot_check_row SET line = 900 WHERE line = " + drawn.getFirst(),
                "DELETE FROM review_vote",
                "DELETE FROM spot_check_row",
                "UPDATE ledger_entry SET id = 'bond:77' WHERE kind = 'bond'")) {
            assertThatThrownBy(() -> database.transact(tx -> {
                        tx.execute(change);
                        assertThat(BondCheck.fsck(tx, journal)).as(change).isNotEmpty();
                        throw new IllegalStateException("roll back");
                    }))
                    .hasMessage("roll back");
        }
    }

    /** An operator who draws the rows that it likes says a seed that draws others: even where the log has its word, fsck draws again. */
    @Test
    void whoDrawsOtherRowsThanTheSeedIsNamed() throws IOException {
        long id = draft(8);
        checks.sign(id, Optional.empty(), 8 * BOND_GWEI);
        List<Long> drawn = checks.drawn(id);
        long other = java.util.stream.LongStream.rangeClosed(1, 8)
                .filter(line -> !drawn.contains(line))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> database.transact(tx -> {
                    tx.execute("UPDATE spot_check_row SET line = " + other + " WHERE line = " + drawn.getFirst());
                    List<Long> wished = org.openledger.datanet.review.SpotCheckTable.drawn(tx, id);
                    String words = new String(
                            org.openledger.verify.bytes.CanonicalJson.write(
                                    checks.find(id).orElseThrow().json(wished)),
                            java.nio.charset.StandardCharsets.UTF_8);
                    tx.execute("UPDATE review_act SET words = ? WHERE act = 'draw'", words);
                    assertThat(BondCheck.fsck(tx, journal))
                            .extracting(org.openledger.store.seal.Finding::what)
                            .containsExactly("its seed draws other rows");
                    throw new IllegalStateException("roll back");
                }))
                .hasMessage("roll back");
    }

    private static boolean undecided(@org.jspecify.annotations.Nullable List<Boolean> votes, int quorum) {
        return votes == null
                || (votes.stream().filter(Boolean::booleanValue).count() < quorum
                        && votes.stream().filter(each -> !each).count() < quorum);
    }

    private void assertSound() {
        database.read(handle -> {
            assertThat(BondCheck.fsck(handle, journal)).isEmpty();
            assertThat(new LedgerCheck(journal).fsck(handle)).isEmpty();
            assertThat(DatanetCheck.fsck(handle)).isEmpty();
            return null;
        });
    }

    private void deposit(String who, long gwei) {
        database.write(tx -> {
            journal.post(
                    tx,
                    new Entry(
                            "deposit:" + who,
                            now.toEpochMilli(),
                            "deposit",
                            "0x1",
                            List.of(
                                    new Posting(LedgerAccount.ESCROW, -gwei),
                                    new Posting(LedgerAccount.payer(who), gwei))));
            limits.set(tx, who, gwei, 1);
        });
    }

    private long available(String who) {
        return database.read(handle -> journal.available(handle, LedgerAccount.payer(who)));
    }

    private long commons() {
        return database.read(handle -> journal.balance(handle, LedgerAccount.commons(datanetToken())));
    }

    private String datanetToken() {
        return database.read(handle -> Datanets.require(handle, datanet.id())).requireToken();
    }

    private long draft(int rows) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 8; word++) {
                text.append(word(words++)).append(' ');
            }
            texts.add(text.toString().strip() + ".");
        }
        return contributions
                .submit(datanet.id(), ana, TextUploads.lines(texts))
                .contribution()
                .id();
    }

    /** No two are near each other in spelling. */
    private static String word(int number) {
        Random random = new Random(number);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private void vote(long id, String reviewer, long line, boolean refused) {
        TreeMap<Long, String> out = new TreeMap<>();
        if (refused) {
            out.put(line, "not true");
        }
        checks.vote(
                id,
                reviewer,
                new Review(refused ? new TreeSet<>() : new TreeSet<>(List.of(line)), out, Review.Rest.WAIT, "", true));
    }

    private static Review accepting(long line) {
        return new Review(new TreeSet<>(List.of(line)), new TreeMap<>(), Review.Rest.WAIT, "", true);
    }
}
