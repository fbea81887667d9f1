package org.openledger.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.store.Refusal;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.Progress;
import org.openledger.train.TaughtRow;
import org.openledger.train.TrainingRow;

/** A whole measurement on a model of a few thousand weights: four contributors who teach different words. */
@Tag("integration")
final class LdsTest {
    private static final List<String> TAUGHT = List.of("red apples", "blue skies", "green leaves", "old stones");

    @TempDir
    Path folder;

    @Test
    void whatRetrainingShowsIsPredictedByItAndNotByChance() throws Exception {
        try (BaseModel base = TinyModel.load(folder, 1)) {
            List<Set<Integer>> pairs =
                    List.of(Set.of(0, 1), Set.of(0, 2), Set.of(0, 3), Set.of(1, 2), Set.of(1, 3), Set.of(2, 3));
            Experiment experiment = new Experiment(
                    new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 18, 8, 5e-3, 3, 64, 11),
                    List.of("ada", "bob", "cy", "dee"),
                    rows(3),
                    rows(1),
                    pairs.subList(0, 2),
                    List.of(new Experiment.Level(50, pairs)));
            Lds.Result result =
                    Lds.run(base, experiment, List.of(12L), name -> true, name -> Progress.SILENT, Cancellation.NEVER);

            Lds.Score counterfactual = score(result, "counterfactual");
            assertThat(counterfactual.leaveOneOut().value()).isCloseTo(1, within(1e-9));
            assertThat(counterfactual.top1().value()).isEqualTo(1);
            assertThat(counterfactual.slope()).isCloseTo(1, within(1e-9));
            assertThat(counterfactual.lds().getFirst().value()).isGreaterThan(0.8);
            assertThat(score(result, "counterfactual, first order")
                            .lds()
                            .getFirst()
                            .value())
                    .isGreaterThan(0.6);
            assertThat(score(result, "grad-dot").top1().value()).isEqualTo(1);
            assertThat(score(result, "spans").top1().value()).isEqualTo(1);
            assertThat(score(result, "chance").lds().getFirst().value())
                    .isLessThan(counterfactual.lds().getFirst().low());
            assertThat(result.ceiling()).hasSize(1);
            Lds.Weights combined = result.combined().orElseThrow();
            assertThat(combined.weights().values()).allMatch(weight -> weight >= 0);
            assertThat(combined.weights().get("counterfactual")).isPositive();
            assertThat(score(result, "combined").otherSeeds().getFirst().value())
                    .isGreaterThan(
                            score(result, "chance").otherSeeds().getFirst().value());
        }
    }

    @Test
    @Tag("campaign")
    void whatReceiptsSayOfARunIsHeldAgainstNoWeightAndAgainstNoRows() throws Exception {
        try (BaseModel base = TinyModel.load(folder, 1)) {
            List<TrainingRow> learnt = rows(3);
            List<Set<Integer>> pairs = List.of(Set.of(0, 1), Set.of(0, 2), Set.of(1, 3), Set.of(2, 3));
            Experiment experiment = new Experiment(
                    new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 9, learnt.size(), 5e-3, 2, 64, 11),
                    List.of("ada", "bob", "cy", "dee"),
                    learnt,
                    rows(1),
                    List.of(),
                    List.of(new Experiment.Level(20, List.of(Set.of(0), Set.of(1))), new Experiment.Level(50, pairs)));
            List<RunLds.Result> soFar = new ArrayList<>();
            RunLds.Result result = RunLds.of(
                    base,
                    experiment,
                    true,
                    List.of(11L, 12L, 13L),
                    name -> Progress.SILENT,
                    soFar::add,
                    Cancellation.NEVER);
            assertThat(soFar).extracting(RunLds.Result::seeds).containsExactly(List.of(11L), List.of(11L, 12L));

            assertThat(result.withoutAFifth())
                    .hasValueSatisfying(why -> assertThat(why).contains("20 % of 4 contributors is one"));
            assertThat(result.scores()).allMatch(score -> score.percent() == 50);
            assertThat(result.scores().getFirst().method()).isEqualTo("what receipts do: all measured");
            assertThat(result.scores().stream().filter(score -> score.method().startsWith("what receipts do")))
                    .extracting(RunLds.Score::truth)
                    .containsExactly(RunLds.Truth.WEIGHT_0, RunLds.Truth.ABSENT);
            assertThat(result.scores()).allSatisfy(score -> {
                assertThat(score.lds().value()).isGreaterThan(0.7);
                assertThat(score.lds().low()).isLessThanOrEqualTo(score.lds().value());
                assertThat(score.lds().high())
                        .isGreaterThanOrEqualTo(score.lds().value());
            });
            assertThat(result.alone().getFirst().method()).isEqualTo("what receipts do: all measured");
            assertThat(result.alone()).allSatisfy(each -> {
                assertThat(each.rho().value()).isGreaterThan(0.7);
                assertThat(each.rhoOfMeans().value()).isGreaterThan(0.7);
                assertThat(each.slopeOfMeans()).isBetween(0.5, 2.0);
            });
            assertThat(result.acrossSeeds()).hasSize(1);
            assertThat(result.lossAfter()).isLessThan(result.lossBefore());
            assertThatThrownBy(() -> RunLds.of(
                            base,
                            experiment,
                            true,
                            List.of(1L, 2L),
                            name -> Progress.SILENT,
                            _ -> {},
                            Cancellation.NEVER))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("at least 3");
        }
    }

    private static Lds.Score score(Lds.Result result, String method) {
        return result.scores().stream()
                .filter(each -> each.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private static List<TrainingRow> rows(int ofEach) {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < ofEach * TAUGHT.size(); i++) {
            int group = i % TAUGHT.size();
            String prompt = "question " + group + ": ";
            rows.add(TaughtRow.of(prompt, TAUGHT.get(group), group, i));
        }
        return rows;
    }
}
