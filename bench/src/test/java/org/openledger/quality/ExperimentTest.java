package org.openledger.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.store.Refusal;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.RowText;

@Tag("unit")
final class ExperimentTest {
    private static final LoraConfiguration CONFIGURATION =
            new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 18, 8, 5e-3, 3, 64, 11);

    @TempDir
    Path folder;

    @Test
    void aFifthOfTheRowsIsAskedAboutAndNotLearnt() throws Exception {
        try (BaseModel base = TinyModel.load(folder, 1)) {
            Experiment experiment = of(base, rows(4, 10), 100, 60);
            assertThat(experiment.rows()).hasSize(32);
            assertThat(experiment.queries()).hasSize(8).doesNotContainAnyElementsOf(experiment.rows());
            assertThat(experiment.removals().get(0).sets()).as("all there are").hasSize(4);
            assertThat(experiment.removals().get(1).sets()).hasSize(6);
        }
    }

    @Test
    void whereNoRowCanBeSparedAllAreLearntAndAskedAboutInOtherWords() throws Exception {
        try (BaseModel base = TinyModel.load(folder, 1)) {
            Experiment experiment = Experiment.reworded(base, rows(4, 2), CONFIGURATION, 100, 4, List.of(20, 50));
            assertThat(experiment.rows()).hasSize(8);
            assertThat(experiment.queries()).hasSize(8).doesNotContainAnyElementsOf(experiment.rows());
        }
    }

    @Test
    void whatCannotBeMeasuredIsRefused() throws Exception {
        try (BaseModel base = TinyModel.load(folder, 1)) {
            assertRefused("the rows name 3 contributors", base, rows(3, 10), 100, 60);
            assertRefused("no contributor has 5 rows", base, rows(4, 4), 100, 60);
            assertRefused("no contributor has 5 rows", base, rows(0, 0), 100, 60);
            assertRefused("ask for at least 2", base, rows(4, 10), 100, 1);
            assertRefused("ask for at least one query", base, rows(4, 10), 0, 60);
        }
    }

    /** Before anything is trained. */
    @Test
    void rowsOfOneTopicHaveNoneThatCouldBeHeldOut() throws Exception {
        SortedMap<String, List<RowText>> rows = new TreeMap<>();
        for (String name : List.of("ada", "ben")) {
            rows.put(
                    name,
                    IntStream.range(0, 20)
                            .<RowText>mapToObj(row ->
                                    new RowText.Instruction("How does kraut of week " + row + " taste?", "Like kraut."))
                            .toList());
        }
        try (BaseModel base = TinyModel.load(folder, 1)) {
            UntaughtTrial trial = new UntaughtTrial(
                    base,
                    CONFIGURATION,
                    4,
                    stage -> {
                        throw new AssertionError(stage);
                    },
                    () -> false);
            assertThatThrownBy(() -> trial.run(rows))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("of 40 rows that ask something no topic could be held out");
        }
    }

    private static void assertRefused(
            String why, BaseModel base, SortedMap<String, List<RowText>> rows, int queries, int sets) {
        assertThatThrownBy(() -> of(base, rows, queries, sets))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why);
    }

    private static Experiment of(BaseModel base, SortedMap<String, List<RowText>> rows, int queries, int sets) {
        return Experiment.of(base, rows, CONFIGURATION, queries, sets, List.of(20, 50));
    }

    private static SortedMap<String, List<RowText>> rows(int contributors, int each) {
        SortedMap<String, List<RowText>> rows = new TreeMap<>();
        for (int i = 0; i < contributors; i++) {
            String name = "c" + i;
            rows.put(
                    name,
                    IntStream.range(0, each)
                            .<RowText>mapToObj(
                                    row -> new RowText.Plain(name + " is good, and says so " + row + " times"))
                            .toList());
        }
        return rows;
    }
}
