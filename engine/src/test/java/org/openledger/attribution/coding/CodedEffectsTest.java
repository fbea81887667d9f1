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
                    .hasSize(contributors > 286 ? 20 : contributors > 220 ? 13 : 12)
                    .isEqualTo(RemovalCode.of(alone(contributors), rows, SEED));
            Set<Set<Integer>> own = new HashSet<>();
            for (int contributor = 0; contributor < contributors; contributor++) {
                Set<Integer> runs = runsOf(code, contributor);
                assertThat(runs).hasSize(RemovalCode.RUNS_EACH);
                assertThat(own.add(runs)).isTrue();
            }
            List<Integer> loads = code.stream()
                    .map(run -> run.stream().mapToInt(each -> rows[each]).sum())
                    .sorted()
                    .toList();
            assertThat(loads.getLast() - loads.getFirst()).isLessThan(loads.getLast() / 5);
        }
    }

    @Test
    void whoAreAlikeShareTwoOfTheirRunsAndEachHasOneWithoutTheOthers() {
        Random random = new Random(SEED);
        for (int contributors : new int[] {71, 150, 220, 1000}) {
            List<List<Integer>> units = alike(contributors, random);
            List<List<Integer>> code = RemovalCode.of(units, rows(contributors, random), SEED);
            assertThat(code).hasSizeLessThanOrEqualTo(contributors > 200 ? 22 : 12);
            Set<Set<Integer>> own = new HashSet<>();
            for (List<Integer> unit : units) {
                List<Set<Integer>> runs =
                        unit.stream().map(each -> runsOf(code, each)).toList();
                runs.forEach(each -> {
                    assertThat(each).hasSize(RemovalCode.RUNS_EACH);
                    assertThat(own.add(each)).isTrue();
                });
                Set<Integer> shared = new TreeSet<>(runs.getFirst());
                runs.forEach(shared::retainAll);
                assertThat(shared).hasSize(unit.size() == 1 ? RemovalCode.RUNS_EACH : 2);
            }
        }
    }

    /** Contributors in sets of one to eight. */
    private static List<List<Integer>> alike(int contributors, Random random) {
        List<List<Integer>> units = new ArrayList<>();
        for (int from = 0; from < contributors; ) {
            int size = random.nextBoolean() ? 1 : Math.min(contributors - from, 2 + random.nextInt(7));
            units.add(IntStream.range(from, from + size).boxed().toList());
            from += size;
        }
        return units;
    }

    private static Set<Integer> runsOf(List<List<Integer>> code, int contributor) {
        return new TreeSet<>(IntStream.range(0, code.size())
                .filter(run -> code.get(run).contains(contributor))
                .boxed()
                .toList());
    }

    /** One alone taught it, though others are like that one; or all of a set did, and each covers for the other. */
    @Test
    void whoAloneTaughtAnAnswerIsToldFromWhoTaughtItTogether() {
        Random random = new Random(SEED);
        List<List<Integer>> units = alike(100, random);
        List<List<Integer>> sets =
                units.stream().filter(unit -> unit.size() > 1).toList();
        List<List<Integer>> code = RemovalCode.of(units, rows(100, random), 7);
        int answers = 200;
        double ofTaught = 0;
        double ofAlike = 0;
        double ofTogether = 0;
        for (int answer = 0; answer < answers; answer++) {
            List<Integer> set = sets.get(random.nextInt(sets.size()));
            int taught = set.get(random.nextInt(set.size()));
            double[] noise = random.doubles(100, -0.1, 0.1).toArray();
            double[] effects = noise.clone();
            effects[taught] += 10;
            double[] alone = told(CodedEffects.of(100, sets, code, losses(code, effects)), losses(code, effects));
            ofTaught += alone[taught] / 10 / answers;
            ofAlike += set.stream()
                            .filter(each -> each != taught)
                            .mapToDouble(each -> alone[each])
                            .max()
                            .orElseThrow()
                    / 10
                    / answers;

            double[] joint = losses(code, noise);
            Arrays.setAll(joint, run -> joint[run] + (code.get(run).containsAll(set) ? 10 : 0));
            double[] together = told(CodedEffects.of(100, sets, code, joint), joint);
            ofTogether +=
                    set.stream().mapToDouble(each -> together[each]).min().orElseThrow() * set.size() / 10 / answers;
        }
        assertThat(ofTaught).isGreaterThan(0.8);
        assertThat(ofAlike).isLessThan(0.1);
        assertThat(ofTogether).isGreaterThan(0.7);
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
            CodedEffects decoding = CodedEffects.of(100, List.of(), code, losses(code, effects));
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
        double sure =
                CodedEffects.of(100, List.of(), code, losses(code, effects)).doubt(42);
        double[] chance = random.doubles(code.size(), -10, 10).toArray();
        CodedEffects ofChance = CodedEffects.of(100, List.of(), code, chance);
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
        CodedEffects decoding = CodedEffects.of(80, List.of(), code, whole);
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
        assertThat(told(CodedEffects.of(80, List.of(), code, nothing), nothing)).containsOnly(0);
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
