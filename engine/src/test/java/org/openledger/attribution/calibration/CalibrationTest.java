package org.openledger.attribution.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The mathematics of calibration, on drawn runs whose noise is known. */
@Tag("unit")
final class CalibrationTest {
    private static final long SEED = 20_261_129;
    private static final int CONTRIBUTORS = 4;
    private static final int ANSWERS = 72;
    private static final List<AnswerKind> KINDS = List.copyOf(EnumSet.allOf(AnswerKind.class));

    private final Random random = new Random(SEED);

    /**
     * Effects by two seeds, whose differences are normal with a standard deviation in proportion to the intervals.
     *
     * @param noise by kind of answer, in halves of the interval
     * @param common the part of the squared noise that all answers of a contributor have in common
     */
    private List<Pair> pairs(int answers, double[] noise, double common) {
        return pairs(answers, noise, 1, common);
    }

    /** @param ofLead the noise of who leads, the first contributor, in parts of that of the others */
    private List<Pair> pairs(int answers, double[] noise, double ofLead, double common) {
        double[] ofContributor = new double[CONTRIBUTORS];
        Arrays.setAll(ofContributor, contributor -> random.nextGaussian());
        List<Pair> pairs = new ArrayList<>();
        for (int answer = 0; answer < answers; answer++) {
            AnswerKind kind = KINDS.get(answer % 3);
            for (int contributor = 0; contributor < CONTRIBUTORS; contributor++) {
                double effect = 10 * random.nextGaussian();
                double half = 0.1 + random.nextDouble();
                double error =
                        Math.sqrt(common) * ofContributor[contributor] + Math.sqrt(1 - common) * random.nextGaussian();
                boolean leads = contributor == 0;
                pairs.add(new Pair(
                        kind,
                        leads,
                        contributor,
                        effect,
                        effect - half,
                        effect + half,
                        effect + noise[answer % 3] * (leads ? ofLead : 1) * half * error));
            }
        }
        return pairs;
    }

    private List<Likeness> likenesses(int answers) {
        List<Likeness> all = new ArrayList<>();
        for (int i = 0; i < answers; i++) {
            double stated = random.nextDouble();
            all.add(new Likeness(stated, Math.clamp(0.3 + 0.6 * stated * stated + 0.05 * random.nextGaussian(), 0, 1)));
        }
        return all;
    }

    @Test
    void ofASeedThatCalibratedNothingNineOfTenEffectsLieInsideForEveryKindOfAnswer() {
        double[] noise = {3, 1, 0.5};
        Map<AnswerKind, Double> inside = new EnumMap<>(AnswerKind.class);
        int rounds = 100;
        for (int round = 0; round < rounds; round++) {
            Calibration calibration = Calibration.fit(pairs(ANSWERS, noise, 0), likenesses(ANSWERS));
            List<Pair> fresh = pairs(ANSWERS, noise, 0);
            for (Pair pair : fresh) {
                boolean reached = pair.factor() <= calibration.factorPpm(pair.kind()) / 1e6;
                inside.merge(pair.kind(), reached ? 3.0 / fresh.size() / rounds : 0, Double::sum);
            }
        }
        assertThat(inside).hasSize(noise.length);
        inside.forEach(
                (kind, part) -> assertThat(part).as("seed %d, %s", SEED, kind).isBetween(0.88, 0.93));
    }

    @Test
    void whoLeadsIsMeasuredAloneAndNineOfTenLieInsideBothWays() {
        double[] noise = {3, 1, 2};
        double[] inside = new double[2];
        double[] pairs = new double[2];
        double least = 1;
        for (int round = 0; round < 100; round++) {
            Calibration calibration = Calibration.fit(pairs(ANSWERS, noise, 0.3, 0), likenesses(ANSWERS));
            for (Pair pair : pairs(ANSWERS, noise, 0.3, 0)) {
                int lead = pair.leads() ? 1 : 0;
                int factorPpm = pair.leads()
                        ? calibration.leadFactorPpm(pair.kind()).orElseThrow()
                        : calibration.factorPpm(pair.kind());
                inside[lead] += pair.factor() <= factorPpm / 1e6 ? 1 : 0;
                pairs[lead]++;
            }
            least = Math.min(
                    least,
                    calibration.leadFactorPpm(AnswerKind.SUPPORTED).orElseThrow()
                            / (double) calibration.factorPpm(AnswerKind.SUPPORTED));
        }
        for (int lead = 0; lead < 2; lead++) {
            assertThat(inside[lead] / pairs[lead]).as("seed %d, %d", SEED, lead).isBetween(0.88, 0.94);
        }
        assertThat(least).isLessThan(0.5);
    }

    @Test
    void ofTooFewWhoLeadAllOfTheirKindDecide() {
        List<Pair> nobody = pairs(ANSWERS, new double[] {3, 1, 0.5}, 0).stream()
                .filter(pair -> !pair.leads())
                .toList();
        Calibration calibration = Calibration.fit(nobody, likenesses(ANSWERS));
        List<Integer> factors = KINDS.stream().map(calibration::factorPpm).toList();
        assertThat(KINDS.stream().map(kind -> calibration.leadFactorPpm(kind).orElseThrow()))
                .allSatisfy(factor -> assertThat(factor).isBetween(Collections.min(factors), Collections.max(factors)));
        assertThat(Calibration.STANDARD.leadFactorPpm(AnswerKind.SUPPORTED)).isEmpty();
    }

    @Test
    void whatIsStatedIsWhatIsFound() {
        Calibration calibration =
                Calibration.fit(pairs(3 * ANSWERS, new double[] {1, 1, 1}, 0), likenesses(3 * ANSWERS));
        double[] stated = new double[5];
        double[] found = new double[5];
        int[] answers = new int[5];
        for (Likeness fresh : likenesses(5_000)) {
            double says = calibration.confidencePpm((int) (1e6 * fresh.stated())) / 1e6;
            int bin = Math.min(4, (int) (5 * says));
            stated[bin] += says;
            found[bin] += fresh.found();
            answers[bin]++;
        }
        for (int bin = 0; bin < 5; bin++) {
            if (answers[bin] > 50) {
                assertThat(stated[bin] / answers[bin])
                        .as("seed %d, bin %d", SEED, bin)
                        .isCloseTo(found[bin] / answers[bin], within(0.05));
            }
        }
    }

    @Test
    void whatIsCommonToARunIsFound() {
        for (double common : new double[] {0, 0.5, 1}) {
            double sum = 0;
            int rounds = 200;
            for (int round = 0; round < rounds; round++) {
                sum += Calibration.fit(pairs(ANSWERS, new double[] {1, 1, 1}, common), likenesses(ANSWERS))
                        .commonPpm();
            }
            // a quarter is assumed as if two more contributors had shown it
            double expected = (common * CONTRIBUTORS + 0.25 * 2) / (CONTRIBUTORS + 2);
            assertThat(sum / rounds / 1e6)
                    .as("seed %d, common %s", SEED, common)
                    .isCloseTo(expected, within(0.12));
        }
    }

    @Test
    void withTooLittleToCompareTheStandardCalibrationStands() {
        assertThat(Calibration.fit(pairs(6, new double[] {1, 1, 1}, 0), likenesses(6)))
                .isEqualTo(Calibration.STANDARD);
        assertThat(Calibration.fit(List.of(), List.of())).isEqualTo(Calibration.STANDARD);
        assertThat(Calibration.STANDARD.answers()).isZero();
        assertThat(Calibration.fit(pairs(ANSWERS, new double[] {1, 1, 1}, 0), likenesses(ANSWERS))
                        .answers())
                .isEqualTo(ANSWERS);
    }

    @Test
    void aRunWithoutNoiseAndOneWithoutWidthsAreCalibratedToo() {
        List<Pair> same = new ArrayList<>();
        List<Pair> narrow = new ArrayList<>();
        for (int i = 0; i < ANSWERS; i++) {
            same.add(new Pair(AnswerKind.SUPPORTED, /* leads= */ i % 2 == 0, i % 2, 1, 0.5, 1.5, 1));
            narrow.add(new Pair(AnswerKind.SUPPORTED, /* leads= */ i % 2 == 0, i % 2, 1, 1, 1, 2));
        }
        Calibration quiet = Calibration.fit(same, likenesses(ANSWERS));
        assertThat(quiet.factorPpm(AnswerKind.SUPPORTED)).isEqualTo(500_000);
        assertThat(quiet.factorPpm(AnswerKind.UNSUPPORTED)).isEqualTo(500_000);
        assertThat(Calibration.fit(narrow, likenesses(ANSWERS)).factorPpm(AnswerKind.PARTLY))
                .isEqualTo(100_000_000);
    }

    @Test
    void confidenceRisesWithWhatIsStatedAndStaysWithinItsBounds() {
        for (int round = 0; round < 100; round++) {
            List<Likeness> noise = new ArrayList<>();
            for (int i = 0; i < 20 + random.nextInt(80); i++) {
                double stated = random.nextInt(5) / 4.0 * (1 - 1e-8 * random.nextDouble());
                noise.add(new Likeness(stated, random.nextDouble()));
            }
            Calibration calibration = Calibration.fit(pairs(ANSWERS, new double[] {1, 1, 1}, 0), noise);
            int before = 0;
            for (int stated = 0; stated <= 1_000_000; stated += 12_500) {
                int says = calibration.confidencePpm(stated);
                assertThat(says).as("seed %d round %d", SEED, round).isBetween(before, 1_000_000);
                before = says;
            }
        }
    }

    @Test
    void numbersThatAreNoCalibrationAreRefused() {
        List<Corner> falling = List.of(new Corner(0, 500_000), new Corner(1_000_000, 400_000));
        List<Integer> factors = List.of(1, 2, 3);
        assertThatThrownBy(() -> new Calibration(factors, List.of(), 0, falling, 1))
                .hasMessageContaining("no calibration");
        assertThatThrownBy(() -> new Calibration(factors, List.of(), 0, List.of(), 1))
                .hasMessageContaining("no calibration");
        List<Corner> corners = List.of(new Corner(0, 0));
        assertThatThrownBy(() -> new Calibration(List.of(1, 2), List.of(), 0, corners, 1))
                .hasMessageContaining("no calibration");
        assertThatThrownBy(() -> new Calibration(List.of(1, 2, 100_000_001), List.of(), 0, corners, 1))
                .hasMessageContaining("no calibration");
        assertThatThrownBy(() -> new Calibration(factors, List.of(), 1_000_001, corners, 1))
                .hasMessageContaining("no calibration");
        for (List<Integer> leading : List.of(List.of(1), List.of(1, 2, -3))) {
            assertThatThrownBy(() -> new Calibration(factors, leading, 0, corners, 1))
                    .hasMessageContaining("no calibration");
        }
        assertThatThrownBy(() -> new Corner(0, 1_000_001)).hasMessageContaining("1000001");
    }
}
