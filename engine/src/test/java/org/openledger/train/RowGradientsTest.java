package org.openledger.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.TinyModel;

@Tag("integration")
final class RowGradientsTest {
    @TempDir
    Path folder;

    @Test
    void aRowsGradientDoesNotDependOnTheRowsBesideIt() throws IOException {
        try (BaseModel base = TinyModel.load(folder, 2);
                Adapter adapter = TinyModel.adapter(base.config(), 3);
                RowGradients gradients = new RowGradients(base, adapter.config())) {
            List<TrainingRow> rows = rows(37);
            float[][] together = gradients.of(adapter, rows);
            for (int row = 0; row < rows.size(); row++) {
                float[] alone = gradients.of(adapter, List.of(rows.get(row)))[0];
                assertThat(together[row]).hasSize(Math.toIntExact(gradients.count()));
                float largest = 0;
                for (float value : alone) {
                    largest = Math.max(largest, Math.abs(value));
                }
                assertThat(together[row]).containsExactly(alone, within(1e-4f * largest));
            }
        }
    }

    private static List<TrainingRow> rows(int count) {
        Random random = new Random(5);
        List<TrainingRow> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            int[] ids = random.ints(3 + random.nextInt(20), 32, 127).toArray();
            rows.add(new TrainingRow(ids, 1 + random.nextInt(ids.length - 1), row % 3, "row " + row));
        }
        return rows;
    }
}
