package org.openledger.attribution.shares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.calibration.Calibration;
import org.openledger.attribution.calibration.Corner;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.influence.Removal;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.IndexedRow;

@Tag("unit")
final class SharesTest {
    @TempDir
    Path folder;

    private static Attribution shares(Effects effects) {
        return Shares.compute(effects, Evidence.none());
    }

    private static Effects effects(List<String> groups, double[] base, double[] model, double[][] without, long seed) {
        return new Effects(base, model, Removal.ofEach(groups, without), seed);
    }

    private static double[] all(int tokens, double value) {
        double[] values = new double[tokens];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void followsTheFormulas() {
        // each token: p_base/p_model = 1/4, so D = 3/4; Δ = 10·ln 4; effects 6, 2 and −1 nats explain 8/Δ of it
        double ln4 = Math.log(4);
        Effects effects = effects(
                List.of("c", "a", "b"),
                all(10, -0.1 - ln4),
                all(10, -0.1),
                new double[][] {all(10, -0.7), all(10, -0.3), all(10, 0)},
                1);
        Attribution attribution = shares(effects);
        double explained = 8 / (10 * ln4);
        assertThat(attribution.basePpm()).isCloseTo(250_000, within(1));
        assertThat(attribution.unattributedPpm()).isCloseTo((int) (750_000 * (1 - explained)), within(1));
        assertThat(attribution.shares()).extracting(Share::contributor).containsExactly("c", "a", "b");
        assertThat(attribution.shares().get(0).ppm()).isCloseTo((int) (750_000 * explained * 0.75), within(1));
        assertThat(attribution.shares().get(1).ppm()).isCloseTo((int) (750_000 * explained * 0.25), within(1));
        assertThat(attribution.shares().get(2).ppm()).isZero();
        assertThat(attribution.shares().get(2).effectNanonats()).isEqualTo(-1_000_000_000L);
        assertThat(attribution.deltaNanonats()).isEqualTo(Math.round(10 * ln4 * 1e9));
    }

    @Test
    void effectsAboveTheGainAreNotPaidTwice() {
        Effects effects =
                effects(List.of("a", "b"), all(4, -1), all(4, -0.5), new double[][] {all(4, -2), all(4, -2)}, 1);
        Attribution attribution = shares(effects);
        assertThat(attribution.unattributedPpm()).isZero();
        assertThat(attribution.shares().get(0).ppm())
                .isCloseTo(attribution.shares().get(1).ppm(), within(1));
    }

    @Test
    void whatTheBaseKnewPaysTheBase() {
        double[] same = all(8, -0.2);
        Attribution attribution = shares(effects(List.of("a"), same, same, new double[][] {same}, 1));
        assertThat(attribution.basePpm()).isEqualTo(1_000_000);
        assertThat(attribution.shares().getFirst().ppm()).isZero();
    }

    @Test
    void whatNobodyExplainsPaysNobody() {
        Attribution attribution =
                shares(effects(List.of("a"), all(8, -3), all(8, -0.2), new double[][] {all(8, -0.1)}, 1));
        assertThat(attribution.shares().getFirst().ppm()).isZero();
        assertThat(attribution.unattributedPpm()).isGreaterThan(900_000);
    }

    @Test
    void anAnswerThatBecameLessLikelyPaysNobody() {
        Attribution attribution = shares(
                effects(List.of("a"), new double[] {-3, -1}, new double[] {-1, -5}, new double[][] {{-4, -4}}, 1));
        assertThat(attribution.shares().getFirst().ppm()).isZero();
        assertThat(attribution.unattributedPpm()).isPositive();
    }

    @Test
    void emptyAnswersAndSingleTokensStillSumToTheWhole() {
        Attribution empty = shares(effects(List.of("a"), all(0, 0), all(0, 0), new double[][] {{}}, 1));
        assertThat(empty.basePpm()).isEqualTo(1_000_000);
        assertThat(empty.confidencePpm()).isZero();
        Attribution single = shares(effects(List.of("a"), all(1, -4), all(1, -1), new double[][] {all(1, -3)}, 1));
        assertThat(single.confidencePpm()).isLessThanOrEqualTo(500_000);
        assertThat(shares(effects(List.of(), all(2, -1), all(2, -1), new double[][] {}, 1))
                        .basePpm())
                .isEqualTo(1_000_000);
    }

    @Test
    void sumsToTheWholeForAnyMeasurementAndForgetsTheOrderOfGroups() {
        long seed = 99;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            int tokens = random.nextInt(30);
            int groups = random.nextInt(12);
            double scale = Math.pow(10, random.nextInt(6) - 3);
            double[] base = random.doubles(tokens, -5, 0).toArray();
            double[] model = near(random, base, scale);
            double[][] without = new double[groups][];
            Arrays.setAll(without, g -> near(random, model, scale));
            List<String> names =
                    IntStream.range(0, groups).mapToObj(g -> "c" + g).toList();
            Attribution one = shares(effects(names, base, model, without, round));
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, groups).boxed().toList());
            Collections.shuffle(order, random);
            double[][] shuffled = order.stream().map(g -> without[g]).toArray(double[][]::new);
            List<String> shuffledNames = order.stream().map(names::get).toList();
            Attribution other = shares(effects(shuffledNames, base, model, shuffled, round));
            assertThat(other).as("seed %d, round %d", seed, round).isEqualTo(one);
        }
    }

    private static double[] near(Random random, double[] values, double scale) {
        return Arrays.stream(values)
                .map(v -> Math.min(0, v + scale * random.nextGaussian()))
                .toArray();
    }

    @Test
    void confidenceFallsWhereTheCreditHangsOnFewTokens() {
        double[] base = all(40, -3);
        double[] model = all(40, -1);
        Attribution even =
                shares(effects(List.of("a", "b"), base, model, new double[][] {all(40, -2), all(40, -2)}, 1));
        double[] onlyFirst = all(40, -1);
        double[] onlySecond = all(40, -1);
        onlyFirst[0] = -41;
        onlySecond[1] = -41;
        Attribution uneven = shares(effects(List.of("a", "b"), base, model, new double[][] {onlyFirst, onlySecond}, 1));
        assertThat(even.confidencePpm()).isGreaterThan(900_000);
        assertThat(uneven.confidencePpm()).isLessThan(700_000);
    }

    @Test
    void evidenceNamesRowsAndQuotationsAndChangesNoShare() {
        List<IndexedRow> rows = List.of(
                row(1, "a", 1, 2, 3, 4, 5, 6, 7, 8),
                row(2, "a", 9, 9, 9, 9, 2, 3, 4),
                row(3, "b", 20, 21, 22, 23),
                row(4, "b", 3, 4, 5, 6, 30),
                row(5, "quiet", 90, 91));
        Path file = folder.resolve("index");
        SpanIndex.build(rows, file);
        Effects effects =
                effects(List.of("b", "quiet"), all(6, -2), all(6, -1), new double[][] {all(6, -1.4), all(6, -1)}, 3);
        try (SpanIndex index = SpanIndex.open(file)) {
            Evidence evidence = Evidence.gather(index, new int[] {2, 3, 4, 5, 6, 50}, 3);
            assertThat(evidence.spans()).hasSize(1);
            assertThat(evidence.quotations("a")).containsExactly(new Quotation(0, 5, 1, List.of(leaf(1))));
            assertThat(evidence.quotations("b")).isEmpty();
            assertThat(evidence.rows("a")).extracting(TopRow::leaf).containsExactly(leaf(1), leaf(2));
            assertThat(evidence.rows("b")).extracting(TopRow::leaf).containsExactly(leaf(4));
            assertThat(evidence.rows("quiet")).isEmpty();
            assertThat(evidence.rows("a").stream().mapToInt(TopRow::scorePpm).sum())
                    .isBetween(999_990, 1_000_000);
            assertPartsAreEqual(Shares.compute(effects, evidence), shares(effects));
        }
    }

    private static void assertPartsAreEqual(Attribution one, Attribution other) {
        assertThat(one.shares())
                .extracting(Share::ppm)
                .isEqualTo(other.shares().stream().map(Share::ppm).toList());
        assertThat(one.basePpm()).isEqualTo(other.basePpm());
        assertThat(one.unattributedPpm()).isEqualTo(other.unattributedPpm());
        assertThat(one.confidencePpm()).isEqualTo(other.confidencePpm());
    }

    @Test
    void evidenceOfHugeAndEmptyAnswersIsBounded() {
        List<IndexedRow> rows = new ArrayList<>();
        for (int r = 0; r < 200; r++) {
            rows.add(row(r, "c" + r % 3, new int[200]));
        }
        Path file = folder.resolve("index");
        SpanIndex.build(rows, file);
        try (SpanIndex index = SpanIndex.open(file)) {
            Evidence evidence = Evidence.gather(index, new int[20_000], 6);
            assertThat(evidence.quotations("c0")).hasSize(Evidence.MAX_QUOTATIONS);
            assertThat(evidence.rows("c0")).isNotEmpty();
            assertThat(Evidence.gather(index, new int[0], 6).rows("c0")).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void anAnswerOfAHundredThousandTokensIsBounded() {
        Random random = new Random(5);
        int[] text = random.ints(100_000, 0, 5_000).toArray();
        List<IndexedRow> rows = new ArrayList<>();
        for (int r = 0; r < 500; r++) {
            rows.add(row(r, "c" + r % 7, Arrays.copyOfRange(text, 200 * r, 200 * r + 100)));
        }
        Path file = folder.resolve("index");
        SpanIndex.build(rows, file);
        try (SpanIndex index = SpanIndex.open(file)) {
            Evidence evidence = Evidence.gather(index, text, 6);
            assertThat(evidence.spans()).hasSize(500);
            for (String contributor : index.contributors()) {
                assertThat(evidence.quotations(contributor)).hasSize(Evidence.MAX_QUOTATIONS);
                assertThat(evidence.rows(contributor)).hasSize(RowRanking.MAX_ROWS);
            }
            Effects effects = new Effects(
                    all(100_000, -2),
                    all(100_000, -1),
                    Removal.ofEach(List.of("c0"), new double[][] {all(100_000, -1.5)}),
                    1);
            assertThat(Shares.compute(effects, evidence).shares().getFirst().ppm())
                    .isPositive();
            assertThat(Evidence.gather(index, new int[] {text[0]}, 6).spans()).isEmpty();
        }
    }

    @Test
    @Timeout(120)
    void aMillionEqualRowsGiveBoundedEvidence() {
        int[] ids = {3, 1, 4, 1, 5, 9, 2, 6};
        List<IndexedRow> rows = IntStream.range(0, 1_000_000)
                .mapToObj(r -> row(r, "c" + r % 50, ids))
                .toList();
        Path file = folder.resolve("index");
        SpanIndex.build(rows, file);
        try (SpanIndex index = SpanIndex.open(file)) {
            long started = System.nanoTime();
            Evidence evidence = Evidence.gather(index, new int[] {7, 3, 1, 4, 1, 5, 9, 2, 6, 7}, 6);
            assertThat(System.nanoTime() - started).isLessThan(2_000_000_000L);
            assertThat(evidence.quotations("c0")).containsExactly(new Quotation(1, 8, 1_000_000, List.of(leaf(0))));
            assertThat(evidence.rows("c49"))
                    .singleElement()
                    .satisfies(row ->
                            assertThat(Long.parseLong(row.leaf(), 16) % 50).isEqualTo(49));
        }
    }

    private static String leaf(int number) {
        String digits = Integer.toHexString(number);
        return "0".repeat(64 - digits.length()) + digits;
    }

    private static IndexedRow row(int number, String contributor, int... ids) {
        return new IndexedRow(ids, leaf(number), contributor);
    }

    @Test
    void intervalsAndConfidenceOfOtherSeedsFollowTheCalibrationByTheSupportOfTheAnswer() {
        Random random = new Random(59);
        double[] base = random.doubles(20, -4, -3).toArray();
        double[] model = random.doubles(20, -1, 0).toArray();
        double[][] without = {
            random.doubles(20, -3, 0).toArray(), random.doubles(20, -2, 0).toArray()
        };
        Effects effects = effects(List.of("a", "b"), base, model, without, 3);
        Calibration calibration = new Calibration(
                List.of(3_000_000, 2_000_000, 500_000),
                List.of(2_500_000, 1_500_000, 250_000),
                400_000,
                List.of(new Corner(0, 100_000), new Corner(1_000_000, 900_000)),
                72);
        Attribution ofTokens = shares(effects);
        for (int support : List.of(0, 500_000, 1_000_000)) {
            Attribution found =
                    Shares.compute(effects, Evidence.none(), contributor -> support, Optional.of(calibration));
            double ofOthers = support == 0 ? 3 : support == 500_000 ? 2 : 0.5;
            double ofLead = support == 0 ? 2.5 : support == 500_000 ? 1.5 : 0.25;
            assertThat(found.otherSeeds())
                    .contains(new Attribution.OtherSeeds(
                            (int) (1e6 * ofOthers), Optional.of((int) (1e6 * ofLead)), 400_000, List.of()));
            assertThat(effects.leads(0)).isNotEqualTo(effects.leads(1));
            assertThat(found.confidencePpm()).isEqualTo(calibration.confidencePpm(ofTokens.confidencePpm()));
            for (Share share : found.shares()) {
                Share before = ofTokens.shares().stream()
                        .filter(each -> each.contributor().equals(share.contributor()))
                        .findFirst()
                        .orElseThrow();
                assertThat(share.effectNanonats()).isEqualTo(before.effectNanonats());
                double factor = effects.leads(effects.groups().indexOf(share.contributor())) ? ofLead : ofOthers;
                assertThat((double) share.effectNanonats() - share.lowNanonats())
                        .isCloseTo(factor * (before.effectNanonats() - before.lowNanonats()), within(3.0));
                assertThat((double) share.highNanonats() - share.effectNanonats())
                        .isCloseTo(factor * (before.highNanonats() - before.effectNanonats()), within(3.0));
            }
        }
    }

    @Test
    void creditInCommonWithAnotherSeedIsOneForTheSameEffectsAndLessForOthers() {
        double[] base = all(10, -3);
        double[] model = all(10, -0.1);
        Effects one = effects(List.of("a", "b"), base, model, new double[][] {all(10, -2), all(10, -0.2)}, 3);
        Effects swapped = effects(List.of("a", "b"), base, model, new double[][] {all(10, -0.2), all(10, -2)}, 3);
        Effects ofOne = effects(List.of("b"), base, model, new double[][] {all(10, -0.2)}, 3);
        assertThat(Shares.inCommon(one, one)).isEqualTo(1);
        assertThat(Shares.inCommon(one, ofOne))
                .as("who is not there keeps the effect")
                .isEqualTo(1);
        assertThat(Shares.inCommon(one, swapped)).isBetween(0.05, 0.5);
        assertThat(Shares.likeness(one, swapped).found()).isEqualTo(Shares.inCommon(one, swapped));
    }

    @Test
    void nobodyIsSurerOfContributorsThanTheirRunIsPredictable() {
        Attribution half = new Attribution(List.of(), 600_000, 400_000, 900_000, 0, Optional.empty(), Optional.empty());
        assertThat(half.onRun(500_000).confidencePpm()).isEqualTo(750_000);
        assertThat(half.onRun(0).confidencePpm()).isEqualTo(600_000);
        assertThat(half.onRun(1_000_000)).isEqualTo(half);
    }
}
