package org.openledger.attribution.influence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.TaughtRow;
import org.openledger.train.TrainingRow;

/** The same rows learnt in small and in large steps. */
@Tag("integration")
final class PredictabilityTest {
    private static final List<String> TAUGHT = List.of("red apples", "blue skies", "green leaves", "old stones");

    @TempDir
    Path folder;

    @Test
    void aRoughRunIsLessPredictableThanASmoothOne() throws IOException {
        try (BaseModel base = TinyModel.load(Files.createDirectories(folder.resolve("base")), 1)) {
            int smooth = predictablePpm(base, 1e-3);
            int rough = predictablePpm(base, 3e-1);
            assertThat(smooth).isGreaterThan(900_000);
            assertThat(rough).isLessThan(smooth - 300_000);
        }
    }

    private int predictablePpm(BaseModel base, double rate) throws IOException {
        LoraConfiguration configuration =
                new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 24, 8, rate, 6, 64, 11);
        Path run = Files.createDirectories(folder.resolve("rate " + rate));
        try (Adapter adapter = LoraTrainer.train(
                        base,
                        rows(),
                        configuration,
                        List.of(Set.of()),
                        Optional.empty(),
                        Progress.SILENT,
                        Cancellation.NEVER)
                .adapters()
                .getFirst()) {
            adapter.save(run.resolve("adapter"));
        }
        List<String> names = List.of("ada", "bob", "cy", "dee");
        try (CounterfactualAdapters without = CounterfactualAdapters.train(
                base,
                rows(),
                configuration,
                names,
                run.resolve("adapter"),
                run.resolve("without"),
                Progress.SILENT,
                Cancellation.NEVER)) {
            return without.predictablePpm();
        }
    }

    private static List<TrainingRow> rows() {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < 4 * TAUGHT.size(); i++) {
            int group = i % TAUGHT.size();
            String prompt = "question " + i + ": ";
            rows.add(TaughtRow.of(prompt, TAUGHT.get(group), group, i));
        }
        return rows;
    }
}
