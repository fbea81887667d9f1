package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openledger.verify.Payments.Payees;
import org.openledger.verify.Receipt.Attribution;
import org.openledger.verify.Receipt.Fee;
import org.openledger.verify.Receipt.Model;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Receipt.Retrieval;
import org.openledger.verify.Receipt.Searched;
import org.openledger.verify.Receipt.Share;
import org.openledger.verify.Receipt.Source;
import org.openledger.verify.Receipt.SplitBps;
import org.openledger.verify.Receipt.Version;

final class PaymentsTest {
    private static final String OPERATOR = address(1);
    private static final String BASE = address(2);
    private static final String DEVELOPER = address(3);
    private static final String DIGEST = "ab".repeat(32);

    @Test
    void theExampleOfTheReceiptPage() {
        Attribution attribution =
                attribution(List.of(share(11, 310_000), share(12, 190_000), share(13, 60_000)), 360_000, 80_000);
        assertThat(Payments.split(new Fee(1_000_000, SplitBps.STANDARD), payees("7"), attribution))
                .containsExactly(
                        new Payment("treasury", "treasury", 50_000),
                        new Payment("stakers", "stakers", 50_000),
                        new Payment(OPERATOR, "operator", 150_000),
                        new Payment(BASE, "base", 50_000 + 180_000),
                        new Payment(DEVELOPER, "developer", 200_000),
                        new Payment(address(11), "contributor", 155_000),
                        new Payment(address(12), "contributor", 95_000),
                        new Payment(address(13), "contributor", 30_000),
                        new Payment("commons:7", "commons", 40_000));
    }

    @Test
    void theLastGweiGoToTheLargestRemainders() {
        assertThat(Payments.apportion(10, new int[] {333_333, 333_333, 333_334}, 1_000_000))
                .containsExactly(3, 3, 4);
        assertThat(Payments.apportion(1, new int[] {500_000, 500_000}, 1_000_000))
                .containsExactly(1, 0);
        assertThat(Payments.apportion(2, new int[] {600_000, 400_000, 0}, 1_000_000))
                .containsExactly(1, 1, 0);
        assertThat(Payments.apportion(0, new int[] {600_000, 400_000}, 1_000_000))
                .containsExactly(0, 0);
    }

    @Test
    void apportionmentIsExactAndWithinOneGwei() {
        long seed = 99;
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            int[] weights = weights(random, 1 + random.nextInt(30));
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
            int[] ppm = weights(random, contributors + 2);
            List<Share> shares = new ArrayList<>();
            IntStream.range(0, contributors).forEach(i -> shares.add(share(50 + i, ppm[i])));
            shares.sort(Comparator.comparingInt(Share::ppm).reversed().thenComparing(Share::contributor));
            Attribution attribution = attribution(shares, ppm[contributors], ppm[contributors + 1]);
            String[] datanets = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> "" + (i * 7 + 2))
                    .toArray(String[]::new);
            Fee fee = new Fee(
                    random.nextInt(3) == 0 ? random.nextInt(20) : random.nextLong() & Json.MAX_INTEGER,
                    SplitBps.STANDARD);
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
            Fee fee = new Fee(random.nextLong() & Json.MAX_INTEGER, SplitBps.STANDARD);
            List<Payment> payments =
                    Payments.split(fee, payees(commons.toArray(String[]::new)), attribution(List.of(), 0, 1_000_000));
            assertThat(payments.stream().mapToLong(Payment::gwei).sum())
                    .as("seed %d", seed)
                    .isEqualTo(fee.totalGwei());
        }
        assertThat(Payments.commons(new Model("m", "1", DIGEST, "", DIGEST, "", List.of()), Optional.empty()))
                .isEmpty();
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
        List<Payment> payments =
                Payments.split(new Fee(100, new SplitBps(0, 0, 0, 0, 0, 10_000)), payees("9", "4", "5"), attribution);
        assertThat(payments)
                .containsExactly(
                        new Payment("commons:4", "commons", 33),
                        new Payment("commons:5", "commons", 33),
                        new Payment("commons:9", "commons", 34));
    }

    @Test
    void withoutDatanetsTheTreasuryTakesWhatNobodyShaped() {
        Attribution attribution = attribution(List.of(), 400_000, 600_000);
        assertThat(Payments.split(new Fee(1_000, SplitBps.STANDARD), payees(), attribution))
                .contains(new Payment("treasury", "treasury", 50 + 300), new Payment(BASE, "base", 50 + 200));
    }

    @Test
    void partsThatDoNotSumAreRefused() {
        Fee fee = new Fee(100, SplitBps.STANDARD);
        assertThatThrownBy(() -> Payments.split(fee, payees("1"), attribution(List.of(), 1, 2)))
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining("1000000");
        Fee crooked = new Fee(100, new SplitBps(1, 2, 3, 4, 5, 6));
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

    private static Attribution attribution(List<Share> shares, int basePpm, int unattributedPpm) {
        return new Attribution(
                Attribution.METHOD,
                "test",
                "before-answer",
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
    private static int[] weights(Random random, int count) {
        int[] weights = new int[count];
        int left = Require.PPM;
        for (int i = 0; i < count - 1; i++) {
            weights[i] = random.nextInt(4) == 0 ? 0 : random.nextInt(left + 1);
            left -= weights[i];
        }
        weights[count - 1] = left;
        return weights;
    }
}
