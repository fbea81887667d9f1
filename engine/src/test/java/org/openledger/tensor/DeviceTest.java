package org.openledger.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.KvCache;
import org.openledger.model.LoraBank;
import org.openledger.model.ModelConfig;
import org.openledger.model.TinyModel;
import org.openledger.model.TokenBatch;

@Tag("unit")
final class DeviceTest {
    @TempDir
    private Path folder;

    @AfterEach
    void back() {
        Device.use(Device.PROCESSOR);
    }

    /** Libtorch's meta device has tensors without numbers, and refuses to compute with one that stands elsewhere. */
    @Test
    void allThatAPassMakesStandsOnTheDevice() throws Exception {
        ModelConfig config;
        try (BaseModel base = TinyModel.load(folder, 1)) {
            config = base.config();
        }
        try (Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            Device.use(new org.bytedeco.pytorch.Device(torch.DeviceType.Meta));
            assertThatThrownBy(() -> Tensors.ones(1).add(Tensor.create(new float[] {1}, 1)))
                    .hasMessageContaining("two devices");
            try (Adapter adapter = TinyModel.adapter(config, 1);
                    LoraBank bank = LoraBank.stack(config, List.of(adapter));
                    KvCache cache = new KvCache(config, 1, 40)) {
                assertThat(bank).isNotNull();
                int[][] tokens = {{1, 2, 3}};
                for (TokenBatch batch : List.of(TokenBatch.padded(tokens), cache.append(new int[] {0}, tokens))) {
                    assertThat(List.of(batch.ids(), batch.positions(), batch.mask()))
                            .allMatch(Tensor::is_meta);
                }
            }
            for (Tensor made : List.of(
                    Tensors.zeros(2),
                    Tensors.ones(2),
                    Tensors.unset(2),
                    Tensors.count(2),
                    Tensors.identity(2),
                    Tensors.indices(new int[] {1}),
                    Tensors.longs(new long[] {1}, 1))) {
                assertThat(made.is_meta()).isTrue();
            }
        }
    }

    @Test
    void theElementsOfAFileStandOnTheDevice() {
        Path file = folder.resolve("one.safetensors");
        try (Scope _ = Scope.open()) {
            SortedMap<String, Tensor> one = new TreeMap<>(Map.of("x", Tensors.floats(new float[] {1, 2}, 2)));
            SafeTensorsWriter.write(file, one, ElementType.F32, Map.of());
            Device.use(new org.bytedeco.pytorch.Device(torch.DeviceType.Meta));
            try (SafeTensorsFile read = SafeTensorsFile.open(file)) {
                assertThat(read.load("x").is_meta()).isTrue();
                assertThat(read.map("x").is_meta()).isTrue();
            }
        }
    }

    @Test
    void aDeviceThatIsNotThereIsRefused() {
        if (!torch.cuda_is_available()) {
            assertThatThrownBy(() -> Device.use("cuda:1"))
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("cuda:1 is not there")
                    .hasMessageContaining("model.device");
        }
        assertThatThrownBy(() -> Device.use("cuda:127")).isInstanceOf(TensorException.class);
        assertThatThrownBy(() -> Device.use("tpu")).hasMessageContaining("there is no device tpu");
        try (Scope _ = Scope.open()) {
            assertThat(Tensors.zeros(1).is_cpu())
                    .as("a refusal changes nothing")
                    .isTrue();
        }
    }
}
