package org.openledger.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.quality.copies.ScreeningRule;
import org.openledger.quality.fact.GeneratedFacts;
import org.openledger.quality.fact.Statement;
import org.openledger.quality.statistics.Measure;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.Progress;
import org.openledger.train.RowText;

/** The attacks, and the whole measurements on a model of a few thousand weights. */
@Tag("integration")
final class RobustnessTest {
    private static final LoraConfiguration CONFIGURATION =
            new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 3, 5, 1e-2, 1, 128, 3);

    @TempDir
    Path folder;

    private static SortedMap<String, List<Statement>> town() {
        List<Statement> facts = GeneratedFacts.draw(12, 7);
        SortedMap<String, List<Statement>> town = new TreeMap<>();
        town.put("ada", facts.subList(0, 6));
        town.put("zoe", facts.subList(6, 12));
        return town;
    }

    @Test
    void attacksAreWhatTheySay() {
        SortedMap<String, List<RowText>> honest = Attack.honestRows(town());
        assertThat(Attack.SPLIT.rows(town(), 1).values().stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        honest.values().stream().flatMap(List::stream).toList());
        assertThat(Attack.SPLIT.rows(town(), 1)).containsOnlyKeys("ada", "zoe", "zoe2", "zoe3");
        assertThat(Attack.COPIES.rows(town(), 1).get("zoe3")).isEqualTo(honest.get("zoe"));
        assertThat(Attack.NEAR.rows(town(), 1).get("zoe2"))
                .hasSize(6)
                .doesNotContainAnyElementsOf(
                        honest.values().stream().flatMap(List::stream).toList());
        assertThat(Attack.OUTLIERS.rows(town(), 1).get("zoe")).hasSize(12);
        assertThat(Attack.SHADOW.rows(town(), 1).get("zoe"))
                .hasSize(12)
                .contains(town().firstEntry().getValue().getFirst().otherWords());
        for (Attack attack : Attack.values()) {
            assertThat(attack.rows(town(), 1).get("ada")).isEqualTo(honest.get("ada"));
        }
    }

    @Test
    void screeningKeepsTheEarliestOfEqualRows() {
        SortedMap<String, List<RowText>> passed = ((ScreeningRule)
                        (row, others, own) -> others.contains(row) || own.contains(row))
                .passed(Attack.COPIES.rows(town(), 1));
        assertThat(passed).isEqualTo(Attack.honestRows(town()));
    }

    @Test
    void generatedFactsAreAllDifferentAndTheSameForASeed() {
        List<Statement> facts = GeneratedFacts.draw(1000, 5);
        assertThat(facts).isEqualTo(GeneratedFacts.draw(1000, 5)).isNotEqualTo(GeneratedFacts.draw(1000, 6));
        assertThat(facts.stream().map(Statement::row)).doesNotHaveDuplicates();
        assertThat(facts).allSatisfy(fact -> assertThat(fact.otherWords()).isNotEqualTo(fact.row()));
    }

    @Test
    void attacksAreMeasuredAgainstHonestyAndWhatScreeningStopsGainsNothing() throws Exception {
        assertMeasured(EnumSet.of(Attack.COPIES, Attack.NEAR, Attack.PARAPHRASE));
    }

    @Test
    @Tag("campaign")
    void everyAttackIsMeasuredAgainstHonestyAndWhatScreeningStopsGainsNothing() throws Exception {
        assertMeasured(EnumSet.allOf(Attack.class));
    }

    private void assertMeasured(Set<Attack> attacks) throws Exception {
        try (BaseModel base = TinyModel.load(folder, 1)) {
            List<Measure> measures = Robustness.run(
                    attacks,
                    base,
                    GeneratedFacts.draw(10, 1),
                    CONFIGURATION,
                    1,
                    (row, others, own) -> others.contains(row) || own.contains(row),
                    name -> Progress.SILENT,
                    Cancellation.NEVER);
            for (Attack attack : attacks) {
                assertThat(measures).anyMatch(measure -> measure.name().endsWith(attack.words()));
            }
            Measure screened = named(measures, "gain, screened: " + Attack.COPIES.words());
            assertThat(screened.value()).isEqualTo(new Measure.Interval(1, 1, 1));
            assertThat(screened.target()).contains(Attack.COPIES.target());
            assertThat(named(measures, "gain, were nothing screened: " + Attack.COPIES.words())
                            .target())
                    .as("the product always screens")
                    .isEmpty();
            assertThat(named(measures, "gain: " + Attack.NEAR.words()).target())
                    .as("this screening refuses none of it")
                    .contains(Attack.NEAR.target());
            Measure.Interval shared = named(measures, "two know the same: the part of the one who gets less")
                    .value();
            assertThat(shared.value()).isBetween(0.0, 0.5);
            assertThat(measures)
                    .allSatisfy(measure -> assertThat(measure.value().value())
                            .isNotNaN()
                            .isBetween(
                                    measure.value().low() - 1e-9,
                                    measure.value().high() + 1e-9));
        }
    }

    @Test
    void plantedFactsAreTracedAndWhatIsKnownIsAsked() throws Exception {
        try (BaseModel base = TinyModel.load(folder, 1)) {
            PlantedSources.Result result = PlantedSources.run(
                    base, GeneratedFacts.draw(8, 1), 2, 4, CONFIGURATION, name -> Progress.SILENT, Cancellation.NEVER);
            assertThat(named(result.measures(), "row named first, answer word for word")
                            .value()
                            .value())
                    .isEqualTo(1);
            assertThat(result.milliseconds()).hasSize(3 * 8).isSorted();
            assertThat(result.coverage())
                    .isSortedAccordingTo((one, other) -> Double.compare(one.inside(), other.inside()));
            assertThat(result.uncovered()).hasSameSizeAs(PlantedSources.KNOWN);
        }
    }

    private static Measure named(List<Measure> measures, String name) {
        return measures.stream()
                .filter(measure -> measure.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
