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
import java.util.concurrent.atomic.AtomicInteger;
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
            Found smooth = found(base, 1e-3, 11);
            List<Found> rough = List.of(found(base, 3e-1, 11), found(base, 3e-1, 12), found(base, 3e-1, 13));
            assertThat(smooth.predictablePpm()).isGreaterThan(900_000);
            // what one rough run shows is chance
            assertThat(rough.stream().mapToInt(Found::predictablePpm).average().orElseThrow())
                    .isLessThan(smooth.predictablePpm() - 300_000.0);
            assertThat(smooth.smoothPpm()).isGreaterThan(Smoothness.SMOOTH_PPM);
            assertThat(rough).allMatch(each -> each.smoothPpm() < Smoothness.SMOOTH_PPM);
        }
    }

    private record Found(int predictablePpm, int smoothPpm) {}

    private Found found(BaseModel base, double rate, long seed) throws IOException {
        AtomicInteger heard = new AtomicInteger(-1);
        LoraConfiguration configuration =
                new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 24, 8, rate, 6, 64, seed);
        Path run = Files.createDirectories(folder.resolve("rate " + rate + " of " + seed));
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
                hearing(heard),
                Cancellation.NEVER)) {
            assertThat(without.smoothPpm()).hasValue(heard.get());
            return new Found(without.predictablePpm(), heard.get());
        }
    }

    /** Hears how smooth the run is before any step of what explains it is over. */
    private static Progress hearing(AtomicInteger smoothPpm) {
        return new Progress() {
            @Override
            public void stepDone(int step, int steps, double loss) {}

            @Override
            public void smoothness(int ppm) {
                smoothPpm.set(ppm);
            }
        };
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
