package org.openledger.train.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.BaseModel;
import org.openledger.model.Projection;
import org.openledger.model.TinyModel;
import org.openledger.model.WeightType;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.TrainingRow;

@Tag("unit")
final class RunMemoryTest {
    @TempDir
    Path folder;

    /** What a step widens it keeps for its way back, beside a base that takes less. */
    @Test
    void matricesThatAreWidenedAreCounted() throws IOException {
        TinyModel.load(folder, 5).close();
        List<TrainingRow> rows = List.of(new TrainingRow(new int[] {1, 2, 3, 4}, 1, 0, "row"));
        LoraConfiguration configuration =
                new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 6, 1, 1e-2, 1, 100, 1);
        try (BaseModel wide = BaseModel.load(folder, WeightType.F32);
                BaseModel rounded = BaseModel.load(folder, WeightType.INT8)) {
            RunWork work = RunWork.of(rows, configuration, wide.config());
            RunMemory plain = RunMemory.of(wide, rows, configuration, work, 1);
            RunMemory widened = RunMemory.of(rounded, rows, configuration, work, 1);
            assertThat(widened.sum() - plain.sum()).isGreaterThanOrEqualTo(bytes(wide));
        }
    }

    /** Of all matrices, each as float32. */
    private static long bytes(BaseModel wide) {
        return wide.decoder().weights().tensors().values().stream()
                .filter(each -> each.dim() == 2)
                .mapToLong(each -> each.numel() * Float.BYTES)
                .sum();
    }
}
