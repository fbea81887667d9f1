package org.openledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.openledger.settlement.Books.address;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.identity.MasterKey;
import org.openledger.ledger.Charge;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Reservation;
import org.openledger.notification.Event;
import org.openledger.notification.Target;
import org.openledger.notification.Targets;
import org.openledger.notification.WebhookHosts;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.call.Transactions;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.claim.ClaimTable;
import org.openledger.settlement.claim.Claiming;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochAuditTable;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.settlement.events.AnotherNodeException;
import org.openledger.settlement.events.EventId;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.MigratedDatabase;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.AuditedShare;
import org.openledger.verify.EpochAudit;
import org.openledger.verify.EpochAudit.Outcome;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.Role;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.reward.ClaimProof;

/** The epochs' promises on SQLite; {@link EpochsOnPostgresTest} runs the same on PostgreSQL. */
@Tag("unit")
class EpochsTest {
    private static final String PAYER = address(1);
    private static final String ANNA = address(2);
    private static final String BEN = address(3);
    private static final List<Payment> PAYMENTS = List.of(
            new Payment("treasury", Role.TREASURY, 5),
            new Payment("stakers", Role.STAKERS, 5),
            new Payment(Books.OPERATOR, Role.OPERATOR, 15),
            new Payment(BEN, Role.BASE, 5),
            new Payment(ANNA, Role.DEVELOPER, 20),
            new Payment(ANNA, Role.CONTRIBUTOR, 30),
            new Payment(BEN, Role.CONTRIBUTOR, 15),
            new Payment("commons:1", Role.COMMONS, 5));

    @TempDir
    Path folder;

    private final List<String> sent = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private Books books;

    Database openDatabase() {
        return MigratedDatabase.open(folder);
    }

    @BeforeEach
    final void open() {
        books = new Books(openDatabase(), new SentTransactions(), 10);
    }

    /** Keeps the keys of what is sent, and fails what the test says. */
    private final class SentTransactions implements Transactions {
        @Override
        public long enqueue(Handle transaction, String key, String to, String data, BigInteger valueWei) {
            if (!sent.contains(key)) {
                sent.add(key);
            }
            return sent.indexOf(key);
        }

        @Override
        public long enqueue(
                Handle transaction, String key, String to, String data, BigInteger valueWei, List<String> needs) {
            return enqueue(transaction, key, to, data, valueWei);
        }

        @Override
        public Optional<String> whyAside(String key) {
            return Optional.empty();
        }

        @Override
        public boolean knows(String key) {
            return sent.contains(key);
        }

        @Override
        public boolean failed(String key) {
            return failed.contains(key);
        }
    }

    @AfterEach
    final void checkAndCloseDatabase() {
        assertThat(books.fsck()).isEmpty();
        books.database.close();
    }

    @Test
    void anEpochGivesExactlyWhatItCharges() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        books.answer(PAYER, "r2", PAYMENTS);
        Epoch epoch = closeOne();
        assertThat(epoch.receipts()).isEqualTo(2);
        assertThat(epoch.chargedGwei()).isEqualTo(200);
        assertThat(epoch.totalGwei()).isEqualTo(200);
        assertThat(charges(1)).containsExactly(Map.entry(PAYER, 200L));
        assertThat(earned(1))
                .containsEntry(ANNA, 100L)
                .containsEntry(BEN, 40L)
                .containsEntry(Books.OPERATOR, 30L)
                .containsEntry(Books.TREASURY, 10L)
                .containsEntry(Books.STAKERS, 10L)
                .containsEntry(Books.COMMONS, 10L);
        assertThat(balance(LedgerAccount.claimable(ANNA))).isEqualTo(100);
        assertThat(balance(LedgerAccount.contributor(ANNA))).isZero();
        assertThat(sent).containsExactly("settle:1");
        assertThat(close()).as("nothing new").isEmpty();
    }

    @Test
    void aRewardIsSettledOnceAndCountsAsNoAnswer() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        List<Payment> reward =
                List.of(new Payment(ANNA, Role.CONTRIBUTOR, 60), new Payment("commons:1", Role.COMMONS, 40));
        assertThat(books.database.<Reservation, RuntimeException>transact(
                        handle -> books.charges.promise(handle, PAYER, "run1", 100, 1)))
                .isInstanceOf(Reservation.Held.class);
        assertThat(reward(reward)).isTrue();
        assertThat(reward(reward)).as("paid already").isFalse();
        Epoch epoch = closeOne();
        assertThat(epoch.receipts()).isEqualTo(1);
        assertThat(epoch.chargedGwei()).isEqualTo(200);
        assertThat(charges(1)).containsExactly(Map.entry(PAYER, 200L));
        assertThat(earned(1)).containsEntry(ANNA, 110L).containsEntry(Books.COMMONS, 45L);
        assertThat(lines(ANNA))
                .extracting(AccountExplanation.Line::kind, AccountExplanation.Line::reference)
                .contains(tuple("training", "run1"), tuple("inference", "r1"));
    }

    private boolean reward(List<Payment> payments) {
        return books.database.<Boolean, RuntimeException>transact(
                handle -> books.charges.reward(handle, PAYER, "run1", 2, payments));
    }

    @Test
    void theTreeIsCumulativeAndItsProofsHold() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        closeOne();
        books.answer(PAYER, "r2", List.of(new Payment(ANNA, Role.CONTRIBUTOR, 7)));
        Epoch second = closeOne();
        assertThat(second.totalGwei()).isEqualTo(107);
        assertProves(second, ANNA, 57);
        assertProves(second, BEN, 20);
        assertProves(books.database.read(handle -> books.epochs.find(handle, 1)).orElseThrow(), ANNA, 50);
        assertThatThrownBy(() -> books.database.read(handle -> books.epochs.proof(handle, PAYER, 2)))
                .isInstanceOf(SettlementException.class);
    }

    @Test
    void aReceiptKnowsItsEpochAndProofs() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        assertThat(payout("r1")).isEmpty();
        closeOne();
        ReceiptFile.Payout payout = payout("r1").orElseThrow();
        assertThat(payout.claims())
                .extracting(ReceiptFile.Claim::account)
                .contains(ANNA, BEN)
                .doesNotContain(Books.TREASURY);
    }

    @Test
    void aFailedTransactionClosesNothing() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        assertThatThrownBy(() -> books.database.write(handle -> {
                    books.epochs.close(handle, 5);
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(closeOne().number()).isEqualTo(1);
    }

    @Test
    void morePayersThanOneSettlementTakesMakeMoreEpochs() {
        books.database.write(handle -> {
            for (int payer = 0; payer < Epochs.MAX_PAYERS + 3; payer++) {
                books.depositGwei(handle, address(1_000 + payer), 10);
                books.answer(
                        handle, address(1_000 + payer), "r" + payer, List.of(new Payment(ANNA, Role.CONTRIBUTOR, 10)));
            }
        });
        assertThat(charges(closeOne().number())).hasSize(Epochs.MAX_PAYERS);
        assertThat(charges(closeOne().number())).hasSize(3);
        assertThat(close()).isEmpty();
    }

    @Test
    void onlyFinalEpochsAreClaimedAndEachClaimOnce() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        Epoch epoch = closeOne();
        assertThat(claim(ANNA)).isEqualTo(new Claiming.TooLittle(ANNA, 0, 10));
        post(epoch, 100);
        assertThat(advance(99)).isEmpty();
        assertThat(claim(ANNA)).isInstanceOf(Claiming.TooLittle.class);
        assertThat(advance(100)).hasSize(1);
        assertThat(claim(ANNA)).isEqualTo(new Claiming.Sent(ANNA, 1, "claim:" + ANNA + ":1", 50));
        claimed(ANNA, 50);
        assertThat(claim(ANNA)).isEqualTo(new Claiming.TooLittle(ANNA, 0, 10));
        assertThat(balance(LedgerAccount.DISTRIBUTOR)).isEqualTo(-50);
        assertThat(balance(LedgerAccount.ESCROW)).isEqualTo(-900);
    }

    @Test
    void whoIsPaidIsTold() {
        Targets targets = new Targets(
                books.database,
                new WebhookHosts(Set.of("127.0.0.1")),
                false,
                MasterKey.openOrCreate(folder).notifications(),
                () -> Instant.EPOCH);
        for (String account : List.of(ANNA, PAYER)) {
            targets.add(account, Target.Kind.WEBHOOK, "http://127.0.0.1:9/", List.of("paid"));
        }
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        post(closeOne(), 1);
        advance(1);
        assertThat(claim(ANNA)).isInstanceOf(Claiming.Sent.class);
        claimed(ANNA, 50);
        assertThat(targets.told(ListRequest.first(10)).list())
                .filteredOn(told -> told.notification().event() == Event.PAID)
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.target().account()).isEqualTo(ANNA);
                    assertThat(told.notification().words()).startsWith("0.00000005 OPEN");
                });
    }

    @Test
    void dustAccumulatesUntilItIsWorthClaiming() {
        books.depositGwei(PAYER, 1_000);
        for (int epoch = 1; epoch <= 2; epoch++) {
            books.answer(PAYER, "r" + epoch, List.of(new Payment(BEN, Role.CONTRIBUTOR, 6)));
            post(closeOne(), epoch);
            advance(epoch);
        }
        assertThat(claim(ANNA)).isInstanceOf(Claiming.TooLittle.class);
        assertThat(claim(BEN)).isEqualTo(new Claiming.Sent(BEN, 2, "claim:" + BEN + ":2", 12));
        List<Claiming.Sent> all = books.database.transact(handle -> books.claims.claimAll(handle, 0, account -> false));
        assertThat(all).hasSize(1);
    }

    @Test
    void whatTheChainRefusedIsSentAgainUnderANewKey() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        Epoch epoch = closeOne();
        books.database.write(handle -> books.epochs.resend(handle));
        assertThat(sent).containsExactly("settle:1");
        failed.add("settle:1");
        books.database.write(handle -> books.epochs.resend(handle));
        assertThat(sent).containsExactly("settle:1", "settle:1:2");
        post(epoch, 1);
        books.database.write(handle -> books.epochs.resend(handle));
        assertThat(sent).as("posted").hasSize(2);
    }

    @Test
    void aClaimStaysTheSameWhileTheAccountEarnsNothing() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        post(closeOne(), 1);
        advance(1);
        Claiming first = claim(ANNA);
        books.answer(PAYER, "r2", List.of(new Payment(BEN, Role.CONTRIBUTOR, 20)));
        post(closeOne(), 2);
        advance(2);
        assertThat(claim(ANNA)).isEqualTo(first);
        assertThat(claim(BEN)).isEqualTo(new Claiming.Sent(BEN, 2, "claim:" + BEN + ":2", 40));
    }

    @Test
    void blocksThatComeBackElsewhereAreBookedOnce() {
        EventId first = books.event();
        books.database.write(handle -> books.escrow.deposited(handle, first, PAYER, Wei.ofGwei(7)));
        books.database.write(handle -> books.dispatch.removed(handle, first.block()));
        EventId again = new EventId(
                first.block() + 1, first.logIndex(), first.transaction(), first.ordinal(), first.timeMillis());
        books.database.write(handle -> books.escrow.deposited(handle, again, PAYER, Wei.ofGwei(7)));
        assertThat(balance(LedgerAccount.payer(PAYER))).isEqualTo(7);
    }

    @Test
    void anEpochAndItsClaimsThatTheChainTakesBackAreAsBeforeAndBookedAgain() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        Epoch closed = closeOne();
        long from = books.event().block();
        List<Long> before = chainBalances();
        for (int time = 0; time < 2; time++) {
            post(closed, 100);
            assertThat(advance(100)).hasSize(1);
            claimed(ANNA, 40);
            assertThat(chainBalances()).isNotEqualTo(before);
            assertThat(books.fsck()).isEmpty();
            books.database.write(handle -> books.dispatch.removed(handle, from));
            assertThat(books.database.<Optional<Epoch>, RuntimeException>read(
                            handle -> EpochTable.find(handle, closed.number())))
                    .contains(closed);
            assertThat(chainBalances()).isEqualTo(before);
        }
    }

    private List<Long> chainBalances() {
        return List.of(
                balance(LedgerAccount.ESCROW),
                balance(LedgerAccount.DISTRIBUTOR),
                balance(LedgerAccount.claimable(ANNA)),
                books.database.<Long, RuntimeException>read(handle -> ClaimTable.of(handle, ANNA)));
    }

    @Test
    void aChallengedEpochIsNotClaimable() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        post(closeOne(), 100);
        books.database.write(handle -> books.distributor.rootChallenged(handle, books.event(), Books.OPERATOR, 1));
        assertThat(advance(1_000)).isEmpty();
        books.database.write(
                handle -> books.distributor.challengeEnded(handle, books.event(), Books.OPERATOR, 1, 2_000));
        assertThat(advance(1_999)).isEmpty();
        assertThat(advance(2_000)).hasSize(1);
    }

    @Test
    void anAccountSeesWhereEveryGweiCameFrom() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        Epoch epoch = closeOne();
        books.answer(PAYER, "r2", PAYMENTS);
        post(epoch, 1);
        advance(1);
        AccountExplanation before = explain(ANNA);
        assertThat(before.earnedGwei()).isEqualTo(100);
        assertThat(before.unsettledGwei()).isEqualTo(50);
        assertThat(before.dueGwei()).isEqualTo(50);
        List<AccountExplanation.Line> lines = lines(ANNA);
        assertThat(lines).hasSize(4);
        assertThat(lines.stream().mapToLong(AccountExplanation.Line::gwei).sum())
                .isEqualTo(before.earnedGwei());
        assertThat(lines).extracting(AccountExplanation.Line::epoch).containsExactly(0L, 0L, 1L, 1L);
        ListRequest one = new ListRequest(
                "", new TreeMap<>(Map.of("role", "contributor")), Optional.of(ListRequest.Order.parse("-epoch")), 0, 1);
        ListPage<AccountExplanation.Line> cut =
                books.database.read(handle -> books.explanations.statement(handle, ANNA, one));
        assertThat(cut.list()).extracting(AccountExplanation.Line::epoch).containsExactly(1L);
        assertThat(cut.total()).as("lines beyond the page count").isEqualTo(2);
        claimed(ANNA, 50);
        assertThat(explain(ANNA).claimedGwei()).isEqualTo(50);
        assertThat(explain(ANNA).earnedGwei()).isEqualTo(100);
        assertThat(lines(Books.COMMONS))
                .extracting(AccountExplanation.Line::role)
                .containsExactly(LedgerAccount.Role.COMMONS, LedgerAccount.Role.COMMONS);
    }

    @Test
    void whatIsBookedTwiceCountsOnce() {
        EventId id = books.event();
        for (int time = 0; time < 2; time++) {
            books.database.write(handle -> books.escrow.deposited(handle, id, PAYER, Wei.ofGwei(7)));
        }
        assertThat(balance(LedgerAccount.payer(PAYER))).isEqualTo(7);
    }

    @Test
    void partsOfAGweiAddUp() {
        BigInteger half = BigInteger.valueOf(500_000_000);
        books.database.write(handle -> books.escrow.deposited(handle, books.event(), PAYER, half));
        assertThat(balance(LedgerAccount.payer(PAYER))).isZero();
        books.database.write(handle -> books.escrow.deposited(handle, books.event(), PAYER, half));
        assertThat(balance(LedgerAccount.payer(PAYER))).isEqualTo(1);
        books.database.write(handle -> books.escrow.withdrawn(handle, books.event(), PAYER, Wei.PER_GWEI));
        assertThat(balance(LedgerAccount.payer(PAYER))).isZero();
        assertThat(balance(LedgerAccount.ESCROW)).isZero();
    }

    @Test
    void whatIsAskedBackCannotBeSpent() {
        books.depositGwei(PAYER, 100);
        withdrawalRequested(60);
        assertThat(reserve("r1", 41)).isInstanceOf(Reservation.Insufficient.class);
        assertThat(reserve("r1", 40)).isInstanceOf(Reservation.Held.class);
        withdrawalRequested(100);
        assertThat(balance(LedgerAccount.withdrawing(PAYER)))
                .as("what is held stays")
                .isEqualTo(60);
        withdrawalRequested(0);
        assertThat(balance(LedgerAccount.payer(PAYER))).isEqualTo(100);
        withdrawalRequested(50);
        books.database.write(handle -> books.escrow.withdrawn(handle, books.event(), PAYER, Wei.ofGwei(50)));
        assertThat(balance(LedgerAccount.ESCROW)).isEqualTo(-50);
        assertThat(balance(LedgerAccount.payer(PAYER))).isEqualTo(50);
    }

    @Test
    void chargesThatWereNotSettledBeforeAWithdrawalAreTheOperatorsLoss() {
        books.depositGwei(PAYER, 100);
        books.answer(PAYER, "r1", PAYMENTS.subList(0, 3));
        books.database.write(handle -> books.escrow.withdrawn(handle, books.event(), PAYER, Wei.ofGwei(100)));
        assertThat(balance(LedgerAccount.shortfall(PAYER))).isEqualTo(-25);
        assertThat(balance(LedgerAccount.payer(PAYER))).isZero();
    }

    @Test
    void aSpendingLimitBoundsWhatIsEverDrawn() {
        books.depositGwei(PAYER, 1_000);
        EventId late = books.event();
        EventId later = books.event();
        books.database.write(handle -> {
            books.escrow.spendingLimitSet(handle, later, PAYER, Books.OPERATOR, Wei.ofGwei(150), 0);
            books.escrow.spendingLimitSet(handle, late, PAYER, Books.OPERATOR, Wei.ofGwei(999), 0);
            books.escrow.spendingLimitSet(handle, books.event(), PAYER, address(99), Wei.ofGwei(999), 0);
        });
        books.answer(PAYER, "r1", PAYMENTS);
        assertThat(reserve("r2", 51)).isEqualTo(new Reservation.LimitReached(LedgerAccount.payer(PAYER), 51, 50));
        assertThat(reserve("r2", 50)).isInstanceOf(Reservation.Held.class);
        assertThat(reserve("r2", 50)).as("asked again").isInstanceOf(Reservation.Held.class);
        assertThat(reserve("r3", 1)).isInstanceOf(Reservation.LimitReached.class);
    }

    @Test
    void aForeignRootOnChainStopsTheNode() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        closeOne();
        assertThatThrownBy(() -> books.database.write(handle -> books.escrow.epochSettled(
                        handle, books.event(), Books.OPERATOR, 1, "0x" + "0".repeat(64), Wei.ofGwei(100))))
                .isInstanceOf(AnotherNodeException.class)
                .hasMessageContaining("another node uses this operator's key");
    }

    @Test
    void fsckNamesAChangedEpoch() {
        books.depositGwei(PAYER, 1_000);
        books.answer(PAYER, "r1", PAYMENTS);
        closeOne();
        for (String change : List.of(
                "UPDATE settlement_epoch SET root = '0x00'",
                "UPDATE settlement_epoch SET last_position = 3",
                "UPDATE settlement_leaf SET cumulative_gwei = cumulative_gwei + 1 WHERE account = '" + ANNA + "'",
                "UPDATE settlement_charge SET gwei = 1",
                "UPDATE settlement_pool SET address = '" + ANNA + "' WHERE pool = 'treasury'",
                "INSERT INTO settlement_claimed VALUES ('" + ANNA + "', 51)",
                "UPDATE settlement_epoch SET journal_hash = 'x'")) {
            List<String> findings = books.database.transact(handle -> {
                handle.savepoint("untouched");
                handle.execute(change);
                List<String> found = new SettlementCheck(books.journal, Books.OPERATOR).fsck(handle);
                handle.rollbackToSavepoint("untouched");
                return found;
            });
            assertThat(findings).as(change).isNotEmpty();
        }
    }

    /** Anna is sure of 40 of 100 gwei, Ben made the answer worse: by 30, of which 5 are sure. */
    private static final List<Payment> UNCERTAIN = List.of(
            new Payment("treasury", Role.TREASURY, 10),
            new Payment(ANNA, Role.CONTRIBUTOR, 40),
            new Payment(ANNA, Role.WAITING, 60),
            new Payment("commons:1", Role.COMMONS, 5));

    private static final AuditedAnswer BROUGHT = new AuditedAnswer(
            List.of("1", "2"),
            List.of(new AuditedShare(ANNA, 40, 60, 60, 0, 0), new AuditedShare(BEN, 0, 0, 10, 30, 5)));

    @Test
    void whatWaitsIsReleasedAsFarAsTheEpochIsSureAndGoesBackOtherwise() {
        books.depositGwei(PAYER, 10_000);
        for (int answer = 0; answer < 4; answer++) {
            books.answer(PAYER, "r" + answer, UNCERTAIN, BROUGHT);
        }
        assertThat(balance(LedgerAccount.waiting(ANNA))).isEqualTo(240);
        Epoch epoch = closeOne();
        // the four of them are sure but for √(4·60²) = 120
        assertThat(audit(1)).containsExactly(new Outcome(ANNA, 160, 240, 120, 0), new Outcome(BEN, 0, 0, 0, 0));
        assertThat(earned(1)).containsEntry(ANNA, 160L + 120).containsEntry(Books.COMMONS, 20L + 120);
        assertThat(epoch.totalGwei()).isEqualTo(epoch.chargedGwei()).isEqualTo(4 * 115);
        assertThat(balance(LedgerAccount.waiting(ANNA))).isZero();
        assertThat(balance(LedgerAccount.claimable(ANNA))).isEqualTo(280);
        assertThat(balance(LedgerAccount.commons("2"))).isZero();
        books.answer(PAYER, "alone", UNCERTAIN, BROUGHT);
        closeOne();
        assertThat(audit(2)).contains(new Outcome(ANNA, 40, 60, 60, 0));
        assertThat(earned(2)).containsEntry(ANNA, 40L);
    }

    @Test
    void onlyNetHelpIsPaidAndNeverAcrossEpochs() {
        books.depositGwei(PAYER, 10_000);
        List<Payment> helped = List.of(new Payment(BEN, Role.CONTRIBUTOR, 50), new Payment(BEN, Role.WAITING, 20));
        List<Payment> harmed = List.of(new Payment(ANNA, Role.CONTRIBUTOR, 100));
        books.answer(
                PAYER, "r1", helped, new AuditedAnswer(List.of("1"), List.of(new AuditedShare(BEN, 50, 20, 20, 0, 0))));
        books.answer(
                PAYER,
                "r2",
                harmed,
                new AuditedAnswer(
                        List.of("7"),
                        List.of(new AuditedShare(ANNA, 100, 0, 0, 0, 0), new AuditedShare(BEN, 0, 0, 0, 90, 30))));
        // paid before pay waited: no audit reaches it
        books.answer(PAYER, "r3", List.of(new Payment(BEN, Role.CONTRIBUTOR, 9)));
        closeOne();
        assertThat(audit(1)).contains(new Outcome(BEN, 50, 20, 20, 30));
        assertThat(earned(1))
                .containsEntry(BEN, 50L - 30 + 9)
                .containsEntry(ANNA, 100L)
                .containsEntry(Books.COMMONS, 20L + 30);
        books.answer(
                PAYER,
                "r4",
                harmed,
                new AuditedAnswer(
                        List.of("7"),
                        List.of(new AuditedShare(ANNA, 100, 0, 0, 0, 0), new AuditedShare(BEN, 0, 0, 0, 90, 90))));
        closeOne();
        assertThat(earned(2)).containsExactly(Map.entry(ANNA, 100L));
        assertThat(balance(LedgerAccount.claimable(BEN))).isEqualTo(29);
        assertThat(audits(BEN)).extracting(AccountExplanation.Audit::gwei).containsExactly(0L, -30L);
        assertThat(audits(BEN).getLast().says())
                .isEqualTo(
                        "Of 0.00000002 OPEN that waited, 0 OPEN were released; 0.00000002 OPEN went back to the commons, as they may be chance even over"
                                + " all answers of the epoch; 0.00000003 OPEN went to the commons for answers that were made"
                                + " worse, 0.00000003 OPEN of them out of what had been paid.");
    }

    @Test
    void whoseHarmTakesAllHasNoClaimInAReceiptsPayout() {
        books.depositGwei(PAYER, 10_000);
        books.answer(
                PAYER,
                "r1",
                List.of(new Payment(ANNA, Role.CONTRIBUTOR, 10), new Payment(BEN, Role.WAITING, 10)),
                new AuditedAnswer(
                        List.of("1"),
                        List.of(new AuditedShare(ANNA, 10, 0, 0, 0, 0), new AuditedShare(BEN, 0, 10, 10, 0, 0))));
        closeOne();
        assertThat(payout("r1").orElseThrow().claims())
                .extracting(ReceiptFile.Claim::account)
                .containsExactly(ANNA);
    }

    @Test
    void anEpochThatIsCutOffWhileItClosesIsAuditedOnceAndTheSame() {
        books.depositGwei(PAYER, 10_000);
        books.answer(PAYER, "r1", UNCERTAIN, BROUGHT);
        books.answer(PAYER, "r2", UNCERTAIN, BROUGHT);
        List<String> roots = new ArrayList<>();
        assertThatThrownBy(() -> books.database.write(handle -> {
                    roots.add(books.epochs.close(handle, 5).orElseThrow().root());
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(balance(LedgerAccount.waiting(ANNA))).isEqualTo(120);
        assertThat(audit(1)).isEmpty();
        assertThat(closeOne().root()).isEqualTo(roots.getFirst());
        assertThat(close()).isEmpty();
        assertThat(audit(1)).hasSize(2);
    }

    @Test
    void aChargeBringsToTheAuditWhatItLetsWait() {
        for (AuditedAnswer other : List.of(
                AuditedAnswer.NOTHING,
                new AuditedAnswer(List.of("1"), List.of(new AuditedShare(ANNA, 40, 59, 60, 0, 0))),
                new AuditedAnswer(List.of("1"), List.of(new AuditedShare(ANNA, 41, 60, 60, 0, 0))),
                new AuditedAnswer(
                        List.of("1"),
                        List.of(new AuditedShare(ANNA, 40, 60, 60, 0, 0), new AuditedShare(BEN, 0, 1, 1, 0, 0))))) {
            assertThatThrownBy(() -> new Charge(PAYER, "r1", 1, UNCERTAIN, other))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatWaitsIsAuditedInTheOneEpochOfItsCharge() {
        books.database.write(handle -> {
            for (int payer = 0; payer < Epochs.MAX_PAYERS + 3; payer++) {
                books.depositGwei(handle, address(1_000 + payer), 200);
                books.answer(handle, address(1_000 + payer), "r" + payer, UNCERTAIN, BROUGHT);
            }
        });
        closeOne();
        assertThat(balance(LedgerAccount.waiting(ANNA))).isEqualTo(3 * 60);
        closeOne();
        assertThat(balance(LedgerAccount.waiting(ANNA))).isZero();
        assertThat(audit(1)).extracting(Outcome::waitingGwei).containsExactly(Epochs.MAX_PAYERS * 60L, 0L);
        assertThat(audit(2)).extracting(Outcome::waitingGwei).containsExactly(180L, 0L);
    }

    @Test
    void anAccountSeesWhatBecameOfWhatWaited() {
        books.depositGwei(PAYER, 10_000);
        for (int answer = 0; answer < 4; answer++) {
            books.answer(PAYER, "r" + answer, UNCERTAIN, BROUGHT);
        }
        AccountExplanation open = explain(ANNA);
        assertThat(open.waitingGwei()).isEqualTo(240);
        assertThat(open.earnedGwei()).isEqualTo(160);
        closeOne();
        assertThat(explain(ANNA).waitingGwei()).isZero();
        for (String account : List.of(ANNA, Books.COMMONS, Books.TREASURY)) {
            AccountExplanation closed = explain(account);
            long lines = lines(account).stream()
                    .filter(line -> line.role() != LedgerAccount.Role.WAITING)
                    .mapToLong(AccountExplanation.Line::gwei)
                    .sum();
            long audits = audits(account).stream()
                    .mapToLong(AccountExplanation.Audit::gwei)
                    .sum();
            assertThat(lines + audits).as(account).isEqualTo(closed.earnedGwei());
        }
        assertThat(audits(ANNA).getFirst().says())
                .isEqualTo(
                        "Of 0.00000024 OPEN that waited, 0.00000012 OPEN were released; 0.00000012 OPEN went back to the commons, as they may be chance even"
                                + " over all answers of the epoch.");
    }

    @Test
    void fsckNamesAChangedAudit() {
        books.depositGwei(PAYER, 10_000);
        books.answer(PAYER, "r1", UNCERTAIN, BROUGHT);
        books.answer(PAYER, "r2", UNCERTAIN, BROUGHT);
        closeOne();
        books.answer(PAYER, "r3", UNCERTAIN, BROUGHT);
        for (String change : List.of(
                "UPDATE ledger_audited_share SET doubt_gwei = doubt_gwei + 30",
                "UPDATE ledger_audited_share SET waiting_gwei = waiting_gwei - 1 WHERE waiting_gwei > 0",
                "DELETE FROM ledger_audited_share WHERE position = (SELECT max(position) FROM ledger_audited_answer)",
                "UPDATE ledger_audited_answer SET datanets = '1'",
                "UPDATE settlement_audit SET returned_gwei = returned_gwei - 1 WHERE returned_gwei > 0",
                "DELETE FROM settlement_audit",
                "UPDATE ledger_entry SET id = 'audit:9' WHERE id = 'audit:1'")) {
            List<String> findings = books.database.transact(handle -> {
                handle.savepoint("untouched");
                handle.execute(change);
                List<String> found = new SettlementCheck(books.journal, Books.OPERATOR).fsck(handle);
                handle.rollbackToSavepoint("untouched");
                return found;
            });
            assertThat(findings).as(change).isNotEmpty();
        }
    }

    @Test
    void randomEpochsConserveEveryGwei() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("EpochsTest seed " + seed + " (repeat with -Dseed=" + seed + ")");
        Random random = new Random(seed);
        books.depositGwei(PAYER, 1_000_000);
        books.depositGwei(BEN, 1_000_000);
        long chargedGwei = 0;
        List<AuditedAnswer> open = new ArrayList<>();
        for (int step = 0; step < 120; step++) {
            switch (random.nextInt(8)) {
                case 0 ->
                    close().ifPresent(epoch -> {
                        assertAudited(epoch, open, random);
                        post(epoch, epoch.number());
                    });
                case 1 -> advance(random.nextInt(20));
                case 2 -> {
                    String account = address(10 + random.nextInt(6));
                    if (claim(account) instanceof Claiming.Sent claim) {
                        claimed(account, claim.gwei());
                    }
                }
                default -> {
                    AuditedAnswer brought = brought(random);
                    List<Payment> payments = payments(random, brought);
                    chargedGwei += payments.stream().mapToLong(Payment::gwei).sum();
                    books.answer(random.nextBoolean() ? PAYER : BEN, "r" + step, payments, brought);
                    open.add(brought);
                }
            }
        }
        close().ifPresent(epoch -> assertAudited(epoch, open, random));
        Epoch last = books.database
                .read(handle -> books.epochs.before(handle, Long.MAX_VALUE, 1))
                .getFirst();
        assertThat(last.totalGwei()).isEqualTo(chargedGwei);
    }

    /** The epoch's audit is that of its answers, in whatever order; after it none of them is open. */
    private void assertAudited(Epoch epoch, List<AuditedAnswer> open, Random random) {
        Collections.shuffle(open, random);
        EpochAudit expected = new EpochAudit();
        open.forEach(expected::add);
        open.clear();
        assertThat(audit(epoch.number())).isEqualTo(expected.outcomes());
        for (int contributor = 10; contributor < 16; contributor++) {
            assertThat(balance(LedgerAccount.waiting(address(contributor)))).isZero();
        }
        assertThat(epoch.chargedGwei())
                .isEqualTo(earned(epoch.number()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    /** What a random answer brings to the audit; often nothing, as answers from before pay waited. */
    private static AuditedAnswer brought(Random random) {
        List<AuditedShare> shares = new ArrayList<>();
        for (int contributor = 10; contributor < 16 && random.nextInt(6) > 0; contributor++) {
            long paid = random.nextInt(60);
            long waiting = random.nextInt(60);
            long harm = random.nextInt(3) == 0 ? random.nextInt(200) : 0;
            shares.add(new AuditedShare(
                    address(contributor),
                    paid,
                    waiting,
                    waiting + random.nextInt(50),
                    harm,
                    harm == 0 ? 0 : random.nextLong(harm)));
        }
        List<String> datanets = IntStream.range(1, 1 + random.nextInt(4))
                .mapToObj(String::valueOf)
                .toList();
        return shares.isEmpty() ? AuditedAnswer.NOTHING : new AuditedAnswer(datanets, shares);
    }

    private static List<Payment> payments(Random random, AuditedAnswer brought) {
        List<Payment> payments = new ArrayList<>();
        payments.add(new Payment("treasury", Role.TREASURY, 1 + random.nextInt(9)));
        payments.add(new Payment(Books.OPERATOR, Role.OPERATOR, 1 + random.nextInt(9)));
        for (AuditedShare share : brought.shares()) {
            if (share.paidGwei() > 0) {
                payments.add(new Payment(share.contributor(), Role.CONTRIBUTOR, share.paidGwei()));
            }
            if (share.waitingGwei() > 0) {
                payments.add(new Payment(share.contributor(), Role.WAITING, share.waitingGwei()));
            }
        }
        if (brought.shares().isEmpty()) {
            payments.add(new Payment(address(10 + random.nextInt(6)), Role.CONTRIBUTOR, 1 + random.nextInt(99)));
        }
        payments.add(new Payment("commons:" + (1 + random.nextInt(3)), Role.COMMONS, 1 + random.nextInt(9)));
        return payments;
    }

    private void assertProves(Epoch epoch, String account, long gwei) {
        ReceiptFile.Payout payout = books.database.read(handle -> books.epochs.proof(handle, account, epoch.number()));
        ReceiptFile.Claim claim = payout.claims().getFirst();
        assertThat(payout.root()).isEqualTo(epoch.root());
        assertThat(claim.cumulativeWei()).isEqualTo(Wei.ofGwei(gwei).toString());
        assertThat(ClaimProof.holds(
                        account,
                        Wei.ofGwei(gwei),
                        claim.proof().stream().map(Hex::parsePrefixed).toList(),
                        Hex.parsePrefixed(epoch.root())))
                .isTrue();
    }

    private Optional<Epoch> close() {
        return books.database.transact(handle -> books.epochs.close(handle, 5));
    }

    private Optional<ReceiptFile.Payout> payout(String receiptId) {
        return books.database.read(handle -> books.epochs.payout(handle, receiptId));
    }

    private Epoch closeOne() {
        return close().orElseThrow();
    }

    private void post(Epoch epoch, long finalAtSeconds) {
        books.database.write(handle -> {
            books.distributor.rootPosted(handle, books.event(), Books.OPERATOR, epoch.number(), finalAtSeconds);
            books.escrow.epochSettled(
                    handle,
                    books.event(),
                    Books.OPERATOR,
                    epoch.number(),
                    epoch.root(),
                    Wei.ofGwei(epoch.chargedGwei()));
        });
    }

    private List<Epoch> advance(long chainSeconds) {
        return books.database.transact(handle -> books.epochs.advance(handle, chainSeconds));
    }

    private Claiming claim(String account) {
        return books.database.transact(handle -> books.claims.claim(handle, account));
    }

    private void claimed(String account, long gwei) {
        books.database.write(
                handle -> books.distributor.claimed(handle, books.event(), Books.OPERATOR, account, Wei.ofGwei(gwei)));
    }

    private void withdrawalRequested(long gwei) {
        books.database.write(
                handle -> books.escrow.withdrawalRequested(handle, books.event(), PAYER, Wei.ofGwei(gwei), 0));
    }

    private Reservation reserve(String receiptId, long gwei) {
        return books.database.transact(handle -> books.charges.reserve(handle, PAYER, receiptId, gwei, 1));
    }

    private AccountExplanation explain(String address) {
        return books.database.read(handle -> books.explanations.explain(handle, address));
    }

    private List<AccountExplanation.Line> lines(String address) {
        return books.database
                .<ListPage<AccountExplanation.Line>, RuntimeException>read(
                        handle -> books.explanations.statement(handle, address, ListRequest.first(100)))
                .list();
    }

    private List<AccountExplanation.Audit> audits(String address) {
        return books.database
                .<ListPage<AccountExplanation.Audit>, RuntimeException>read(
                        handle -> books.explanations.audits(handle, address, ListRequest.first(100)))
                .list();
    }

    private SortedMap<String, Long> charges(long number) {
        return books.database.read(handle -> books.epochs.charges(handle, number));
    }

    private SortedMap<String, Long> earned(long number) {
        return books.database.read(handle -> books.epochs.earned(handle, number));
    }

    private List<Outcome> audit(long number) {
        return books.database.read(handle -> EpochAuditTable.ofEpoch(handle, number));
    }

    private long balance(LedgerAccount account) {
        return books.database.read(handle -> books.journal.balance(handle, account));
    }
}
