package org.openledger.attribution.influence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.coding.CodedEffects;
import org.openledger.attribution.coding.RemovalCode;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.TinyModel;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.TrainingRow;

/**
 * Whether what is told hangs on the code that was drawn: 24 codes of the run of {@link CodedRunsTest}, each compared with the removal of every
 * one of its seventy teachers, over all answers.
 */
@Tag("campaign")
final class CodeDrawsTest {
    private static final int TEACHERS = CodedRunsTest.TEACHERS;
    private static final int DRAWS = 24;
    private static final int AT_ONCE = 12;
    /** Of half the width of the intervals of {@link CounterfactualAdapters}. */
    private static final double DEVIATIONS = 2;

    @TempDir
    private static Path folder;

    /**
     * What a code tells, over all answers and teachers.
     *
     * @param missed squared error of the effects, of their squares
     * @param inside part of the effects that lie in their interval
     * @param ownInside the same of each teacher's own answer
     * @param named part of the answers whose teacher has the largest effect
     */
    private record Told(double missed, double inside, double ownInside, double named) {}

    @Test
    void whatIsToldHangsLittleOnTheCodeThatIsDrawn() throws IOException {
        int[] oneRowEach = new int[TEACHERS];
        Arrays.fill(oneRowEach, 1);
        List<Set<Integer>> alone = new ArrayList<>(List.of(Set.of()));
        IntStream.range(0, TEACHERS).mapToObj(Set::of).forEach(alone::add);
        try (BaseModel base = TinyModel.load(folder, 1)) {
            List<List<Integer>> units =
                    AlikeContributors.units(RowLikeness.canonical(CodedRunsTest.rows(), base.tokenizer()), TEACHERS);
            double[][] real = logLikelihoods(base, alone);
            List<Told> all = new ArrayList<>();
            for (int draw = 0; draw < DRAWS; draw++) {
                List<List<Integer>> code = RemovalCode.of(units, oneRowEach, draw);
                Told told = told(
                        units,
                        code,
                        real,
                        logLikelihoods(base, code.stream().map(Set::copyOf).toList()));
                System.out.println("code " + draw + ": " + told);
                all.add(told);
            }
            assertThat(all).allMatch(told -> told.inside() >= 0.94 && told.ownInside() >= 0.75);
            assertThat(all).allMatch(told -> told.missed() <= 0.8 && told.named() >= 0.6);
        }
    }

    private static Told told(List<List<Integer>> units, List<List<Integer>> code, double[][] real, double[][] without) {
        List<List<Integer>> alike =
                units.stream().filter(unit -> unit.size() > 1).toList();
        double missed = 0;
        double squares = 0;
        double inside = 0;
        double ownInside = 0;
        double named = 0;
        for (int answer = 0; answer < TEACHERS; answer++) {
            int asked = answer;
            double whole = real[0][asked];
            double[] losses = Arrays.stream(without)
                    .mapToDouble(run -> whole - run[asked])
                    .toArray();
            CodedEffects effects = CodedEffects.of(TEACHERS, alike, code, losses);
            List<Double> each = new ArrayList<>();
            for (int teacher = 0; teacher < TEACHERS; teacher++) {
                double effect = whole - real[1 + teacher][asked];
                double miss = effects.effect(teacher, losses) - effect;
                boolean held = Math.abs(miss) <= DEVIATIONS * effects.doubt(teacher);
                each.add(effects.effect(teacher, losses));
                missed += miss * miss;
                squares += effect * effect;
                inside += held ? 1.0 / (TEACHERS * TEACHERS) : 0;
                ownInside += held && teacher == asked ? 1.0 / TEACHERS : 0;
            }
            named += each.indexOf(Collections.max(each)) == asked ? 1.0 / TEACHERS : 0;
        }
        return new Told(missed / squares, inside, ownInside, named);
    }

    /** Of each answer in each run: [runs][answers], in nats. */
    private static double[][] logLikelihoods(BaseModel base, List<Set<Integer>> leftOut) {
        List<TrainingRow> rows = CodedRunsTest.rows();
        double[][] all = new double[leftOut.size()][];
        for (int from = 0; from < all.length; from += AT_ONCE) {
            List<Adapter> adapters = LoraTrainer.train(
                            base,
                            rows,
                            CodedRunsTest.CONFIGURATION,
                            leftOut.subList(from, Math.min(from + AT_ONCE, all.length)),
                            Optional.empty(),
                            Progress.SILENT,
                            Cancellation.NEVER)
                    .adapters();
            for (int run = 0; run < adapters.size(); run++) {
                all[from + run] = Arrays.stream(AnswerScoring.ofRows(base, adapters.get(run), rows))
                        .mapToDouble(tokens -> Arrays.stream(tokens).sum())
                        .toArray();
            }
            adapters.forEach(Adapter::close);
        }
        return all;
    }
}
