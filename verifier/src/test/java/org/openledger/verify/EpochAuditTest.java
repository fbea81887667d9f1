package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.EpochAudit.Outcome;
import org.openledger.verify.bytes.Json;

@Tag("unit")
final class EpochAuditTest {
    private static final String ANNA = address(1);
    private static final String BEN = address(2);
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final long SEED = Long.getLong("seed", 2_026);

    @Test
    void anUncertainAnswerAloneReleasesNothingAndAThousandNearlyAll() {
        AuditedAnswer uncertain = answer(new AuditedShare(ANNA, 20, 80, 80, 0, 0));
        assertThat(audit(List.of(uncertain))).containsExactly(new Outcome(ANNA, 20, 80, 80, 0));
        Outcome many = audit(Collections.nCopies(1_000, uncertain)).get(0);
        assertThat(many).isEqualTo(new Outcome(ANNA, 20_000, 80_000, 2_530, 0));
        assertThat(many.releasedGwei()).isEqualTo(77_470);
        assertThat(many.changeGwei()).isEqualTo(77_470);
    }

    @Test
    void anAnswerThatIsGivenAThousandTimesReleasesWhatItReleasesOnce() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            long paid = random.nextInt(100);
            long waiting = 1L + random.nextInt(1_000);
            AuditedAnswer uncertain = answer(
                    measurement(1, 1, random.nextInt(1_000_001)),
                    new AuditedShare(ANNA, paid, waiting, waiting + random.nextInt(100), 0, 0));
            Outcome once = audit(List.of(uncertain)).get(0);
            Outcome many = audit(Collections.nCopies(1_000, uncertain)).get(0);
            assertThat(many.releasedGwei()).as("seed %d", SEED).isEqualTo(1_000L * once.releasedGwei());
            assertThat(many.changeGwei()).as("seed %d", SEED).isZero();
        }
    }

    @Test
    void whatIsCommonToARunStaysHoweverMuchIsAsked() {
        // 1,000 different answers of one run, of whose squared doubt a quarter is common: half of all doubt stays
        List<AuditedAnswer> ofOneRun = new ArrayList<>();
        List<AuditedAnswer> ofManyRuns = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            AuditedShare share = new AuditedShare(ANNA, 20, 80, 80, 0, 0);
            ofOneRun.add(answer(measurement(1, i, 250_000), share));
            ofManyRuns.add(answer(measurement(i, i, 250_000), share));
        }
        assertThat(audit(ofOneRun).get(0).returnedGwei()).isBetween(40_000L, 40_061L);
        assertThat(audit(ofManyRuns).get(0).returnedGwei()).isEqualTo(2_530);
    }

    @Test
    void whoSaysDifferentCommonPartsOfARunIsHeldToTheLargest() {
        AuditedShare share = new AuditedShare(ANNA, 20, 80, 80, 0, 0);
        List<AuditedAnswer> answers =
                List.of(answer(measurement(1, 1, 0), share), answer(measurement(1, 2, 1_000_000), share));
        assertThat(audit(answers).get(0).returnedGwei()).isEqualTo(160);
    }

    @Test
    void anIntervalBelowZeroCountsWhole() {
        AuditedAnswer uncertain = answer(new AuditedShare(ANNA, 0, 80, 800, 0, 0));
        assertThat(audit(Collections.nCopies(100, uncertain))).containsExactly(new Outcome(ANNA, 0, 8_000, 8_000, 0));
        assertThat(audit(Collections.nCopies(1_000, uncertain)).get(0).releasedGwei())
                .isEqualTo(80_000 - 25_299);
    }

    @Test
    void harmNetsAgainstWhatWaitedByEstimateAndAgainstWhatWasPaidWhereItIsSure() {
        AuditedShare help = new AuditedShare(ANNA, 100, 60, 60, 0, 0);
        // four answers: 400 paid, 240 wait, of which 120 may be chance
        List<AuditedAnswer> answers = new ArrayList<>(Collections.nCopies(4, answer(help)));
        assertThat(audit(answers)).containsExactly(new Outcome(ANNA, 400, 240, 120, 0));
        assertNetted(answers, 50, 0, 50, 0);
        assertNetted(answers, 120, 0, 120, 0);
        assertNetted(answers, 1_000, 0, 120, 0);
        assertNetted(answers, 150, 30, 150, 30);
        assertNetted(answers, 1_000, 30, 150, 30);
        assertNetted(answers, 1_000, 400, 520, 400);
        assertNetted(answers, 5_000, 5_000, 520, 400);
    }

    private static void assertNetted(
            List<AuditedAnswer> answers, long harm, long sureHarm, long netted, long nettedOfPaid) {
        List<AuditedAnswer> all = new ArrayList<>(answers);
        all.add(answer(new AuditedShare(ANNA, 0, 0, 0, harm, sureHarm)));
        Outcome outcome = audit(all).get(0);
        assertThat(outcome).isEqualTo(new Outcome(ANNA, 400, 240, 120, netted));
        assertThat(outcome.nettedOfPaidGwei()).isEqualTo(nettedOfPaid);
    }

    /** Who asks what harms somebody nets nothing of their pay alone; what others find too counts. */
    @Test
    void harmCountsAsFarAsAnswersOfMoreThanOnePayerShowIt() {
        AuditedShare help = new AuditedShare(ANNA, 1_000, 0, 0, 0, 0);
        AuditedShare harm = new AuditedShare(ANNA, 0, 0, 0, 100, 100);
        List<AuditedAnswer> grief = new ArrayList<>(List.of(answer(help)));
        for (int answer = 0; answer < 50; answer++) {
            grief.add(new AuditedAnswer(List.of("1"), Optional.of(BEN), Optional.empty(), List.of(harm)));
        }
        assertThat(audit(grief)).containsExactly(new Outcome(ANNA, 1_000, 0, 0, 0));
        grief.add(new AuditedAnswer(List.of("1"), Optional.of(address(3)), Optional.empty(), List.of(harm)));
        assertThat(audit(grief)).containsExactly(new Outcome(ANNA, 1_000, 0, 0, 200));
        grief.add(new AuditedAnswer(List.of("1"), Optional.of(address(4)), Optional.empty(), List.of(harm)));
        assertThat(audit(grief)).containsExactly(new Outcome(ANNA, 1_000, 0, 0, 400));
        List<AuditedAnswer> before = List.of(answer(help), new AuditedAnswer(List.of("1"), List.of(harm)));
        assertThat(audit(before)).as("receipts from before").containsExactly(new Outcome(ANNA, 1_000, 0, 0, 100));
    }

    @Test
    void harmByPayersIsNeverMoreThanHarmAndNeverFallsWithMoreOfIt() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            String as = "seed " + SEED + " round " + round;
            List<AuditedAnswer> whole = new ArrayList<>();
            List<AuditedAnswer> byPayer = new ArrayList<>();
            long before = 0;
            int payers = 1 + random.nextInt(4);
            for (int answer = 0; answer < 20; answer++) {
                long harm = random.nextInt(100);
                AuditedShare share = new AuditedShare(ANNA, random.nextInt(100), 0, 0, harm, harm);
                whole.add(answer(share));
                byPayer.add(new AuditedAnswer(
                        List.of("1"),
                        Optional.of(address(random.nextInt(payers) + 10)),
                        Optional.empty(),
                        List.of(share)));
                long paid = byPayer.stream()
                        .mapToLong(each -> each.shares().get(0).paidGwei())
                        .sum();
                long netted = Math.min(paid, audit(byPayer).get(0).nettedGwei());
                assertThat(netted)
                        .as(as)
                        .isLessThanOrEqualTo(audit(whole).get(0).nettedGwei());
                assertThat(netted).as(as).isGreaterThanOrEqualTo(before);
                assertThat(payers > 1 || netted == 0).as(as).isTrue();
                before = netted;
            }
        }
    }

    @Test
    void whatGoesBackGoesToTheCommonsConcerned() {
        EpochAudit audit = new EpochAudit();
        audit.add(new AuditedAnswer(List.of("9", "4"), List.of(new AuditedShare(ANNA, 50, 31, 31, 0, 0))));
        audit.add(new AuditedAnswer(List.of("5"), List.of(new AuditedShare(ANNA, 0, 0, 0, 20, 20))));
        audit.add(new AuditedAnswer(List.of(), List.of(new AuditedShare(BEN, 0, 7, 7, 0, 0))));
        assertThat(audit.poolsGwei())
                .containsExactly(
                        Map.entry("commons:4", 15L),
                        Map.entry("commons:5", 20L),
                        Map.entry("commons:9", 16L),
                        Map.entry("treasury", 7L));
    }

    @Test
    void whoseEffectsAreNoiseIsReleasedNothingAndWhoHelpsNearlyAll() {
        Random random = new Random(SEED);
        EpochAudit audit = new EpochAudit();
        EpochAudit helpAlone = new EpochAudit();
        for (int answer = 0; answer < 2_000; answer++) {
            double noise = random.nextGaussian() * 100;
            audit.add(answer(measured(ANNA, noise)));
            helpAlone.add(answer(measured(ANNA, Math.max(0, noise))));
            audit.add(answer(measured(BEN, 100 + random.nextGaussian() * 100)));
        }
        Outcome unnetted = helpAlone.outcomes().get(0);
        assertThat(unnetted.releasedGwei()).as("seed %d", SEED).isGreaterThan(unnetted.waitingGwei() * 8 / 10);
        Outcome noise = audit.outcomes().get(0);
        Outcome help = audit.outcomes().get(1);
        assertThat(noise.waitingGwei()).as("seed %d", SEED).isGreaterThan(60_000);
        assertThat(noise.releasedGwei()).as("seed %d", SEED).isLessThan(noise.waitingGwei() / 20);
        assertThat(help.releasedGwei()).as("seed %d", SEED).isGreaterThan(help.waitingGwei() * 8 / 10);
    }

    /** An effect that is worth so much, measured with a standard error of 100: its 90 % interval is 165 to both sides. */
    private static AuditedShare measured(String contributor, double worth) {
        long value = Math.max(0, Math.round(worth));
        long paid = Math.max(0, Math.round(worth - 165));
        long harm = Math.max(0, Math.round(-worth));
        long sure = Math.max(0, Math.min(harm, Math.round(-worth - 165)));
        return new AuditedShare(contributor, paid, value - paid, Math.max(165, value - paid), harm, sure);
    }

    @Test
    void randomEpochsConserveEveryGweiByTheFormulaInAnyOrder() {
        Random random = new Random(SEED);
        for (int round = 0; round < 400; round++) {
            String as = "seed " + SEED + " round " + round;
            List<AuditedAnswer> answers = randomAnswers(random, random.nextInt(2) * 1_000);
            EpochAudit audit = of(answers);
            long given = 0;
            long kept = 0;
            for (Outcome outcome : audit.outcomes()) {
                assertFormula(answers, outcome, as);
                given += outcome.paidGwei() + outcome.waitingGwei();
                kept += outcome.paidGwei() + outcome.changeGwei();
                assertThat(outcome.paidGwei() + outcome.changeGwei()).as(as).isNotNegative();
            }
            long back = audit.poolsGwei().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(kept + back).as(as).isEqualTo(given);
            assertThat(audit.poolsGwei().values()).as(as).allMatch(gwei -> gwei > 0);
            Collections.shuffle(answers, random);
            assertThat(of(answers).outcomes()).as(as).isEqualTo(audit.outcomes());
            assertThat(of(answers).poolsGwei()).as(as).isEqualTo(audit.poolsGwei());
        }
    }

    /** How far the doubts of two different answers are one, in parts per million. */
    private static int commonPpm(List<AuditedAnswer> answers, AuditedAnswer one, AuditedAnswer other) {
        if (one.measurement().isEmpty() || other.measurement().isEmpty()) {
            return 0;
        }
        String run = one.measurement().get().run();
        if (!other.measurement().get().run().equals(run)) {
            return 0;
        }
        return one.measurement().get().digest().equals(other.measurement().get().digest())
                ? 1_000_000
                : answers.stream()
                        .flatMap(answer -> answer.measurement().stream())
                        .filter(of -> of.run().equals(run))
                        .mapToInt(AuditedAnswer.Measurement::commonPpm)
                        .max()
                        .orElseThrow();
    }

    /** The formula of the class comment once more: by pairs of answers, and comparisons instead of a root. */
    private static void assertFormula(List<AuditedAnswer> answers, Outcome outcome, String as) {
        List<AuditedAnswer> own = answers.stream()
                .filter(answer -> answer.shares().get(0).contributor().equals(outcome.contributor()))
                .toList();
        BigInteger squares = BigInteger.ZERO;
        for (int one = 0; one < own.size(); one++) {
            for (int other = 0; other < own.size(); other++) {
                int common = one == other ? 1_000_000 : commonPpm(own, own.get(one), own.get(other));
                squares = squares.add(
                        doubt(own.get(one)).multiply(doubt(own.get(other))).multiply(BigInteger.valueOf(common)));
            }
        }
        long waiting = 0;
        long paid = 0;
        long harm = 0;
        long sure = 0;
        for (AuditedShare share : sharesOf(answers, outcome.contributor())) {
            waiting += share.waitingGwei();
            paid += share.paidGwei();
            harm += share.harmGwei();
            sure += share.sureHarmGwei();
        }
        assertThat(outcome.paidGwei()).as(as).isEqualTo(paid);
        assertThat(outcome.waitingGwei()).as(as).isEqualTo(waiting);
        BigInteger returned = BigInteger.valueOf(outcome.returnedGwei());
        if (outcome.returnedGwei() < waiting) {
            assertThat(returned.pow(2).multiply(MILLION)).as(as).isGreaterThanOrEqualTo(squares);
        }
        if (returned.signum() > 0) {
            assertThat(returned.subtract(BigInteger.ONE).pow(2).multiply(MILLION))
                    .as(as)
                    .isLessThan(squares);
        }
        long left = waiting - outcome.returnedGwei();
        long netted = harm <= left ? harm : left + Math.min(harm - left, Math.min(paid, sure));
        assertThat(outcome.nettedGwei()).as(as).isEqualTo(netted);
        assertThat(outcome.releasedGwei()).as(as).isEqualTo(Math.max(0, left - harm));
    }

    @Test
    void moreHarmOrDoubtNeverGivesMoreAndMoreNamesNeverReleaseMore() {
        Random random = new Random(SEED);
        for (int round = 0; round < 400; round++) {
            String as = "seed " + SEED + " round " + round;
            List<AuditedAnswer> answers = randomAnswers(random, 0);
            long before = earned(of(answers));
            List<AuditedAnswer> worse = new ArrayList<>(answers);
            AuditedAnswer like = answers.get(random.nextInt(answers.size()));
            AuditedShare share = like.shares().get(0);
            worse.add(answer(
                    like.measurement(),
                    new AuditedShare(share.contributor(), 0, 0, random.nextInt(100), 50, random.nextInt(51))));
            assertThat(earned(of(worse))).as(as).isLessThanOrEqualTo(before);
            List<AuditedAnswer> underManyNames = new ArrayList<>();
            List<AuditedAnswer> underOne = new ArrayList<>();
            for (AuditedAnswer answer : answers) {
                long paid = answer.shares().get(0).paidGwei();
                long waiting = answer.shares().get(0).waitingGwei();
                String name = address(100 + random.nextInt(5));
                underManyNames.add(answer(answer.measurement(), new AuditedShare(name, paid, waiting, waiting, 0, 0)));
                underOne.add(answer(answer.measurement(), new AuditedShare(ANNA, paid, waiting, waiting, 0, 0)));
            }
            assertThat(earned(of(underManyNames))).as(as).isLessThanOrEqualTo(earned(of(underOne)));
        }
    }

    @Test
    void amountsAtTheirLimitsDoNotOverflow() {
        EpochAudit audit = new EpochAudit();
        long most = Json.MAX_INTEGER;
        for (int answer = 0; answer < 100; answer++) {
            audit.add(new AuditedAnswer(
                    List.of("1", "2"), List.of(new AuditedShare(ANNA, 0, most, 2 * most, most, most))));
        }
        Outcome outcome = audit.outcomes().get(0);
        assertThat(outcome.returnedGwei()).isEqualTo(20 * most);
        assertThat(outcome.nettedGwei()).isEqualTo(80 * most);
        assertThat(audit.poolsGwei().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(100 * most);
        assertThatThrownBy(() -> {
                    for (int answer = 0; answer < 2_000; answer++) {
                        audit.add(answer(new AuditedShare(ANNA, 0, most, most, 0, 0)));
                    }
                })
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void anAnswersEffectsAreWorthWhatItsContributorsGot() {
        ReceiptFileFixture fixture = new ReceiptFileFixture(3);
        Receipt receipt = receipt(fixture.receipt, Receipt.PayRule.LOWER_BOUND);
        AuditedAnswer answer = AuditedAnswer.of(receipt);
        // data part 500,000: 300,000 gwei for 600 nanonats, 500 a nanonat
        assertThat(answer.datanets()).containsExactly("1", "2", "7");
        assertThat(answer.shares())
                .containsExactly(
                        new AuditedShare(address(11), 150_000, 50_000, 50_000, 0, 0),
                        new AuditedShare(address(12), 0, 100_000, 110_000, 0, 0),
                        new AuditedShare(address(13), 0, 0, 25_000, 50_000, 10_000),
                        new AuditedShare(address(14), 0, 0, 0, 300_000, 300_000));
        assertThat(AuditedAnswer.of(receipt(fixture.receipt, Receipt.PayRule.AT_ONCE)))
                .isEqualTo(AuditedAnswer.NOTHING);
    }

    private static Receipt receipt(Receipt of, Receipt.PayRule rule) {
        Receipt.Attribution told = of.attribution();
        Receipt.Attribution attribution = new Receipt.Attribution(
                told.method(),
                told.code(),
                told.ready(),
                told.influenceDigest(),
                told.indexDigest(),
                told.seed(),
                told.tolerancePpm(),
                List.of(
                        share(11, 400_000, 400, 300, 500),
                        share(12, 200_000, 200, -20, 300),
                        share(13, 0, -100, -150, -20),
                        share(14, 0, -5_000_000, -5_000_000, -4_000_000),
                        share(15, 0, 0, 0, 0)),
                300_000,
                100_000,
                0,
                0);
        Receipt.Fee fee = new Receipt.Fee(1_000_000, Receipt.SplitBps.STANDARD, rule);
        List<String> commons = List.of("1", "2", "7");
        return new Receipt(
                of.id(),
                of.timeMillis(),
                of.operator(),
                of.payer(),
                of.chain(),
                of.log(),
                of.model(),
                of.request(),
                of.answer(),
                attribution,
                of.retrieval()
                        .map(trail -> new Receipt.Retrieval(
                                trail.method(),
                                trail.start(),
                                trail.end(),
                                trail.searched(),
                                trail.sources().stream()
                                        .map(EpochAuditTest::ofEleven)
                                        .toList())),
                fee,
                Payments.split(fee, new Payments.Payees(of.operator(), ANNA, BEN, commons), attribution));
    }

    private static Receipt.Source ofEleven(Receipt.Source source) {
        return new Receipt.Source(
                source.number(), source.leaf(), source.datanet(), address(11), source.start(), source.end(), 1, 0, 2);
    }

    private static Receipt.Share share(int number, int ppm, long effect, long low, long high) {
        return new Receipt.Share(address(number), ppm, effect, low, high, List.of(), List.of());
    }

    private static List<AuditedAnswer> randomAnswers(Random random, int harmOfThousand) {
        List<AuditedAnswer> answers = new ArrayList<>();
        int count = 1 + random.nextInt(60);
        for (int answer = 0; answer < count; answer++) {
            long paid = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000);
            long waiting = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000);
            long harm = random.nextInt(1_000) < harmOfThousand ? random.nextInt(2_000) : 0;
            List<String> datanets = new ArrayList<>();
            for (int datanet = 1; datanet < 5; datanet++) {
                if (random.nextInt(3) == 0) {
                    datanets.add("" + datanet);
                }
            }
            int run = random.nextInt(4);
            answers.add(new AuditedAnswer(
                    datanets,
                    Optional.empty(),
                    run == 0
                            ? Optional.empty()
                            : measurement(run, 10 * run + random.nextInt(10), random.nextInt(1_000_001)),
                    List.of(new AuditedShare(
                            address(random.nextInt(1, 4)),
                            paid,
                            waiting,
                            waiting + random.nextInt(1_000),
                            harm,
                            random.nextLong(harm + 1)))));
        }
        return answers;
    }

    private static BigInteger doubt(AuditedAnswer answer) {
        return BigInteger.valueOf(answer.shares().get(0).doubtGwei());
    }

    private static List<AuditedShare> sharesOf(List<AuditedAnswer> answers, String contributor) {
        return answers.stream()
                .flatMap(answer -> answer.shares().stream())
                .filter(share -> share.contributor().equals(contributor))
                .toList();
    }

    private static long earned(EpochAudit audit) {
        return audit.outcomes().stream()
                .mapToLong(outcome -> outcome.paidGwei() + outcome.changeGwei())
                .sum();
    }

    private static List<Outcome> audit(List<AuditedAnswer> answers) {
        return of(answers).outcomes();
    }

    private static EpochAudit of(List<AuditedAnswer> answers) {
        EpochAudit audit = new EpochAudit();
        answers.forEach(audit::add);
        return audit;
    }

    private static Optional<AuditedAnswer.Measurement> measurement(int run, int number, int commonPpm) {
        return Optional.of(new AuditedAnswer.Measurement("%064x".formatted(run), "%064x".formatted(number), commonPpm));
    }

    private static AuditedAnswer answer(Optional<AuditedAnswer.Measurement> measurement, AuditedShare share) {
        return new AuditedAnswer(List.of("1"), Optional.empty(), measurement, List.of(share));
    }

    private static AuditedAnswer answer(AuditedShare share) {
        return new AuditedAnswer(List.of("1"), List.of(share));
    }

    private static String address(int number) {
        return String.format("0x%040x", number);
    }
}
