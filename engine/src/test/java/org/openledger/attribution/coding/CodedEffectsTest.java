package org.openledger.attribution.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class CodedEffectsTest {
    private static final long SEED = 20261129;

    private static List<List<Integer>> alone(int contributors) {
        return IntStream.range(0, contributors).mapToObj(List::of).toList();
    }

    private static int[] rows(int contributors, Random random) {
        return IntStream.range(0, contributors).map(_ -> 1 + random.nextInt(20)).toArray();
    }

    @Test
    void everybodyIsLeftOutByThreeRunsOfTheirOwnAndRunsLeaveOutAsMuch() {
        for (int contributors : new int[] {65, 100, 220, 221, 1000}) {
            int[] rows = rows(contributors, new Random(SEED));
            List<List<Integer>> code = RemovalCode.of(alone(contributors), rows, SEED);
            assertThat(code)
                    .hasSize(RemovalCode.runs(contributors))
                    .isEqualTo(RemovalCode.of(alone(contributors), rows, SEED));
            Set<Set<Integer>> own = new HashSet<>();
            for (int contributor = 0; contributor < contributors; contributor++) {
                int one = contributor;
                Set<Integer> runs = new TreeSet<>(IntStream.range(0, code.size())
                        .filter(run -> code.get(run).contains(one))
                        .boxed()
                        .toList());
                assertThat(runs).hasSize(RemovalCode.RUNS_EACH);
                assertThat(own.add(runs)).isTrue();
            }
            List<Integer> loads = code.stream()
                    .map(run -> run.stream().mapToInt(each -> rows[each]).sum())
                    .sorted()
                    .toList();
            assertThat(loads.getLast() - loads.getFirst()).isLessThan(loads.getLast() / 5);
        }
        assertThat(RemovalCode.runs(100)).isEqualTo(12);
        assertThat(RemovalCode.runs(1000)).isEqualTo(20);
    }

    @Test
    void whoAreAlikeAreLeftOutByTheSameRuns() {
        List<List<Integer>> units = new ArrayList<>(List.of(List.of(3, 70), List.of(0, 1, 2)));
        IntStream.range(4, 70).forEach(each -> units.add(List.of(each)));
        for (List<Integer> run : RemovalCode.of(units, rows(71, new Random(SEED)), 1)) {
            assertThat(run.contains(3)).isEqualTo(run.contains(70));
            assertThat(run.contains(0)).isEqualTo(run.contains(2));
            assertThat(run).isSorted();
        }
    }

    @Test
    void fewWhoTaughtAnAnswerAreFoundAmongAHundred() {
        Random random = new Random(SEED);
        List<List<Integer>> code = RemovalCode.of(alone(100), rows(100, random), 7);
        int named = 0;
        double missed = 0;
        double squares = 0;
        int held = 0;
        int answers = 200;
        for (int answer = 0; answer < answers; answer++) {
            double[] effects = random.doubles(100, -0.1, 0.1).toArray();
            int first = random.nextInt(100);
            int second = random.nextInt(100);
            effects[second] += 4;
            effects[first] += 10;
            CodedEffects decoding = CodedEffects.of(100, code, losses(code, effects));
            double[] told = told(decoding, losses(code, effects));
            named += largest(told) == largest(effects) ? 1 : 0;
            for (int c = 0; c < 100; c++) {
                missed += Math.pow(told[c] - effects[c], 2);
                squares += effects[c] * effects[c];
                held += Math.abs(told[c] - effects[c]) <= 2 * decoding.doubt(c) ? 1 : 0;
            }
        }
        assertThat(named / (double) answers).isGreaterThan(0.95);
        assertThat(missed / squares).isLessThan(0.15);
        assertThat(held / (100.0 * answers)).isGreaterThan(0.9);
    }

    @Test
    void whatDoesNotAddUpLeavesEverybodyInDoubt() {
        Random random = new Random(SEED);
        List<List<Integer>> code = RemovalCode.of(alone(100), rows(100, random), 7);
        double[] effects = new double[100];
        effects[42] = 10;
        double sure = CodedEffects.of(100, code, losses(code, effects)).doubt(42);
        double[] chance = random.doubles(code.size(), -10, 10).toArray();
        CodedEffects ofChance = CodedEffects.of(100, code, chance);
        int most = largest(told(ofChance, chance));
        assertThat(2 * ofChance.doubt(most)).isGreaterThan(ofChance.effect(most, chance));
        assertThat(2 * sure).isLessThan(5);
    }

    @Test
    void whoIsLeftOutByNoRunHasNoEffectAndTokensSumToTheAnswer() {
        Random random = new Random(SEED);
        List<List<Integer>> units = new ArrayList<>(alone(80));
        units.remove(5);
        List<List<Integer>> code = RemovalCode.of(units, rows(80, random), 3);
        double[][] ofTokens = new double[4][];
        double[] whole = new double[code.size()];
        for (int token = 0; token < 4; token++) {
            ofTokens[token] = random.doubles(code.size(), -1, 3).toArray();
            double[] one = ofTokens[token];
            Arrays.setAll(whole, run -> whole[run] + one[run]);
        }
        CodedEffects decoding = CodedEffects.of(80, code, whole);
        assertThat(decoding.effect(5, whole)).isZero();
        assertThat(decoding.doubt(5)).isZero();
        for (int c = 0; c < 80; c++) {
            int contributor = c;
            double sum = Arrays.stream(ofTokens)
                    .mapToDouble(token -> decoding.effect(contributor, token))
                    .sum();
            assertThat(sum).isCloseTo(decoding.effect(c, whole), within(1e-9));
        }
        double[] nothing = new double[code.size()];
        assertThat(told(CodedEffects.of(80, code, nothing), nothing)).containsOnly(0);
    }

    private static double[] losses(List<List<Integer>> code, double[] effects) {
        return code.stream()
                .mapToDouble(run -> run.stream().mapToDouble(c -> effects[c]).sum())
                .toArray();
    }

    private static double[] told(CodedEffects decoding, double[] losses) {
        return IntStream.range(0, decoding.contributors())
                .mapToDouble(c -> decoding.effect(c, losses))
                .toArray();
    }

    private static int largest(double[] values) {
        return IntStream.range(0, values.length)
                .reduce((best, i) -> values[i] > values[best] ? i : best)
                .orElseThrow();
    }
}
