package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.Payments.Payees;
import org.openledger.verify.Receipt.Ancestor;
import org.openledger.verify.Receipt.Attribution;
import org.openledger.verify.Receipt.Fee;
import org.openledger.verify.Receipt.Model;
import org.openledger.verify.Receipt.PayRule;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Receipt.Retrieval;
import org.openledger.verify.Receipt.Searched;
import org.openledger.verify.Receipt.Share;
import org.openledger.verify.Receipt.Source;
import org.openledger.verify.Receipt.SplitBps;
import org.openledger.verify.Receipt.Version;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;

@Tag("unit")
final class PaymentsTest {
    private static final String OPERATOR = address(1);
    private static final String BASE = address(2);
    private static final String DEVELOPER = address(3);
    private static final String DIGEST = "ab".repeat(32);

    @Test
    void theExampleOfTheReceiptPage() {
        Attribution attribution =
                attribution(List.of(share(11, 310_000), share(12, 190_000), share(13, 60_000)), 360_000, 80_000);
        assertThat(Payments.split(new Fee(1_000_000, SplitBps.STANDARD, PayRule.AT_ONCE), payees("7"), attribution))
                .containsExactly(
                        new Payment("treasury", Role.TREASURY, 50_000),
                        new Payment("stakers", Role.STAKERS, 50_000),
                        new Payment(OPERATOR, Role.OPERATOR, 150_000),
                        new Payment(BASE, Role.BASE, 50_000 + 180_000),
                        new Payment(DEVELOPER, Role.DEVELOPER, 200_000),
                        new Payment(address(11), Role.CONTRIBUTOR, 155_000),
                        new Payment(address(12), Role.CONTRIBUTOR, 95_000),
                        new Payment(address(13), Role.CONTRIBUTOR, 30_000),
                        new Payment("commons:7", Role.COMMONS, 40_000));
    }

    @Test
    void whatIsSureIsPaidAndTheRestWaits() {
        Attribution attribution =
                attribution(List.of(share(11, 310_000, 700, 400), share(12, 190_000, 300, -20)), 360_000, 140_000);
        assertThat(Payments.split(new Fee(1_000_000, SplitBps.STANDARD, PayRule.LOWER_BOUND), payees("7"), attribution))
                .containsSequence(
                        new Payment(DEVELOPER, Role.DEVELOPER, 200_000),
                        new Payment(address(11), Role.CONTRIBUTOR, 88_571),
                        new Payment(address(11), Role.WAITING, 66_429),
                        new Payment(address(12), Role.WAITING, 95_000),
                        new Payment("commons:7", Role.COMMONS, 70_000));
    }

    @Test
    void eachLevelOfALineageGetsItsPartOfTheDevelopers() {
        Attribution attribution = attribution(List.of(share(11, 560_000)), 360_000, 80_000);
        List<Ancestor> ancestors = List.of(
                new Ancestor("2", address(21), 500),
                new Ancestor("5", address(22), 1_000),
                new Ancestor("9", address(21), 33));
        Payees payees = new Payees(OPERATOR, BASE, DEVELOPER, List.of("7"), ancestors);
        assertThat(Payments.split(new Fee(1_000_000, SplitBps.STANDARD, PayRule.AT_ONCE), payees, attribution))
                .containsSequence(
                        new Payment(DEVELOPER, Role.DEVELOPER, 169_340),
                        new Payment(address(21), Role.ROYALTY, 10_660),
                        new Payment(address(22), Role.ROYALTY, 20_000),
                        new Payment(address(11), Role.CONTRIBUTOR, 280_000));
    }

    /** Whatever the lineage: the developer's part is divided whole, nobody is a gwei or more off, and nobody else's pay changes. */
    @Test
    void royaltiesAreTakenFromTheDevelopersPartAlone() {
        long seed = Long.getLong("seed", 7_003);
        Random random = new Random(seed);
        Attribution attribution = attribution(List.of(share(11, 310_000), share(12, 250_000)), 360_000, 80_000);
        for (int round = 0; round < 2_000; round++) {
            String as = "seed " + seed + " round " + round;
            List<Ancestor> ancestors = ancestors(random);
            long total = random.nextLong() & (Json.MAX_INTEGER >> random.nextInt(52));
            Fee fee = new Fee(total, SplitBps.STANDARD, PayRule.AT_ONCE);
            boolean withheld = random.nextInt(4) == 0;
            List<Payment> without = Payments.split(fee, payees("3"), attribution, withheld);
            List<Payment> with = Payments.split(
                    fee, new Payees(OPERATOR, BASE, DEVELOPER, List.of("3"), ancestors), attribution, withheld);
            assertThat(with).as(as).isSortedAccordingTo(Payment.ORDER);
            assertThat(others(with)).as(as).isEqualTo(others(without));
            long part = developers(without);
            assertThat(developers(with)).as(as).isEqualTo(part);
            for (String owner :
                    ancestors.stream().map(Ancestor::owner).distinct().toList()) {
                double exact = ancestors.stream()
                                .filter(ancestor -> ancestor.owner().equals(owner))
                                .mapToLong(Ancestor::bps)
                                .sum()
                        / 10_000.0
                        * part;
                long levels = ancestors.stream()
                        .filter(ancestor -> ancestor.owner().equals(owner))
                        .count();
                long paid = with.stream()
                        .filter(payment -> payment.role() == Role.ROYALTY
                                && payment.account().equals(owner))
                        .mapToLong(Payment::gwei)
                        .sum();
                assertThat((double) paid).as(as).isCloseTo(exact, within(levels + exact * 1e-12));
            }
        }
    }

    @Test
    void aLineageThatAsksForMoreThanHalfIsNone() {
        List<Ancestor> tooMuch = List.of(new Ancestor("1", address(1), 2_500), new Ancestor("2", address(2), 2_501));
        assertThatThrownBy(() -> model(tooMuch))
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining("5001");
        assertThatThrownBy(() -> model(List.of(new Ancestor("10", address(1), 1), new Ancestor("9", address(2), 1))))
                .hasMessageContaining("out of order");
        assertThatThrownBy(() -> model(List.of(new Ancestor("9", address(1), 1), new Ancestor("9", address(2), 1))))
                .hasMessageContaining("twice");
    }

    private static Model model(List<Ancestor> ancestors) {
        return new Model("m", "3", DIGEST, DIGEST, DIGEST, "run", List.of(), ancestors);
    }

    /** At most half of the developer's part, and now and then the same owner twice. */
    private static List<Ancestor> ancestors(Random random) {
        List<Ancestor> ancestors = new ArrayList<>();
        int left = 5_000;
        int token = 0;
        for (int i = random.nextInt(9); i > 0; i--) {
            int bps = random.nextInt(left + 1);
            token += 1 + random.nextInt(3);
            left -= bps;
            ancestors.add(new Ancestor(Integer.toString(token), address(20 + random.nextInt(4)), bps));
        }
        return ancestors;
    }

    private static List<Payment> others(List<Payment> payments) {
        return payments.stream()
                .filter(payment -> payment.role() != Role.DEVELOPER && payment.role() != Role.ROYALTY)
                .toList();
    }

    private static long developers(List<Payment> payments) {
        return payments.stream()
                .filter(payment -> payment.role() == Role.DEVELOPER || payment.role() == Role.ROYALTY)
                .mapToLong(Payment::gwei)
                .sum();
    }

    @Test
    void nothingWaitsOfAnEffectWithoutDoubtAndAllOfOneThatMayBeChance() {
        for (long low : new long[] {5, 6, Long.MAX_VALUE}) {
            assertThat(Payments.sureGwei(1_000, share(11, 1, 5, low))).isEqualTo(1_000);
        }
        for (long low : new long[] {0, -1, -Json.MAX_INTEGER}) {
            assertThat(Payments.sureGwei(1_000, share(11, 1, 5, low))).isZero();
        }
        assertThat(Payments.sureGwei(1_000, share(11, 1, 0, 0))).isZero();
        assertThat(Payments.sureGwei(1_000, share(11, 1, -5, -4))).isZero();
        assertThat(Payments.sureGwei(Json.MAX_INTEGER, share(11, 1, Json.MAX_INTEGER, Json.MAX_INTEGER - 1)))
                .isEqualTo(Json.MAX_INTEGER - 1);
    }

    @Test
    void whatIsPaidAndWhatWaitsIsTheSharesValueWhateverTheIntervals() {
        long seed = Long.getLong("seed", 7_002);
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            int contributors = 1 + random.nextInt(8);
            long[] ppm = weights(random, contributors + 2);
            List<Share> shares = new ArrayList<>();
            for (int i = 0; i < contributors; i++) {
                long effect = random.nextLong(-1_000, 1L << random.nextInt(1, 53));
                shares.add(share(50 + i, (int) ppm[i], effect, effect - random.nextLong(1L << random.nextInt(1, 50))));
            }
            shares.sort(Comparator.comparingInt(Share::ppm).reversed().thenComparing(Share::contributor));
            Attribution attribution = attribution(shares, (int) ppm[contributors], (int) ppm[contributors + 1]);
            long total = random.nextLong() & (Json.MAX_INTEGER >> random.nextInt(50));
            List<Payment> atOnce =
                    Payments.split(new Fee(total, SplitBps.STANDARD, PayRule.AT_ONCE), payees("3"), attribution);
            List<Payment> split =
                    Payments.split(new Fee(total, SplitBps.STANDARD, PayRule.LOWER_BOUND), payees("3"), attribution);
            String as = "seed " + seed + " round " + round;
            assertThat(split.stream().mapToLong(Payment::gwei).sum()).as(as).isEqualTo(total);
            assertThat(split).as(as).isSortedAccordingTo(Payment.ORDER);
            assertThat(withoutContributors(split)).as(as).isEqualTo(withoutContributors(atOnce));
            for (Share share : shares) {
                long value = gwei(atOnce, Role.CONTRIBUTOR, share);
                long paid = gwei(split, Role.CONTRIBUTOR, share);
                assertThat(paid + gwei(split, Role.WAITING, share)).as(as).isEqualTo(value);
                BigInteger effect = BigInteger.valueOf(share.effectNanonats());
                BigInteger due = BigInteger.valueOf(value).multiply(BigInteger.valueOf(share.lowNanonats()));
                if (share.lowNanonats() > 0) {
                    assertThat(BigInteger.valueOf(paid).multiply(effect))
                            .as(as)
                            .isBetween(due.subtract(effect).add(BigInteger.ONE), due);
                } else {
                    assertThat(paid).as(as).isZero();
                }
            }
        }
    }

    private static List<Payment> withoutContributors(List<Payment> payments) {
        return payments.stream().filter(payment -> !payment.role().isForRows()).toList();
    }

    private static long gwei(List<Payment> payments, Role role, Share share) {
        return payments.stream()
                .filter(payment -> payment.role() == role && payment.account().equals(share.contributor()))
                .mapToLong(Payment::gwei)
                .sum();
    }

    @Test
    void theLastGweiGoToTheLargestRemainders() {
        assertThat(Payments.apportion(10, new long[] {333_333, 333_333, 333_334}, 1_000_000))
                .containsExactly(3, 3, 4);
        assertThat(Payments.apportion(1, new long[] {500_000, 500_000}, 1_000_000))
                .containsExactly(1, 0);
        assertThat(Payments.apportion(2, new long[] {600_000, 400_000, 0}, 1_000_000))
                .containsExactly(1, 1, 0);
        assertThat(Payments.apportion(0, new long[] {600_000, 400_000}, 1_000_000))
                .containsExactly(0, 0);
    }

    @Test
    void apportionmentIsExactAndWithinOneGwei() {
        long seed = 99;
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            long[] weights = weights(random, 1 + random.nextInt(30));
            long amount = random.nextLong() & (Json.MAX_INTEGER >> random.nextInt(53));
            long[] parts = Payments.apportion(amount, weights, Require.PPM);
            assertThat(LongStream.of(parts).sum()).as("seed %d", seed).isEqualTo(amount);
            for (int i = 0; i < parts.length; i++) {
                BigInteger exact = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(weights[i]));
                BigInteger error = BigInteger.valueOf(parts[i])
                        .multiply(BigInteger.valueOf(Require.PPM))
                        .subtract(exact);
                assertThat(error.abs()).as("seed %d", seed).isLessThan(BigInteger.valueOf(Require.PPM));
                assertThat(weights[i] == 0 && parts[i] > 0).as("seed %d", seed).isFalse();
            }
        }
    }

    @Test
    void paymentsSumToTheFeeAndPassTheSums() {
        long seed = 7_001;
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int contributors = random.nextInt(8);
            long[] ppm = weights(random, contributors + 2);
            List<Share> shares = new ArrayList<>();
            IntStream.range(0, contributors).forEach(i -> shares.add(share(50 + i, (int) ppm[i])));
            shares.sort(Comparator.comparingInt(Share::ppm).reversed().thenComparing(Share::contributor));
            Attribution attribution = attribution(shares, (int) ppm[contributors], (int) ppm[contributors + 1]);
            String[] datanets = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> "" + (i * 7 + 2))
                    .toArray(String[]::new);
            Fee fee = new Fee(
                    random.nextInt(3) == 0 ? random.nextInt(20) : random.nextLong() & Json.MAX_INTEGER,
                    SplitBps.STANDARD,
                    PayRule.AT_ONCE);
            List<Payment> payments = Payments.split(fee, payees(datanets), attribution);
            assertThat(payments.stream().mapToLong(Payment::gwei).sum())
                    .as("seed %d", seed)
                    .isEqualTo(fee.totalGwei());
            assertThat(payments).as("seed %d", seed).isSortedAccordingTo(Payment.ORDER);
        }
    }

    @Test
    void theCommonsAreThoseOfTheModelThenThoseOfTheSources() {
        long seed = 7_003;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Version> versions = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> new Version("" + (i + 1), 1, DIGEST))
                    .toList();
            Model model = new Model("m", "1", DIGEST, DIGEST, DIGEST, "run", versions);
            List<Source> sources = IntStream.range(0, random.nextInt(6))
                    .mapToObj(i -> source(i, "" + (1 + random.nextInt(8))))
                    .toList();
            List<Searched> searched = IntStream.range(1, 9)
                    .mapToObj(i -> new Searched("" + i, 1, DIGEST, DIGEST))
                    .toList();
            Retrieval retrieval = new Retrieval("left-out/1", 0, 10 * sources.size(), searched, sources);
            List<String> commons = Payments.commons(model, Optional.of(retrieval));
            assertThat(commons.subList(0, versions.size())).as("seed %d", seed).isEqualTo(model.datanets());
            assertThat(commons).as("seed %d", seed).doesNotHaveDuplicates().containsAll(retrieval.datanets());
            assertThat(commons)
                    .as("seed %d", seed)
                    .allMatch(each -> model.datanets().contains(each)
                            || retrieval.datanets().contains(each));
            Fee fee = new Fee(random.nextLong() & Json.MAX_INTEGER, SplitBps.STANDARD, PayRule.AT_ONCE);
            List<Payment> payments =
                    Payments.split(fee, payees(commons.toArray(String[]::new)), attribution(List.of(), 0, 1_000_000));
            assertThat(payments.stream().mapToLong(Payment::gwei).sum())
                    .as("seed %d", seed)
                    .isEqualTo(fee.totalGwei());
        }
        assertThat(Payments.commons(new Model("m", "1", DIGEST, "", DIGEST, "", List.of()), Optional.empty()))
                .isEmpty();
    }

    /** It was computed and gave nobody anything: the five other parts by their own proportions, and nothing for data. */
    @Test
    void whatIsWithheldCostsAllButItsDataPart() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int data = random.nextInt(10_001);
            int developer = random.nextInt(10_001 - data);
            SplitBps split = new SplitBps(0, 0, 10_000 - data - developer, 0, developer, data);
            long whole = random.nextLong(1L << random.nextInt(1, 50));
            long withheld = Payments.withheldGwei(whole, split);
            assertThat(withheld).as("seed %d", seed).isBetween(0L, whole);
            assertThat((double) (whole - withheld))
                    .as("seed %d", seed)
                    .isCloseTo(whole * (data / 10_000.0), within(1.0 + whole * 1e-12));
            List<Payment> payments = Payments.split(
                    new Fee(withheld, split, PayRule.LOWER_BOUND),
                    payees("1"),
                    attribution(List.of(share(1, 600_000)), 100_000, 300_000),
                    /* withheld= */ true);
            assertThat(payments.stream().mapToLong(Payment::gwei).sum())
                    .as("seed %d", seed)
                    .isEqualTo(withheld);
            assertThat(payments)
                    .as("seed %d", seed)
                    .allMatch(payment -> payment.role() == Role.OPERATOR || payment.role() == Role.DEVELOPER);
        }
    }

    private static Source source(int index, String datanet) {
        return new Source(
                index + 1,
                Hex.of(Hashes.sha256(new byte[] {(byte) index})),
                datanet,
                address(50),
                10 * index,
                10 * index + 10,
                1,
                0,
                2);
    }

    @Test
    void theFirstDatanetTakesWhatDoesNotDivide() {
        Attribution attribution = attribution(List.of(), 0, 1_000_000);
        List<Payment> payments = Payments.split(
                new Fee(100, new SplitBps(0, 0, 0, 0, 0, 10_000), PayRule.AT_ONCE), payees("9", "4", "5"), attribution);
        assertThat(payments)
                .containsExactly(
                        new Payment("commons:4", Role.COMMONS, 33),
                        new Payment("commons:5", Role.COMMONS, 33),
                        new Payment("commons:9", Role.COMMONS, 34));
    }

    @Test
    void withoutDatanetsTheTreasuryTakesWhatNobodyShaped() {
        Attribution attribution = attribution(List.of(), 400_000, 600_000);
        assertThat(Payments.split(new Fee(1_000, SplitBps.STANDARD, PayRule.AT_ONCE), payees(), attribution))
                .contains(new Payment("treasury", Role.TREASURY, 50 + 300), new Payment(BASE, Role.BASE, 50 + 200));
    }

    @Test
    void partsThatDoNotSumAreRefused() {
        Fee fee = new Fee(100, SplitBps.STANDARD, PayRule.AT_ONCE);
        assertThatThrownBy(() -> Payments.split(fee, payees("1"), attribution(List.of(), 1, 2)))
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining("1000000");
        Fee crooked = new Fee(100, new SplitBps(1, 2, 3, 4, 5, 6), PayRule.AT_ONCE);
        assertThatThrownBy(() -> Payments.split(crooked, payees("1"), attribution(List.of(), 0, 1_000_000)))
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining("10000");
    }

    private static Payees payees(String... datanets) {
        return new Payees(OPERATOR, BASE, DEVELOPER, List.of(datanets));
    }

    private static Share share(int number, int ppm) {
        return new Share(address(number), ppm, 0, 0, 0, List.of(), List.of());
    }

    private static Share share(int number, int ppm, long effect, long low) {
        return new Share(
                address(number), ppm, effect, Math.min(low, Json.MAX_INTEGER), Json.MAX_INTEGER, List.of(), List.of());
    }

    private static Attribution attribution(List<Share> shares, int basePpm, int unattributedPpm) {
        return new Attribution(
                Attribution.METHOD,
                "test",
                Receipt.Readiness.BEFORE_ANSWER,
                DIGEST,
                DIGEST,
                0,
                0,
                shares,
                basePpm,
                unattributedPpm,
                0,
                0);
    }

    private static String address(int number) {
        return String.format("0x%040x", number);
    }

    /** Random parts of a million, some of them zero. */
    private static long[] weights(Random random, int count) {
        long[] weights = new long[count];
        int left = Require.PPM;
        for (int i = 0; i < count - 1; i++) {
            int weight = random.nextInt(4) == 0 ? 0 : random.nextInt(left + 1);
            weights[i] = weight;
            left -= weight;
        }
        weights[count - 1] = left;
        return weights;
    }
}
