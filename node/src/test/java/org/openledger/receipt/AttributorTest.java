package org.openledger.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.answer.GatewayException;
import org.openledger.answer.Inference;
import org.openledger.answer.Inference.State;
import org.openledger.answer.InferenceTable;
import org.openledger.answer.ServedModel;
import org.openledger.answer.UpstreamScores;
import org.openledger.answer.Withheld;
import org.openledger.attribution.influence.AnswerScoring;
import org.openledger.identity.Accounts;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Signer;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Entry;
import org.openledger.ledger.Holds;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Posting;
import org.openledger.ledger.SpendingLimits;
import org.openledger.log.Log;
import org.openledger.log.Publisher;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.registry.AdapterTiers;
import org.openledger.registry.Model;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.seal.Finding;
import org.openledger.verify.Payments;
import org.openledger.verify.Receipt;
import org.openledger.verify.Role;
import org.openledger.verify.Sums;

/** Real answers and impossible ones, through the real attribution, log and journal. */
@Tag("unit")
@Timeout(120)
final class AttributorTest {
    private static final String PAYER = "0x" + "a1".repeat(20);
    private static final long PRICE_GWEI = 1_000;
    private static final long DEPOSIT_GWEI = 1_000_000_000;

    @TempDir
    static Path shared;

    private static BaseModel base;
    private static Model model;

    @TempDir
    Path folder;

    private final Journal journal = new Journal();
    private final SpendingLimits limits = new SpendingLimits();
    private final Charges charges = new Charges(new Holds(journal), limits);
    private final Set<String> erased = ConcurrentHashMap.newKeySet();
    private Database database;
    private Log log;
    private Publisher publisher;
    private RowCredits credits;
    private Attributor attributor;
    private String operator = "";
    private int asked;

    @BeforeAll
    static void train() {
        base = SmallModel.base(shared.resolve("base"));
        model = SmallModel.train(base, shared);
    }

    @AfterAll
    static void free() {
        base.close();
    }

    @BeforeEach
    void open() {
        database = MigratedDatabase.open(folder);
        Signer signer = new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system())
                .signer(new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system())
                        .operator()
                        .address());
        operator = signer.address();
        log = Log.open(database, folder, new LocalDisk(), "openledger.local/" + signer.address());
        publisher = Publisher.start(log, Duration.ofMillis(1));
        Issuer issuer = new Issuer(
                signer,
                new Receipt.Chain(31_337, PAYER, PAYER, PAYER),
                new Receipt.LogIdentity(log.checkpoint().origin(), log.vkey()),
                _ -> Issuer.Split.STANDARD,
                signer.address(),
                "0.1.0");
        credits = new RowCredits(database);
        attributor = new Attributor(
                database,
                charges,
                log,
                publisher,
                issuer,
                new ReceiptDraft(issuer, this::datanetOf, SmallModel.ENTITLEMENTS),
                credits,
                InstantSource.system(),
                _ -> {});
        attributor.enable(Attributable.of(
                model,
                ServedModel.of(model, "base", Optional.empty(), AdapterTiers.ofThisDisk(new LocalDisk())),
                base));
        database.write(tx -> {
            journal.post(
                    tx,
                    new Entry(
                            "d1",
                            1,
                            "deposit",
                            "d1",
                            List.of(
                                    new Posting(LedgerAccount.ESCROW, -DEPOSIT_GWEI),
                                    new Posting(LedgerAccount.payer(PAYER), DEPOSIT_GWEI))));
            limits.set(tx, PAYER, DEPOSIT_GWEI, 1);
        });
    }

    @AfterEach
    void close() {
        attributor.close();
        publisher.close();
        database.close();
    }

    private String datanetOf(String leaf) {
        if (erased.contains(leaf)) {
            throw new IllegalStateException("a model knows the row " + leaf + ", the database does not");
        }
        return "41";
    }

    @Test
    void answersNobodyCanMeasureStopNoOtherAndCostNothing() {
        String before = answered(learnt());
        String tooLong = answered(repeated(100_000));
        String foreign = answered(new int[] {299, 300});
        String empty = answered(new int[0]);
        String single = answered(Arrays.copyOf(learnt(), 1));
        String repeated = answered(repeated(60));
        String after = answered(learnt());
        attributor.start();
        for (String id : List.of(before, empty, single, repeated, after)) {
            assertThat(ended(id).state()).as(id).isEqualTo(State.RECEIPTED);
        }
        assertThat(ended(tooLong).failure().orElseThrow())
                .contains("its credit cannot be measured")
                .contains("100000 tokens; the model reads " + SmallModel.CONTEXT);
        assertThat(ended(foreign).failure().orElseThrow()).contains("outside the model's vocabulary");
        long charged = List.of(before, empty, single, repeated, after).stream()
                .mapToLong(id -> ended(id).feeGwei())
                .sum();
        assertThat(database.<Long, RuntimeException>read(handle -> journal.balance(handle, LedgerAccount.payer(PAYER))))
                .isEqualTo(DEPOSIT_GWEI - charged);
        assertThat(database.<List<?>, RuntimeException>read(new Holds(journal)::all))
                .isEmpty();
        assertThat(parts(empty).basePpm()).isEqualTo(1_000_000);
        assertThat(parts(single).confidencePpm()).isLessThanOrEqualTo(500_000);
    }

    @Test
    void aDefectAtOneAnswerLeavesItForTheNextStartAndTheOthersGoOn() throws InterruptedException {
        erased.add(SmallModel.leaf(1));
        String broken = answered(learnt());
        String sound = answered(new int[0]);
        attributor.start();
        assertThat(ended(sound).state()).isEqualTo(State.RECEIPTED);
        Thread.sleep(200);
        assertThat(find(broken).state()).isEqualTo(State.ANSWERED);
        assertThat(database.<List<?>, RuntimeException>read(new Holds(journal)::all))
                .hasSize(1);
    }

    /** It was computed, and gave nobody anything: the payer keeps the data part, and contributors get none. */
    @Test
    void aWithheldAnswerIsChargedWithoutItsDataPart() {
        String given = answered(repeated(9));
        attributor.start();
        long whole = ended(given).feeGwei();
        int support = parts(given).shares().stream()
                .mapToInt(share -> share.support().orElseThrow().ppm())
                .max()
                .orElseThrow();
        assertThat(attributor.ppm(ended(given)))
                .as("what the gateway finds is what the receipt says")
                .isEqualTo(support);
        long half = Payments.withheldGwei(whole, Receipt.SplitBps.STANDARD);
        Withheld why = new Withheld(support + 1, "nothing", half);
        long before = deposit();
        String id = answered(repeated(9), Optional.empty(), Optional.of(why));
        attributor.wake();
        Inference ended = ended(id);
        Receipt receipt = Receipts.receipt(ended.signed().orElseThrow());
        assertThat(ended.answer().orElseThrow().told()).isEqualTo("nothing");
        assertThat(half).isEqualTo(whole / 2);
        assertThat(receipt.fee().totalGwei()).isEqualTo(half);
        assertThat(before - deposit()).isEqualTo(half);
        assertThat(receipt.withheld()).contains(new Receipt.Withheld(support + 1));
        assertThat(receipt.payments())
                .extracting(Receipt.Payment::role)
                .doesNotContain(Role.CONTRIBUTOR, Role.WAITING, Role.COMMONS);
        Sums.check(receipt);
        assertThat(fsck()).isEmpty();
        Receipt untrue = receipt.withheld(new Receipt.Withheld(support));
        assertThatThrownBy(() -> Sums.check(untrue)).hasMessageContaining("withheld for want of a support");
    }

    private long deposit() {
        return database.read(handle -> journal.balance(handle, LedgerAccount.payer(PAYER)));
    }

    @Test
    void whatRowsEarnedIsWhatTheirContributorsWerePaid() {
        List<String> ids = List.of(answered(learnt()), answered(Arrays.copyOf(learnt(), 6)), answered(repeated(9)));
        attributor.start();
        ids.forEach(this::ended);
        awaitCredits(ids.size());
        long paid = gwei(ids, Role.CONTRIBUTOR);
        long waiting = gwei(ids, Role.WAITING);
        long lowered = ids.stream()
                .flatMap(id -> parts(id).shares().stream())
                .filter(share -> !share.rows().isEmpty() && share.effectNanonats() < 0)
                .count();
        assertThat(paid).isPositive();
        assertThat(waiting).isPositive();
        assertThat(sum("earned_gwei")).isEqualTo(paid);
        assertThat(sum("waiting_gwei")).isEqualTo(waiting);
        assertThat(sum("lowered_answers")).isEqualTo(lowered);
        assertThat(sum("quoted_answers")).isEqualTo(2);
        assertThat(credits.addSome()).isFalse();
        database.write(tx -> {
            tx.execute("DELETE FROM row_credit");
            tx.execute("UPDATE row_credit_progress SET log_index = -1");
        });
        while (credits.addSome()) {}
        assertThat(sum("earned_gwei")).isEqualTo(paid);
        assertThat(sum("waiting_gwei")).isEqualTo(waiting);
        assertThat(fsck()).isEmpty();
        database.write(tx -> {
            tx.execute("UPDATE row_credit SET earned_gwei = earned_gwei + 1 WHERE leaf = ?", SmallModel.leaf(1));
            tx.execute("DELETE FROM row_credit WHERE leaf = ?", SmallModel.leaf(0));
        });
        assertThat(fsck())
                .extracting(Finding::key, Finding::what)
                .containsExactly(
                        tuple(SmallModel.leaf(1), "it is not what the receipts say"),
                        tuple(SmallModel.leaf(0), "the receipts name the row, its credit is not kept"));
        database.write(RowCredits::repair);
        assertThat(fsck()).isEmpty();
    }

    private long gwei(List<String> ids, Role role) {
        return ids.stream()
                .flatMap(id -> receipt(id).payments().stream())
                .filter(payment -> payment.role() == role)
                .mapToLong(Receipt.Payment::gwei)
                .sum();
    }

    /** What another engine computed is attributed and paid as our own where its scores are the model's, and is nobody's else. */
    @Test
    void anUpstreamsAnswerIsAttributedWhereItsScoresAreTheModels() {
        long tolerance = 1_000_000;
        List<Long> ours = ownNanonats(learnt());
        List<Long> within = new ArrayList<>(ours);
        within.set(1, ours.get(1) - tolerance);
        List<Long> beyond = new ArrayList<>(ours);
        beyond.set(ours.size() - 1, ours.getLast() - tolerance - 1);
        String own = answered(learnt());
        String honest = answered(learnt(), Optional.of(new UpstreamScores("there", tolerance, within)));
        String other = answered(learnt(), Optional.of(new UpstreamScores("there", tolerance, beyond)));
        String none = answered(new int[0], Optional.of(new UpstreamScores("there", tolerance, List.of())));
        attributor.start();
        List<String> all = List.of(own, honest, other, none);
        all.forEach(id -> Sums.check(receipt(id)));
        assertThat(receipt(own).upstream()).isEmpty();
        assertThat(receipt(honest).upstream()).contains(new Receipt.Upstream("there", tolerance, tolerance));
        assertThat(parts(honest)).isEqualTo(parts(own));
        assertThat(receipt(honest).payments()).isEqualTo(receipt(own).payments());
        assertThat(receipt(other).upstream()).contains(new Receipt.Upstream("there", tolerance + 1, tolerance));
        assertThat(receipt(none).upstream().orElseThrow().agrees()).isTrue();
        Receipt.Attribution nobodys = parts(other);
        assertThat(nobodys.unattributedPpm()).isEqualTo(1_000_000);
        assertThat(nobodys.shares()).allMatch(share -> share.ppm() == 0 && share.effectNanonats() == 0);
        assertThat(nobodys.shares().stream().map(Receipt.Share::spans).toList())
                .containsExactlyInAnyOrderElementsOf(
                        parts(own).shares().stream().map(Receipt.Share::spans).toList());
        assertThat(receipt(other).payments())
                .extracting(Receipt.Payment::role)
                .contains(Role.COMMONS)
                .doesNotContain(Role.CONTRIBUTOR, Role.WAITING);
        assertThat(gwei(List.of(other), Role.COMMONS)).isEqualTo(ended(other).feeGwei() / 2);
        all.forEach(
                id -> assertThat(attributor.recompute(ended(id)).same()).as(id).isTrue());
        awaitCredits(all.size());
        new Erasure(database, log, operator, publisher::request, InstantSource.system(), _ -> {})
                .erase(honest, Optional.of(PAYER));
        assertThat(find(honest).answer().orElseThrow().upstream()).isEmpty();
        ReceiptCheck check = new ReceiptCheck(log, journal, operator);
        assertThat(database.<List<Finding>, RuntimeException>read(check::fsck)).isEmpty();
    }

    /** Until what rows earned has these receipts: while they are added, fsck sees one without the other. */
    private void awaitCredits(int receipts) {
        while (credits.reach(1).receipts() < receipts) {
            Thread.onSpinWait();
        }
    }

    private static List<Long> ownNanonats(int[] answer) {
        try (Adapter adapter = Adapter.load(model.adapter(), base, model.adapterDigest())) {
            return DoubleStream.of(AnswerScoring.underAdapter(
                            base, adapter, base.tokenizer().encode("tea"), answer))
                    .mapToObj(nats -> Math.round(nats * 1e9))
                    .toList();
        }
    }

    @Test
    void whatAReceiptBringsToTheAuditIsWhatItSays() {
        String id = answered(learnt());
        attributor.start();
        ended(id);
        awaitCredits(1);
        ReceiptCheck audit = new ReceiptCheck(log, journal, operator);
        assertThat(database.<List<Finding>, RuntimeException>read(audit::fsck)).isEmpty();
        for (String change : List.of(
                "UPDATE ledger_audited_share SET harm_gwei = harm_gwei + 1",
                "UPDATE ledger_audited_answer SET datanets = '42'",
                "DELETE FROM ledger_audited_share")) {
            List<String> found = database.transact(handle -> {
                handle.savepoint("untouched");
                handle.execute(change);
                List<String> findings =
                        audit.fsck(handle).stream().map(Finding::sentence).toList();
                handle.rollbackToSavepoint("untouched");
                return findings;
            });
            assertThat(found).as(change).anyMatch(finding -> finding.contains("the epoch's audit is brought"));
        }
    }

    @Test
    void whatIsErasedStaysPaidAndFsckTellsItFromDamage() {
        Erasure erasure = new Erasure(database, log, operator, publisher::request, InstantSource.system(), _ -> {});
        String early = answered(learnt());
        assertThatThrownBy(() -> erasure.erase(early, Optional.of(PAYER)))
                .hasMessageContaining("not signed yet")
                .isInstanceOf(GatewayException.class);
        attributor.start();
        List<String> ids = List.of(early, answered(learnt()), answered(Arrays.copyOf(learnt(), 6)));
        ids.forEach(this::ended);
        awaitCredits(ids.size());
        long earned = sum("earned_gwei");
        long quoted = sum("quoted_answers");
        byte[] signed = find(early).signed().orElseThrow().receipt();

        Inference gone = erasure.erase(early, Optional.of(PAYER));
        assertThat(gone.erased().orElseThrow().by()).isEqualTo(PAYER);
        assertThat(gone.signed().orElseThrow().receipt()).isEqualTo(signed);
        assertThat(gone.question()
                        + gone.prompt()
                        + gone.salt()
                        + gone.answer().orElseThrow().text())
                .isEmpty();
        assertThat(erasure.erase(early, Optional.empty()).erased()).isEqualTo(gone.erased());
        ReceiptCheck check = new ReceiptCheck(log, journal, operator);
        assertThat(database.<List<Finding>, RuntimeException>read(check::fsck)).isEmpty();
        assertThat(sum("earned_gwei")).isEqualTo(earned);
        assertThat(sum("quoted_answers")).isEqualTo(quoted);
        database.write(RowCredits::repair);
        assertThat(sum("earned_gwei")).isEqualTo(earned);

        Map<String, String> damages = Map.of(
                "UPDATE inference SET erased_millis = NULL WHERE id = '" + early + "'", "of another question",
                "UPDATE inference SET erased_millis = erased_millis + 1 WHERE id = '" + early + "'",
                        "the log does not say so",
                "UPDATE inference SET erased_by = '" + operator + "' WHERE id = '" + early + "'",
                        "the log does not say so",
                "UPDATE inference SET answer = 'back' WHERE id = '" + early + "'",
                        "some of its question and answer is there",
                "UPDATE inference SET question = '', prompt = '', prompt_ids = '', salt = '', answer = '', answer_ids = '',"
                                + " sources = NULL, evidence = NULL, erased_millis = 1, erased_by = payer, erasure_index = 0"
                                + " WHERE id = '" + ids.get(1) + "'",
                        "the log does not say so",
                "UPDATE inference SET salt = '', prompt = '' WHERE id = '" + ids.get(1) + "'", "of another question",
                "UPDATE inference SET evidence = NULL WHERE id = '" + ids.get(1) + "'", "of another question");
        damages.forEach((change, says) -> {
            List<String> found = database.transact(handle -> {
                handle.savepoint("untouched");
                handle.execute(change);
                List<String> findings =
                        check.fsck(handle).stream().map(Finding::sentence).toList();
                handle.rollbackToSavepoint("untouched");
                return findings;
            });
            assertThat(found).as(change).anyMatch(finding -> finding.contains(says));
        });
    }

    private List<Finding> fsck() {
        return database.read(RowCredits::fsck);
    }

    private long sum(String column) {
        return database.read(handle -> handle.createQuery("SELECT sum(" + column + ") FROM row_credit")
                .mapTo(Long.class)
                .one());
    }

    /** What the second row answers, word for word. */
    private static int[] learnt() {
        return base.tokenizer().encode("three minutes in hot water");
    }

    private static int[] repeated(int times) {
        int[] ids = new int[times];
        Arrays.fill(ids, 100);
        return ids;
    }

    /** An answer as the gateway leaves it: admitted, paid for in advance, kept. */
    private String answered(int[] answer) {
        return answered(answer, Optional.empty());
    }

    private String answered(int[] answer, Optional<UpstreamScores> upstream) {
        return answered(answer, upstream, Optional.empty());
    }

    private String answered(int[] answer, Optional<UpstreamScores> upstream, Optional<Withheld> withheld) {
        String id = "%032x".formatted(++asked);
        int[] prompt = base.tokenizer().encode("tea");
        Inference inference = new Inference(
                id,
                State.ADMITTED,
                asked,
                PAYER,
                model.name(),
                model.adapterDigest(),
                "tea",
                "tea",
                boxed(prompt),
                Math.max(1, answer.length),
                0,
                1_000_000,
                1,
                PRICE_GWEI,
                "5".repeat(32),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        database.write(tx -> {
            charges.reserve(tx, PAYER, id, inference.mostGwei(), asked);
            InferenceTable.admit(tx, inference);
            InferenceTable.answer(
                    tx,
                    id,
                    new Inference.Answer("as it was", boxed(answer), Receipt.Finish.STOP, 2, upstream, withheld));
        });
        return id;
    }

    private static List<Integer> boxed(int[] ids) {
        return IntStream.of(ids).boxed().toList();
    }

    private Inference ended(String id) {
        while (find(id).state() == State.ANSWERED) {
            Thread.onSpinWait();
        }
        return find(id);
    }

    private Inference find(String id) {
        return database.read(handle -> InferenceTable.find(handle, id)).orElseThrow();
    }

    private Receipt receipt(String id) {
        return Receipts.receipt(ended(id).signed().orElseThrow());
    }

    private Receipt.Attribution parts(String id) {
        return receipt(id).attribution();
    }
}
